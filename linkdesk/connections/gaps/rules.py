"""Needs that no service fits: the list of needs, and counts that say nothing about one person; pure.

Small numbers: a figure below five people is shown as “fewer than 5”. Source: the rule of NHS Digital’s earlier tables
(counts of 1 to 4 hidden, with a second figure hidden where one alone could be worked out), which commissioners ask for.
NHS England’s newer rule hides 1 to 7 and rounds to 5; of it the rounding of totals is kept here, so that no total
gives away a hidden figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.record.checks import search_key
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from uuid import UUID

SMALLEST = Limits().smallest_group
WORDS_LENGTH = Limits().line
AREA_LENGTH = 4
NO_AREA = "Not known"
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)


class Need(StrEnum):
    """What somebody needs, in words that fit every place."""

    COMPANY = "company"
    GROUP = "group"
    MOVING = "moving"
    FEELINGS = "feelings"
    LOSS = "loss"
    MONEY = "money"
    HOUSING = "housing"
    FOOD = "food"
    WORK = "work"
    LEARNING = "learning"
    LANGUAGE = "language"
    CARING = "caring"
    FAMILY = "family"
    TRANSPORT = "transport"
    HOME = "home"
    INTERNET = "internet"
    NATURE = "nature"
    ARTS = "arts"
    LAW = "law"
    HEALTH = "health"
    SAFE = "safe"
    OTHER = "other"


NEED_WORDS = {
    Need.COMPANY: "Company and somebody to talk to",
    Need.GROUP: "A group to belong to",
    Need.MOVING: "Moving more",
    Need.FEELINGS: "Help with how they feel",
    Need.LOSS: "Help after a loss",
    Need.MONEY: "Money, bills and benefits",
    Need.HOUSING: "Housing",
    Need.FOOD: "Food",
    Need.WORK: "Work and volunteering",
    Need.LEARNING: "Learning",
    Need.LANGUAGE: "Learning English",
    Need.CARING: "Help for who looks after somebody",
    Need.FAMILY: "Family and children",
    Need.TRANSPORT: "Getting about",
    Need.HOME: "Help at home, repairs and garden",
    Need.INTERNET: "Phone and internet",
    Need.NATURE: "Nature and gardening",
    Need.ARTS: "Art, music and making things",
    Need.LAW: "Advice on law and rights",
    Need.HEALTH: "Living with an illness or disability",
    Need.SAFE: "Being safe",
    Need.OTHER: "Something else",
}
_HINTS: dict[Need, str] = {
    Need.LANGUAGE: "english esol",
    Need.LOSS: "loss bereavement bereaved grief died death",
    Need.COMPANY: "company befriending befriend lonely loneliness alone isolated isolation talk visitor friend friends",
    Need.MOVING: "moving exercise walk walking swim swimming gym fitness active activity dance sport football yoga",
    Need.FEELINGS: "feelings feel anxious anxiety worry worries depressed depression mood counselling mental sad",
    Need.MONEY: "money debt debts bill bills benefit benefits pip fuel energy income finance financial",
    Need.HOUSING: "housing house home homeless rent landlord eviction damp tenancy",
    Need.FOOD: "food eat meals meal cooking cook lunch shopping",
    Need.WORK: "work job jobs employment volunteer volunteering cv",
    Need.LEARNING: "learning learn course courses class reading maths training",
    Need.CARING: "caring carer carers respite",
    Need.FAMILY: "family children child parent parents parenting baby toddler",
    Need.TRANSPORT: "transport bus buses lift travel driving taxi train",
    Need.HOME: "repairs repair cleaning handyman gutter adaptations",
    Need.INTERNET: "internet phone computer digital online email tablet",
    Need.NATURE: "nature garden gardening allotment outdoors plants",
    Need.ARTS: "art arts music sing singing choir craft crafts paint painting knitting sewing drawing",
    Need.LAW: "law legal rights immigration asylum appeal solicitor",
    Need.HEALTH: "health illness disability disabled pain diabetes dementia memory stroke hearing sight",
    Need.SAFE: "safe safety abuse violence",
    Need.GROUP: "group groups club belong social meet people",
}


class Missing(StrEnum):
    """Why nothing fits."""

    NONE = "none"
    FULL = "full"
    FAR = "far"
    COST = "cost"
    TIMES = "times"
    ACCESS = "access"
    LANGUAGE = "language"


MISSING_WORDS = {
    Missing.NONE: "There is none",
    Missing.FULL: "It is full, or the wait is too long",
    Missing.FAR: "It is too far, or there is no bus",
    Missing.COST: "It costs too much",
    Missing.TIMES: "The day or time does not fit",
    Missing.ACCESS: "They cannot get in or take part",
    Missing.LANGUAGE: "Nobody there speaks their language",
}


@dataclass(frozen=True)
class NoteGap:
    """Note that a need of a person has no fitting service."""

    client_id: UUID
    need: Need
    missing: Missing = Missing.NONE
    words: str = ""
    goal_id: UUID | None = None


@dataclass(frozen=True)
class TakeBackGap:
    """Say that there is a service after all, or that it was noted by mistake."""

    client_id: UUID
    unmet_need_id: UUID


@dataclass(frozen=True)
class GapRecord:
    """One need without a fitting service, as pages and files read it."""

    id: UUID
    client_id: UUID
    need: Need
    missing: Missing
    words: str
    area: str
    noted_on: date
    worker_id: UUID
    goal_id: UUID | None = None
    taken_back_on: date | None = None


@dataclass(frozen=True)
class Counted:
    """One figure as it may be shown: how many people; `shown` is None where it stays hidden."""

    name: str
    shown: int | None
    words: str


@dataclass(frozen=True)
class Table:
    """One table of the gap list: figures the largest first, and the total, rounded."""

    rows: tuple[Counted, ...]
    total: str


FEWER = f"Fewer than {SMALLEST}"
ALSO_HIDDEN = "Not shown"
"""Said of a second figure, without which a single small one could be worked out."""


def need_of(words: str) -> Need | None:
    """Return which need some words are most likely about; None where they say none of the list."""
    tokens = set(re.findall(r"\w+", search_key(words)))
    if words in set(Need):
        return Need(words)
    found = {need: len(tokens & set(hints.split())) for need, hints in _HINTS.items()}
    best = max(found, key=lambda need: found[need])
    return best if found[best] else None


def area_of(postcode: str) -> str:
    """Return the outward code of a postcode, “LS1” of “LS1 4AP”; empty where there is none."""
    parts = postcode.split()
    return parts[0][:AREA_LENGTH].upper() if len(parts) > 1 else ""


def table(counts: Mapping[str, int], people: int, *, by_name: bool = False) -> Table:
    """Return the figures as they may leave: small ones hidden, and a second where one alone could be worked out.

    The largest stand first, or with `by_name` they stand in the order of their names, as months do. `people` is how
    many people stand behind the whole table; somebody with two needs stands in two rows.
    """
    order = sorted(((name, count) for name, count in counts.items() if count), key=lambda each: (-each[1], each[0]))
    small = [name for name, count in order if count < SMALLEST]
    beside = [name for name, count in order if count >= SMALLEST][-1:] if len(small) == 1 else []
    shown = sorted(order) if by_name else order
    rows = tuple(_counted(name, count, small=name in small, beside=name in beside) for name, count in shown)
    return Table(rows, _total(people))


def _counted(name: str, count: int, *, small: bool, beside: bool) -> Counted:
    if small:
        return Counted(name, None, FEWER)
    return Counted(name, None, ALSO_HIDDEN) if beside else Counted(name, count, str(count))


def _total(people: int) -> str:
    if not people:
        return "0"
    return FEWER if people < SMALLEST else f"About {SMALLEST * round(people / SMALLEST)}"


def month_of(day: date) -> str:
    """Return the month of a day, “2026-03”."""
    return f"{day.year:04}-{day.month:02}"


def month_words(month: str) -> str:
    """Return a month for people: “March 2026”."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def tally(gaps: Iterable[GapRecord]) -> dict[str, dict[str, set[UUID]]]:
    """Return the people behind each figure, by need, reason, area and month; what was taken back counts no more."""
    found: dict[str, dict[str, set[UUID]]] = {"need": {}, "missing": {}, "area": {}, "month": {}}
    for each in gaps:
        if each.taken_back_on is not None:
            continue
        for by, name in (
            ("need", NEED_WORDS[each.need]),
            ("missing", MISSING_WORDS[each.missing]),
            ("area", each.area or NO_AREA),
            ("month", month_of(each.noted_on)),
        ):
            found[by].setdefault(name, set()).add(each.client_id)
    return found


def gap_list(gaps: Iterable[GapRecord]) -> dict[str, Table]:
    """Return the gap list for commissioners: one table by need, reason, area and month, counts of people only."""
    tallied = tally(gaps)
    everybody = {person for people in tallied["need"].values() for person in people}
    return {
        by: table({name: len(people) for name, people in names.items()}, len(everybody), by_name=by == "month")
        for by, names in tallied.items()
    }
