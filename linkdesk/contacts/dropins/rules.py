"""A brief contact that needs no name: what was asked, given and signposted, for how long and where; pure."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.contacts import rules as contacts
from linkdesk.record.checks import search_key
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from datetime import datetime
    from uuid import UUID

LIMITS = Limits()
VENUE_LENGTH = contacts.PLACE_LENGTH
PARTS = {"asked": "Asked", "given": "Given", "signposted": "Told about"}
"""The words of a drop-in, as they are named in the note that it becomes."""


@dataclass(frozen=True, kw_only=True)
class DropInDetails:
    """What a drop-in says; empty text means nothing was said, `minutes` None that nobody counted them."""

    asked: str
    given: str = ""
    signposted: str = ""
    minutes: int | None = None
    urgent: bool = False


@dataclass(frozen=True, kw_only=True)
class NoteDropIn(DropInDetails):
    """Write down a drop-in at a venue on a day.

    `drop_in_id` is made by the page, so that a form that is sent twice is one drop-in.
    """

    drop_in_id: UUID
    on: date
    venue: str


@dataclass(frozen=True, kw_only=True)
class ChangeDropIn(DropInDetails):
    """Put right what was written; `version` is the one the worker saw."""

    drop_in_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class NoteSession:
    """Write the one note about the whole session; `version` is the one the worker saw."""

    drop_in_session_id: UUID
    words: str
    version: int


@dataclass(frozen=True, kw_only=True)
class DropInRecord(DropInDetails):
    """One drop-in as pages read it; `client_id` once it became a person, whose contact then holds its words."""

    id: UUID
    session_id: UUID
    on: date
    venue: str
    worker_id: UUID
    created_at: datetime
    client_id: UUID | None = None
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class SessionRecord:
    """One venue on one day with one worker: its note and how many dropped in."""

    id: UUID
    on: date
    venue: str
    words: str
    worker_id: UUID
    people: int
    minutes: int
    urgent: int
    named: int
    version: int = 1


@dataclass(frozen=True)
class Counted:
    """One line of the counts: a month or a venue, how many dropped in and the rest about them."""

    name: str
    sessions: int
    people: int
    minutes: int
    urgent: int
    named: int


def details_of(given: DropInDetails) -> dict[str, Any]:
    """Return only what a drop-in says, by the names of its fields."""
    return {each.name: getattr(given, each.name) for each in fields(DropInDetails)}


def check(details: DropInDetails) -> None:
    """Refuse what no drop-in can be.

    Raises:
        RuleBroken: nothing was asked, or the minutes are out of bounds.
    """
    if not details.asked.strip():
        raise RuleBroken("Nothing was changed. Write in a few words what they asked.")
    if details.minutes is not None and not 0 < details.minutes <= contacts.BOUNDS.most_minutes:
        raise RuleBroken(f"The minutes lie between 1 and {contacts.BOUNDS.most_minutes}. Nothing was changed.")


def check_place(on: date, venue: str, today: date) -> None:
    """Refuse a session that is still to come or has no venue.

    Raises:
        RuleBroken: which of the two it is.
    """
    if on > today:
        raise RuleBroken("That day is still to come. Nothing was changed. Enter the day on which it was.")
    if not venue.strip():
        raise RuleBroken("The venue is empty. Nothing was changed. Write where it was.")


def venue_key(venue: str) -> str:
    """Return what makes two spellings one venue: capitals, accents and spaces do not count."""
    return search_key(" ".join(venue.split()))[:VENUE_LENGTH]


def note_of(details: DropInDetails) -> str:
    """Return the words of a drop-in as the note of a contact: one line for each part that says something."""
    said = ((name, getattr(details, key)) for key, name in PARTS.items())
    return "\n".join(f"{name}: {words}" for name, words in said if words.strip())


def as_contact(kept: DropInRecord, client_id: UUID) -> contacts.NoteContact:
    """Return the contact that a drop-in becomes: they were met in person, at the venue, on that day."""
    return contacts.NoteContact(
        client_id=client_id,
        on=kept.on,
        way=contacts.Way.VENUE,
        minutes=kept.minutes,
        place=kept.venue,
        words=note_of(kept),
    )


def counted(sessions: Iterable[SessionRecord], *, by_month: bool) -> tuple[Counted, ...]:
    """Return the sessions added up by month ("2026-11", the oldest first) or by venue (by its name)."""
    groups: dict[str, list[SessionRecord]] = {}
    for each in sessions:
        groups.setdefault(f"{each.on:%Y-%m}" if by_month else venue_key(each.venue), []).append(each)
    return tuple(total(key if by_month else groups[key][0].venue, groups[key]) for key in sorted(groups))


def total(name: str, sessions: Iterable[SessionRecord]) -> Counted:
    """Return one line that adds up these sessions; a session to which nobody came counts as a session."""
    kept = tuple(sessions)
    return Counted(
        name,
        len(kept),
        sum(each.people for each in kept),
        sum(each.minutes for each in kept),
        sum(each.urgent for each in kept),
        sum(each.named for each in kept),
    )
