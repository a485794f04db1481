"""What the cards and letters may say, which words a worker may change, and how typed words are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import time as time_of_day
from typing import TYPE_CHECKING

from linkdesk.languages.sentences import Sentence
from linkdesk.printing.rules import ClientItem
from linkdesk.record.checks import date_parts
from linkdesk.record.checks import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

SQUARE_PLACE = 60
"""Signs of a place that a square on paper still holds well, in any script."""
LINE, TEXT = 120, 600
"""The most characters of one line, and of several, so that a card stays a card."""

ANSWER_DAYS = 14
"""How long somebody has to answer a letter, unless the worker writes another day."""

SHORT = (
    ClientItem.APPOINTMENT,
    ClientItem.CALLING_CARD,
    ClientItem.WHAT_HAPPENS,
    ClientItem.CANNOT_REACH,
    ClientItem.CLOSING,
    ClientItem.INTRODUCTION,
)
"""The cards and letters, in the order of the list of prints."""

ROWS = (*SHORT, ClientItem.SERVICE)
"""Everything that is made of rows of a picture and its lines."""

LETTERS = frozenset({ClientItem.CANNOT_REACH, ClientItem.CLOSING, ClientItem.INTRODUCTION})
"""These carry who sends them."""


@dataclass(frozen=True)
class Said:
    """All that a card or a letter says beside names and numbers; nothing else of the record can reach it.

    Each is offered from one place of the record and may be typed over: `day`, `time` (14:30) and `place` of the next
    visit, `bring` along; `hours` of the worker; `did` together; to which service (`to`) and with what (`want`), what
    helps (`helps`), the `phone` to answer on; what to `say` on the phone; `words` are the worker's own.
    """

    day: date | None = None
    time: str = ""
    place: str = ""
    bring: str = ""
    hours: str = ""
    did: str = ""
    to: str = ""
    want: str = ""
    helps: str = ""
    phone: str = ""
    say: str = ""
    words: str = ""


NOTHING_SAID = Said()

LINES = frozenset({"time", "place", "bring", "to", "phone"})
"""Words on one line; the others may have several."""

TYPED: dict[ClientItem, tuple[str, ...]] = {
    ClientItem.APPOINTMENT: ("day", "time", "place", "bring", "words"),
    ClientItem.CALLING_CARD: ("hours", "words"),
    ClientItem.WHAT_HAPPENS: ("words",),
    ClientItem.CANNOT_REACH: ("day", "words"),
    ClientItem.CLOSING: ("did", "words"),
    ClientItem.INTRODUCTION: ("to", "want", "helps", "phone", "words"),
    ClientItem.SERVICE: ("say", "words"),
}
"""What a worker may change before printing."""

DAY_BOXES = frozenset({"day-day", "day-month", "day-year"})
VISIT_BOXES = DAY_BOXES | {"time", "place"}
"""The boxes that say when and where a visit is; a new meeting makes what stands in them untrue."""

_CLOCK = re.compile(r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})")
_NOON, _EVENING = 12, 18


def draft_name(item: ClientItem, service_id: UUID | None = None) -> str:
    """Return under which name the words of a print are kept; those of a service sheet belong to that service."""
    return f"print_{item.value.replace('-', '_')}{f'_{service_id.hex}' if service_id else ''}"


def typed_over(item: ClientItem, offered: Said, fields: Mapping[str, str], today: date) -> Said:
    """Return what is offered with the words that were typed for this print.

    A day that is over, or is none, counts as not typed: then the whole of a card for a visit is offered anew, for its
    place and time belong to that day.
    """
    day = offered.day
    if "day" in TYPED[item] and not DAY_BOXES.isdisjoint(fields):
        typed_day = _day(fields)
        is_over = typed_day is not None and typed_day < today
        if is_over and item is ClientItem.APPOINTMENT:
            return offered
        day = offered.day if is_over else typed_day
    texts = {
        name: cleaned(fields[name], one_line=name in LINES) for name in TYPED[item] if name != "day" and name in fields
    }
    return replace(offered, day=day, **texts)


def _day(fields: Mapping[str, str]) -> date | None:
    try:
        return date_parts(*(fields.get(f"day-{part}", "") for part in ("day", "month", "year")))
    except ValueError:
        return None


def cleaned(text: str, *, one_line: bool = False, most: int = TEXT) -> str:
    """Return typed words without signs that nobody sees, no longer than the print has room for."""
    plain = plain_text(text)
    return " ".join(plain.split())[:LINE] if one_line else plain[:most]


def begins(said: Said) -> datetime | None:
    """Return when a visit begins, where day and time are known; a time in other words is none."""
    found = _CLOCK.fullmatch(said.time)
    if said.day is None or found is None:
        return None
    try:
        return datetime.combine(said.day, time_of_day(int(found["hour"]), int(found["minute"])))
    except ValueError:
        return None


def clock_words(time: str) -> str:
    """Return a time as it is said: 14:30 is 2:30 in the afternoon; other words stay as they were typed."""
    found = _CLOCK.fullmatch(time)
    if found is None:
        return time
    hour, minute = int(found["hour"]), found["minute"]
    shown = f"{hour % _NOON or _NOON}:{minute}"
    if hour < _NOON:
        return Sentence("%(time)s in the morning", time=shown)
    if hour < _EVENING:
        return Sentence("%(time)s in the afternoon", time=shown)
    return Sentence("%(time)s in the evening", time=shown)
