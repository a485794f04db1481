"""What a risk is: at whom it points, ready words, when it began and ended (PRSB section "Risks", v1.1).

Risk is text here: no code of the list that the standard names was checked, and a wrong code does harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from datetime import datetime

RISK_LENGTH = 150
COMMENT_LENGTH = 150
NONE_KNOWN = "No known risk"


class RiskKind(StrEnum):
    """At whom a risk points."""

    PERSON = "to-person"
    FROM_OTHERS = "from-others"
    TO_OTHERS = "to-others"
    LONE_WORKING = "lone-working"
    HOME_VISIT = "home-visit"
    NONE = "none-known"


KIND_WORDS = {
    RiskKind.PERSON: "To the person, by themselves or their health",
    RiskKind.FROM_OTHERS: "To the person, from somebody else",
    RiskKind.TO_OTHERS: "To other people",
    RiskKind.LONE_WORKING: "To a worker who sees them alone",
    RiskKind.HOME_VISIT: "To a worker at their home",
    RiskKind.NONE: NONE_KNOWN,
}
TO_WORKERS = (RiskKind.LONE_WORKING, RiskKind.HOME_VISIT)
"""What a worker must read before an appointment."""

READY = {
    RiskKind.PERSON: ("Suicide", "Self-harm", "Self-neglect", "Falls", "Getting lost", "Fire at home", "Cold home"),
    RiskKind.FROM_OTHERS: (
        "Domestic abuse",
        "Abuse or neglect by a carer",
        "Money taken or misused",
        "Others use their home",
        "Hate or bullying",
    ),
    RiskKind.TO_OTHERS: ("Violence or threats", "Risk to a child in the home"),
    RiskKind.LONE_WORKING: ("Violence or threats to staff", "Sexual words or acts towards staff"),
    RiskKind.HOME_VISIT: (
        "Dog or other animal",
        "Somebody else in the home",
        "Unsafe stairs, floor or wires",
        "No phone signal",
        "Unsafe way there after dark",
    ),
}
"""Plain words to choose from."""


@dataclass(frozen=True)
class NoteRisk:
    """Put a risk on record."""

    client_id: UUID
    kind: RiskKind
    risk: str
    comment: str = ""
    started_on: date | None = None


@dataclass(frozen=True)
class ChangeRisk:
    """Put the words of a risk right; `version` is the one the worker saw."""

    client_id: UUID
    risk_id: UUID
    version: int
    kind: RiskKind
    risk: str
    comment: str = ""
    started_on: date | None = None


@dataclass(frozen=True)
class EndRisk:
    """Say that a risk is no more; it stays on record with the day and the reason."""

    client_id: UUID
    risk_id: UUID
    version: int
    ended_on: date
    end_comment: str = ""


@dataclass(frozen=True, kw_only=True)
class RiskRecord:
    """One risk as every page reads it."""

    id: UUID
    client_id: UUID
    version: int
    kind: RiskKind
    risk: str
    comment: str
    started_on: date | None
    ended_on: date | None
    end_comment: str
    created_at: datetime

    @property
    def kind_words(self) -> str:
        """At whom it points, in words."""
        return KIND_WORDS[self.kind]

    @property
    def is_none(self) -> bool:
        """Say whether this entry says that no risk is known."""
        return self.kind is RiskKind.NONE


@dataclass(frozen=True)
class RisksPage:
    """All entries of a client: those that stand, risks to workers first, and those that ended."""

    current: tuple[RiskRecord, ...]
    past: tuple[RiskRecord, ...]

    @property
    def risks(self) -> tuple[RiskRecord, ...]:
        """The risks that stand, without the entry that none is known."""
        return tuple(each for each in self.current if not each.is_none)

    @property
    def missing(self) -> bool:
        """Say whether nobody has noted a risk, nor that none is known."""
        return not self.current


@dataclass(frozen=True)
class VisitWarning:
    """What a worker reads before an appointment: risks to workers, how many others stand, or that nobody asked yet."""

    to_workers: tuple[RiskRecord, ...] = ()
    others: int = 0
    missing: bool = False

    @property
    def is_calm(self) -> bool:
        """Say whether somebody looked and there is nothing to say."""
        return not (self.to_workers or self.others or self.missing)


@dataclass(frozen=True)
class RiskChange:
    """One part in which record and typed words differ, for a page that was saved in between."""

    name: str
    kept: str
    typed: str


def warning(page: RisksPage) -> VisitWarning:
    """Return what must be read before a visit."""
    to_workers = tuple(each for each in page.risks if each.kind in TO_WORKERS)
    return VisitWarning(to_workers, len(page.risks) - len(to_workers), page.missing)


def in_order(risks: tuple[RiskRecord, ...]) -> tuple[RiskRecord, ...]:
    """Return the entries that stand: risks to workers first, then as the kinds stand, the newest first in each."""
    order = [*TO_WORKERS, *(kind for kind in RiskKind if kind not in TO_WORKERS)]
    newest = sorted(risks, key=lambda each: each.created_at, reverse=True)
    return tuple(sorted(newest, key=lambda each: order.index(each.kind)))


def check(command: NoteRisk | ChangeRisk, today: date) -> None:
    """Refuse what no risk can be.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if not command.risk:
        raise ValueError("Say what the risk is.")
    if command.kind is RiskKind.NONE:
        raise ValueError("Choose at whom the risk points.")
    if len(command.risk) > RISK_LENGTH or len(command.comment) > COMMENT_LENGTH:
        raise ValueError(f"Use {RISK_LENGTH} characters or fewer.")
    if command.started_on and command.started_on > today:
        raise ValueError("A risk that is on record cannot begin in the future.")


def check_end(risk: RiskRecord, command: EndRisk, today: date) -> None:
    """Refuse an end that cannot be.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if risk.ended_on is not None:
        raise ValueError("This risk has ended already.")
    if command.ended_on > today:
        raise ValueError("A risk can end today or earlier.")
    if risk.started_on and command.ended_on < risk.started_on:
        raise ValueError("A risk cannot end before it began.")
    if len(command.end_comment) > COMMENT_LENGTH:
        raise ValueError(f"Use {COMMENT_LENGTH} characters or fewer.")


def differences(kept: RiskRecord, typed: ChangeRisk) -> tuple[RiskChange, ...]:
    """Return every part that differs, in the order of the form."""
    names = {"kind": "At whom it points", "risk": "Risk", "comment": "Comment", "started_on": "Since"}
    pairs = (
        (field.name, getattr(kept, field.name), getattr(typed, field.name))
        for field in fields(RiskRecord)
        if field.name in names
    )
    return tuple(RiskChange(names[name], _words(old), _words(new)) for name, old, new in pairs if old != new)


def _words(value: RiskKind | date | str | None) -> str:
    if isinstance(value, RiskKind):
        return KIND_WORDS[value]
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    return value or "Nothing"
