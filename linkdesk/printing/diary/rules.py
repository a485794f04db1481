"""What is booked, in its order: by day, by venue, and what stands too near to something else; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from linkdesk.clients.keepsafe.rules import mark
from linkdesk.contacts.dropins.rules import venue_key
from linkdesk.settings import Contacts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

APART = Contacts().meetings_apart
HOUR = 60
WEEK = 7
NO_VENUE = "No venue is written down"


class Kind(StrEnum):
    """What is booked."""

    FIRST = "first"
    MEETING = "meeting"
    ALONG = "along"
    SESSION = "session"


KIND_WORDS = {
    Kind.FIRST: "First visit",
    Kind.MEETING: "Meeting",
    Kind.ALONG: "You go along to a first visit",
    Kind.SESSION: "Drop-ins",
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing in the diary; `time` (14:30) is empty where nobody said it, a session of drop-ins has no client."""

    id: UUID
    kind: Kind
    on: date
    time: str = ""
    place: str = ""
    client_id: UUID | None = None
    who: str = ""
    initials: str = ""
    keep_safe: str = ""

    @property
    def words(self) -> str:
        """What it is, without a name."""
        return KIND_WORDS[self.kind]

    @property
    def safe_mark(self) -> str:
        """What the list shows of the person's keep-safe line."""
        return mark(self.keep_safe)

    @property
    def minute(self) -> int | None:
        """The minute of the day at which it begins."""
        if not self.time:
            return None
        hour, minute = self.time.split(":")
        return int(hour) * HOUR + int(minute)


@dataclass(frozen=True)
class Group:
    """The entries of one day, or of one venue in a week, in their order."""

    on: date | None
    venue: str
    entries: tuple[Entry, ...]


def monday(day: date) -> date:
    """Return the first day of its week."""
    return day - timedelta(days=day.weekday())


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries by day, then by time; those without a time stand at the end of their day."""
    return tuple(sorted(entries, key=lambda each: (each.on, each.time or "~", each.kind, each.id)))


def by_day(entries: Iterable[Entry], first: date, days: int) -> tuple[Group, ...]:
    """Return each day with its entries; a day on which nothing is booked is there too."""
    kept = in_order(entries)
    wanted = (first + timedelta(days=number) for number in range(days))
    return tuple(Group(day, "", tuple(each for each in kept if each.on == day)) for day in wanted)


def by_venue(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Return each venue with its entries, by name; what has no venue comes last."""
    groups: dict[str, list[Entry]] = {}
    for each in in_order(entries):
        groups.setdefault(venue_key(each.place), []).append(each)
    keys = sorted(groups, key=lambda key: (not key, key))
    return tuple(Group(None, groups[key][0].place or NO_VENUE, tuple(groups[key])) for key in keys)


def too_near(entries: Iterable[Entry], apart: int = APART) -> frozenset[UUID]:
    """Return what begins less than `apart` minutes after something else of the same day began, and that other too.

    How long a meeting takes is on no record, so this asks and never forbids. What has no time is in nobody's way.
    """
    timed = [(each.on, each.minute, each.id) for each in in_order(entries) if each.minute is not None]
    near: set[UUID] = set()
    for (day, minute, one), (other_day, later, other) in pairwise(timed):
        if day == other_day and later - minute < apart:
            near |= {one, other}
    return frozenset(near)
