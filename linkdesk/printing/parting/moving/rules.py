"""What a booked meeting is, and how one is moved or called off; pure.

Who called it off is kept as the NHS Data Dictionary does (attendance 2: by the person, 4: by the service), also where
another day was agreed at once: the meeting of the old day did not take place.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.contacts.rules import Attendance
from linkdesk.contacts.rules import Next
from linkdesk.contacts.rules import NoteContact
from linkdesk.contacts.rules import Way
from linkdesk.record.errors import RuleBroken
from linkdesk.web.display import day_date

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

OVER = "This meeting is not booked any more, or its day is over. Nothing was changed. Look at the list of meetings."
PAST = "The new day is in the past. Nothing was changed. Check the day."
SAME = "The new day is the one that was booked already. Nothing was changed. Enter another day, time or place."
NO_DAY = "The meeting has no day. Nothing was changed. Enter the new day, or choose that it is called off."
NEEDS_DAY = "The meeting has no day. Nothing was changed. Enter the day."


class Source(StrEnum):
    """Where a meeting was booked: for a referral, with a service, or in “Before you go”."""

    VISIT = "visit"
    TOGETHER = "together"
    AGREED = "agreed"


class By(StrEnum):
    """Who called a meeting off or asked for another day."""

    THEY = "they"
    WE = "we"


BY_WORDS = {By.THEY: "They did", By.WE: "We did"}
ATTENDANCE = {By.THEY: Attendance.THEY_CANCELLED, By.WE: Attendance.WE_CANCELLED}


@dataclass(frozen=True)
class BookedMeeting:
    """One meeting on record; `on` is None where it was called off and no new day is agreed yet."""

    source: Source
    id: UUID
    client_id: UUID
    version: int
    on: date | None
    time: str = ""
    place: str = ""
    service: str = ""

    @property
    def words(self) -> str:
        """Say what kind of meeting it is."""
        if self.source is Source.VISIT:
            return "First visit"
        return f"You go along to {self.service}" if self.source is Source.TOGETHER else "We meet again"

    def is_ahead(self, today: date) -> bool:
        """Say whether it can still be moved or called off."""
        return self.on is not None and self.on >= today


@dataclass(frozen=True, kw_only=True)
class ChangeMeeting:
    """Move a meeting to another day, or call it off (`on` is None); `version` is the one the worker saw."""

    client_id: UUID
    source: Source
    meeting_id: UUID
    version: int
    by: By
    way: Way = Way.PHONE
    on: date | None = None
    time: str = ""
    place: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class BookAgain:
    """Agree a new day for a meeting of “Before you go” that was called off or is over."""

    client_id: UUID
    meeting_id: UUID
    version: int
    on: date | None
    time: str = ""
    place: str = ""


def check_change(command: ChangeMeeting, booked: BookedMeeting, today: date) -> None:
    """Refuse what cannot be.

    Raises:
        RuleBroken: the meeting is over, the new day is in the past, or nothing of it is new.
    """
    if not booked.is_ahead(today):
        raise RuleBroken(OVER)
    if command.on is None:
        return
    if command.on < today:
        raise RuleBroken(PAST)
    if (command.on, command.time, command.place) == (booked.on, booked.time, booked.place):
        raise RuleBroken(SAME)


def check_again(command: BookAgain, today: date) -> None:
    """Refuse a new meeting without a day, or in the past. Raises RuleBroken."""
    if command.on is None:
        raise RuleBroken(NEEDS_DAY)
    if command.on < today:
        raise RuleBroken(PAST)


def when(on: date | None, time: str, place: str) -> str:
    """Return day, time and place in one line, as far as they are known."""
    return ", ".join(each for each in (day_date(on), time, place) if each)


def contact_of(command: ChangeMeeting, today: date) -> NoteContact:
    """Return what stands among the contacts: who called it off, how that was said, why, and the new day."""
    new = f"New day: {when(command.on, command.time, command.place)}." if command.on else ""
    return NoteContact(
        client_id=command.client_id,
        on=today,
        way=command.way,
        attendance=ATTENDANCE[command.by],
        outcome=Next.BOOKED if command.on else None,
        words="\n".join(each for each in (new, command.why.strip()) if each),
    )
