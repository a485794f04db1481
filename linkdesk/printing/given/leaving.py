"""A print on its way out: what the page around it shows, and the checks before anything leaves."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

from flask import current_app
from flask import flash
from flask import jsonify
from flask import redirect
from flask import request
from flask import session as visit
from flask import url_for

from linkdesk.clients.finding.namesakes import namesakes
from linkdesk.printing.given import safe
from linkdesk.printing.given.opening import OPEN_FILE
from linkdesk.printing.given.opening import show
from linkdesk.printing.given.plain import PLAIN
from linkdesk.printing.given.queries import copy_of
from linkdesk.printing.given.rules import HOW_WORDS
from linkdesk.printing.given.rules import NotePrint
from linkdesk.printing.given.rules import PreviewChanged
from linkdesk.printing.given.rules import Seal
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.rules import check_seal
from linkdesk.printing.given.rules import seal
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.given.service import note_print
from linkdesk.printing.handing import hand_over
from linkdesk.printing.handing import made
from linkdesk.printing.rules import Format
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.errors import wants_json
from linkdesk.web.handing import nothing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.printing.rules import PrintOptions

SEAL, SAFE, WAY = "seal", "safe", "way"
PRINT_NOW = "print_now"


class Leaves(Protocol):
    """A print that can be read before it is set."""

    @property
    def name(self) -> str:
        """A file name that says nothing about the person."""

    @property
    def options(self) -> PrintOptions:
        """How it is set."""

    def make(self) -> bytes:
        """Make the print."""

    def written(self) -> tuple[str, ...]:
        """Return its words and its style sheets."""

    def __hash__(self) -> int:
        """Equal prints are kept once."""


class Goes(Protocol):
    """What leaves the page that shows it: a print of one person, or a list of many."""

    @property
    def paper(self) -> Leaves:
        """What goes onto paper."""

    @property
    def back(self) -> str:
        """The address of its preview."""

    @property
    def can_wait(self) -> bool:
        """Say whether it may wait for the office printer."""

    def check(self) -> Safe:
        """Refuse what is not what was looked at; return whether it is safe to take."""

    def trace(self) -> None:
        """Write it in the reading log."""

    def note(self, way: Way, answer: Safe) -> None:
        """Keep that it left, or waits."""


@dataclass(frozen=True)
class Leaving:
    """One print of one person, as it was looked at; `back` is the address of its preview.

    `also` is what else is kept at the moment it leaves, and never before; what does not wait is not printed later.
    `service_id` is the local service that a service sheet is about.
    """

    client: ClientRecord
    plan: PlanRecord | None
    item: str
    paper: Leaves
    back: str
    also: Callable[[], None] = nothing
    can_wait: bool = True
    service_id: UUID | None = None

    @property
    def seal(self) -> Seal:
        """The fingerprint of the preview."""
        return seal(self.client, self.plan, self.item, self.paper.options, self.paper.written())

    def check(self) -> Safe:
        """Refuse what is not what was looked at; return whether it is safe to take.

        Raises:
            PreviewChanged: the page that asks was made from another record, version or choice.
            RuleBroken: nobody said whether it is safe to take.
        """
        check_seal(sent(SEAL), self.seal)
        return Safe.PLAIN if self.item == PLAIN else safe.answered(safe.advice(self.client, self.item), sent(SAFE))

    def page(self) -> dict[str, Any]:
        """Return what the template of a preview shows of it."""
        plan: dict[str, Any] = {"plan": self.plan.id} if self.plan else {}
        plan |= {"item": self.item} if self.item in safe.POSTED else {}
        return {
            "seal": str(self.seal),
            "namesakes": namesakes(session(), self.client),
            "advice": None if self.item == PLAIN else safe.advice(self.client, self.item),
            "on_record": safe.plain_advice(self.client) if self.item == PLAIN else None,
            "ways_url": url_for("given.other_ways", client_id=self.client.id, **plan),
            "copy": copy_of(session(), self.plan.id) if self.plan else None,
            "copy_url": url_for("given.give", client_id=self.client.id, plan_id=self.plan.id) if self.plan else "",
            "how_words": HOW_WORDS,
            "paper": self.paper,
            "print_now": visit.pop(PRINT_NOW, False),
            "can_wait": self.can_wait,
            "can_open": OPEN_FILE in current_app.extensions,
        }

    def trace(self) -> None:
        """Write it in the reading log."""
        record_reading(session(), current_actor(), "print", self.client.id)

    def note(self, way: Way, answer: Safe) -> None:
        """Keep that it left, or waits."""
        command = NotePrint.of(self.client, self.plan, self.item, self.paper.options, way, answer)
        command = replace(command, service_id=self.service_id)
        if way is not Way.WAITING:
            self.also()
        note_print(session(), current_actor(), command)


def go_out(leaving: Goes, page: Callable[[str], str]) -> ResponseReturnValue:
    """Let a print go to the printer if it is what was looked at; a script then opens the system's print dialog.

    Args:
        leaving: the print.
        page: makes the new preview, with the sentence that says why it was refused.

    Raises:
        PreviewChanged: a script asked, and it is another record, version or choice.
        RuleBroken: nobody said whether it is safe to take.
    """
    try:
        answer = leaving.check()
    except PreviewChanged as refused:
        if wants_json():
            raise
        return page(refused.sentence), refused.status
    leaving.trace()
    if sent(WAY) == Way.WAITING:
        return _waits(leaving, answer)
    if sent(WAY) == Way.OPENED:
        return _opens(leaving, answer)
    leaving.note(Way.PRINTED, answer)
    if wants_json():
        return jsonify(printed=True)
    visit[PRINT_NOW] = True  # the button was pressed before its script was there: the next page opens the dialog
    flash("It is noted as printed. If no dialog opens, press Ctrl and P.")
    return redirect(leaving.back, HTTPStatus.SEE_OTHER)


def _waits(leaving: Goes, answer: Safe) -> ResponseReturnValue:
    """Put a print aside for the office printer: what is kept says only whose it is and how it is set."""
    if not leaving.can_wait:
        raise RuleBroken("This is not printed later. Nothing was changed. Print it now, or save it.")
    if leaving.paper.options.format is Format.TEXT:
        raise RuleBroken("Plain text is saved and not printed later. Nothing was changed. Choose another format.")
    leaving.note(Way.WAITING, answer)
    flash("It waits for the office printer. It is on Today until it is printed.")
    return redirect(leaving.back, HTTPStatus.SEE_OTHER)


def _opens(leaving: Goes, answer: Safe) -> ResponseReturnValue:
    """Show a print in another program of this computer; there is such a button only beside a window.

    Raises:
        NotFound: LinkDesk runs in a browser, which shows files itself.
        FileRefused: it could not be shown; nothing was left behind.
    """
    opener: Callable[[Path], bool] | None = current_app.extensions.get(OPEN_FILE)
    if opener is None:
        raise NotFound
    folder = current_app.extensions["vault"].settings.opened_dir
    show(folder, leaving.paper.name, made(leaving.paper), opener)
    leaving.note(Way.OPENED, answer)
    flash("Opened. LinkDesk deletes its file when it is locked or closed. Close the other program too.")
    return redirect(leaving.back, HTTPStatus.SEE_OTHER)


def be_saved(leaving: Goes, page: Callable[[str], str]) -> ResponseReturnValue:
    """Write a print where the worker chooses, if it is what was looked at.

    Raises:
        RuleBroken: nobody said whether it is safe to take.
        FileRefused: it could not be written there.
    """
    try:
        answer = leaving.check()
    except PreviewChanged as refused:
        return page(refused.sentence), refused.status
    leaving.trace()
    done = partial(leaving.note, Way.SAVED, answer)
    return hand_over(made(leaving.paper), leaving.paper.name, leaving.back, done)


def sent(name: str) -> str:
    """Return one value of the form or of the script that asks; empty where it is missing."""
    told = request.get_json(silent=True) if request.is_json else request.form.to_dict()
    found = told.get(name) if isinstance(told, dict) else None
    return found if isinstance(found, str) else ""
