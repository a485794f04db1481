"""Which open page wrote an answer last: what a page kept itself, by autosave, never makes it an old page.

It is known for this run only. Where it is not known, the version of the answer decides, which refuses rather than
overwrites.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING
from typing import cast

from flask import current_app

from linkdesk.assessments import service
from linkdesk.languages.sentences import Sentence
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from linkdesk.assessments.rules import GiveAnswer

CHOOSE_ONE = Sentence("This answer was changed on another page. Choose the one to keep.")
MOVED = Sentence("This card was changed on another page. Look at it again.")
LOOK_AGAIN = Sentence("Your answers were changed on another page. Look at them again.")
"""What a person reads where another window kept something meanwhile; nothing they gave is lost."""

SHEETS = "linkdesk_sheets"
LONGEST = 64
REMEMBERED = 500
"""So many answers are remembered: more than a talk has questions."""

Key = tuple["UUID", str]
"""A talk and the name of a question in it."""


class Writing:
    """One answer that is about to be kept: `own` says that this page kept the last one, `done()` notes that it did."""

    def __init__(self, *, own: bool) -> None:
        self.own = own
        self.changed = False

    def done(self, *, changed: bool) -> None:
        """Note that the answer was kept, and whether it is another one than before."""
        self.changed = changed


class Sheets:
    """The pages that are open in windows, by their tokens. Thread-safe: answers are kept one after the other."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: OrderedDict[Key, str] = OrderedDict()

    @contextmanager
    def writing(self, key: Key, sheet: str) -> Iterator[Writing]:
        """Give a page its turn to keep an answer; a page without a token is never its own."""
        with self._lock:
            turn = Writing(own=bool(sheet) and self._last.get(key) == sheet)
            yield turn
            if turn.changed:
                self._last[key] = sheet[:LONGEST]
                self._last.move_to_end(key)
                while len(self._last) > REMEMBERED:
                    self._last.popitem(last=False)


def keep_from(sheet: str, command: GiveAnswer) -> None:
    """Keep an answer that an open page sent, unless another page kept another one since this page was made.

    Raises:
        Stale: another page did; nothing was changed.
        NotFound, RuleBroken: as `give_answer` does.
    """
    sheets = cast("Sheets", current_app.extensions.setdefault(SHEETS, Sheets()))
    with sheets.writing((command.assessment_id, command.link_id), sheet) as turn:
        sent = replace(command, seen=None) if turn.own else command
        turn.done(changed=service.give_answer(session(), current_actor(), sent))
