"""One contact with a client: how, when, for how long, whether they came, what was said.

Names follow "Contacts with professionals" of the PRSB Social Prescribing Information Standard v1.1 (Open Government
Licence v3.0); the codes are those of the NHS Data Dictionary: consultation mechanism, attendance, outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from datetime import datetime
from datetime import time as time_of_day
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Contacts
from linkdesk.settings import Limits
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

BOUNDS = Contacts()
LIMITS = Limits()
PLACE_LENGTH = 150
"""As the standard has it: "Location of contact / Free text"."""
TIME_LENGTH = 5


class Way(StrEnum):
    """How somebody was in contact with the person."""

    PHONE = "phone"
    VENUE = "venue"
    HOME = "home"
    VIDEO = "video"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"


WAY_WORDS = {
    Way.PHONE: "Phone",
    Way.VENUE: "In person",
    Way.HOME: "Home visit",
    Way.VIDEO: "Video",
    Way.TEXT: "Text message",
    Way.EMAIL: "Email",
    Way.LETTER: "Letter",
}
MECHANISM = {
    Way.PHONE: "02",
    Way.VENUE: "01",
    Way.HOME: "01",
    Way.VIDEO: "11",
    Way.TEXT: "09",
    Way.LETTER: "98",
}
"""NHS Data Dictionary, consultation mechanism. Email has none: its code is not checked yet (`exchange/codes.csv`)."""


class Attendance(StrEnum):
    """Whether the contact came about."""

    ON_TIME = "on-time"
    LATE = "late"
    TOO_LATE = "too-late"
    NOT_COME = "not-come"
    THEY_CANCELLED = "they-cancelled"
    WE_CANCELLED = "we-cancelled"
    NO_ANSWER = "no-answer"
    SENT = "sent"


ATTENDANCE_WORDS = {
    Attendance.ON_TIME: "We met or spoke",
    Attendance.NO_ANSWER: "No answer",
    Attendance.SENT: "Sent, no answer yet",
    Attendance.NOT_COME: "They did not come, without a word",
    Attendance.LATE: "They came late, we met",
    Attendance.TOO_LATE: "They came too late to meet",
    Attendance.THEY_CANCELLED: "They cancelled",
    Attendance.WE_CANCELLED: "We cancelled",
}
ATTENDED = {
    Attendance.ON_TIME: "5",
    Attendance.LATE: "6",
    Attendance.TOO_LATE: "7",
    Attendance.THEY_CANCELLED: "2",
    Attendance.NOT_COME: "3",
    Attendance.WE_CANCELLED: "4",
}
"""NHS Data Dictionary, attendance. A call that nobody answered and a text that was sent were no appointment."""
REACHED = frozenset({Attendance.ON_TIME, Attendance.LATE})
CANCELLED = frozenset({Attendance.THEY_CANCELLED, Attendance.WE_CANCELLED})


class Next(StrEnum):
    """What comes after a contact: the standard's "Outcome of contact"."""

    BOOKED = "booked"
    LATER = "later"
    ENDED = "ended"


NEXT_WORDS = {
    Next.BOOKED: "Another appointment was given",
    Next.LATER: "An appointment is made later",
    Next.ENDED: "The work with us ended",
}
OUTCOME = {Next.ENDED: "1", Next.BOOKED: "2", Next.LATER: "3"}
"""NHS Data Dictionary, outcome of attendance."""


@dataclass(frozen=True, kw_only=True)
class ContactDetails:
    """What a contact says; empty text means not known, `minutes` None that nobody counted them."""

    on: date
    way: Way = Way.PHONE
    attendance: Attendance = Attendance.ON_TIME
    time: str = ""
    minutes: int | None = None
    place: str = ""
    present: str = ""
    outcome: Next | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class NoteContact(ContactDetails):
    """Write down a contact with a client."""

    client_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChangeContact(ContactDetails):
    """Put right what was written; `version` is the one the worker saw. What stood there before stays in the history."""

    client_id: UUID
    contact_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class ContactRecord(ContactDetails):
    """One contact as every page, print and export reads it.

    `meeting_on` is the day for which a meeting was booked that was moved or called off in this contact.
    """

    id: UUID
    client_id: UUID
    episode_id: UUID | None
    worker_id: UUID
    created_at: datetime
    version: int = 1
    meeting_on: date | None = None

    @property
    def at(self) -> datetime:
        """When it was: the time that was written, else the moment of writing on that day, else noon of the day."""
        if self.time:
            hour, minute = self.time.split(":")
            return datetime.combine(self.on, time_of_day(int(hour), int(minute))).astimezone()
        written = self.created_at.astimezone()
        return written if written.date() == self.on else datetime.combine(self.on, time_of_day(12)).astimezone()

    @property
    def has_hour(self) -> bool:
        """Say whether the hour of `at` is true, and not only its day."""
        return bool(self.time) or self.created_at.astimezone().date() == self.on

    @property
    def sentence(self) -> str:
        """Say in one line what kind of contact it was, without a word of the note."""
        if self.meeting_on is None or self.attendance not in CANCELLED:
            return sentence(self)
        return f"{sentence(self)} the meeting of {long_date(self.meeting_on)}"


@dataclass(frozen=True)
class Replaced:
    """One part of a contact that was put right later: its name, what stood there, what stands there since."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    """What somebody put right in a contact in one go, and when."""

    at: datetime
    worker: str
    parts: tuple[Replaced, ...]


def sentence(details: ContactDetails) -> str:
    """Return how, whether it came about and for how long: "Phone: we met or spoke, 10 minutes"."""
    spoke = "we spoke" if details.way not in {Way.VENUE, Way.HOME} else "we met"
    came = ATTENDANCE_WORDS[details.attendance]
    said = spoke if details.attendance is Attendance.ON_TIME else f"{came[0].lower()}{came[1:]}"
    long = f", {details.minutes} minute{'' if details.minutes == 1 else 's'}" if details.minutes else ""
    return f"{WAY_WORDS[details.way]}: {said}{long}"


def details_of(given: ContactDetails) -> dict[str, Any]:
    """Return only what a contact says, by the names of its fields."""
    return {each.name: getattr(given, each.name) for each in fields(ContactDetails)}


def check(details: ContactDetails, today: date) -> None:
    """Refuse what no contact can be.

    Raises:
        RuleBroken: a day to come, minutes out of bounds, or nothing at all is said.
    """
    if details.on > today:
        raise RuleBroken("That day is still to come. Nothing was changed. Enter the day on which it was.")
    if details.minutes is not None and not 0 < details.minutes <= BOUNDS.most_minutes:
        raise RuleBroken(f"The minutes lie between 1 and {BOUNDS.most_minutes}. Nothing was changed.")
    if details.attendance in REACHED and not details.words.strip():
        raise RuleBroken("The note is empty. Nothing was changed. Write in a few words what it was about.")


def not_come_in_a_row(newest_first: Iterable[ContactDetails]) -> int:
    """Return how often the person did not come, without a word, since they were last met or spoken with.

    Cancelled meetings, calls that nobody answered and letters neither count nor end the row. Coming too late ends it:
    they came.
    """
    count = 0
    for each in newest_first:
        if each.attendance in REACHED or each.attendance is Attendance.TOO_LATE:
            return count
        count += each.attendance is Attendance.NOT_COME
    return count


def worth_asking(newest_first: Iterable[ContactDetails], most: int = BOUNDS.not_come) -> int:
    """Return how often in a row they did not come, once that is a reason to ask why (`contacts.not_come`), else 0."""
    count = not_come_in_a_row(newest_first)
    return count if count >= most else 0
