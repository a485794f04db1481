"""What a talk gives to a plan, a line of the timeline and of Today, the age of the backup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.clients.keepsafe.rules import mark
from linkdesk.easyread.pictures import suggest
from linkdesk.plans.rules import PlanLine
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Collection

    from linkdesk.assessments.rules import AnswerRecord
    from linkdesk.assessments.rules import AssessmentRecord


LIMITS = Limits()


@dataclass(frozen=True)
class Opening:
    """What a talk gives to a plan: what matters and strengths as lines, hopes as goals to choose from."""

    what_matters: tuple[PlanLine, ...] = ()
    strengths: tuple[PlanLine, ...] = ()
    hopes: tuple[str, ...] = ()


def opening(talk: AssessmentRecord, never: Collection[str] = ()) -> Opening:
    """Return the client's own words first, then the pictures they chose; nothing is put into other words.

    `never` are the link ids of questions that a plan, which goes home with them, must not quote.
    """
    given = {answer.link_id: answer for answer in talk.answers if answer.answered and answer.link_id not in never}
    return Opening(
        what_matters=_lines(given, "matters-words", "matters"),
        strengths=_lines(given, "feel-good", "good-at"),
        hopes=_own_words(given.get("hopes")),
    )


def _lines(given: dict[str, AnswerRecord], words: str, pictures: str) -> tuple[PlanLine, ...]:
    own = (PlanLine(line, suggest(line)) for line in _own_words(given.get(words)))
    chosen = given[pictures].chosen if pictures in given else ()
    lines = (*own, *(PlanLine(option.text, option.picture) for option in chosen))
    return lines[: LIMITS.plan_lines]


def _own_words(answer: AnswerRecord | None) -> tuple[str, ...]:
    lines = answer.value_text.splitlines() if answer else ()
    return tuple(folded for line in lines if (folded := " ".join(line.split())))


@dataclass(frozen=True)
class Event:
    """One line of the timeline: when, what happened in plain words, and what it is about.

    A hushed one is left out while somebody is beside the worker: it speaks of harm or safeguarding. So is
    `who_was_here`, the line below the start of a talk.
    """

    at: datetime
    words: str
    assessment_id: UUID | None = None
    plan_id: UUID | None = None
    episode_id: UUID | None = None
    hushed: bool = False
    who_was_here: str = ""
    meeting: bool = False
    """Whether it is about the end of a meeting, which has its own page."""
    contact_id: UUID | None = None
    note: str = ""
    """The note of a contact: below the line, and put away while somebody is beside."""
    has_hour: bool = True
    """Whether the hour is true, and not only the day."""
    beside: str = ""
    """What stands instead of the words while somebody is beside, where the words name a service or hold a note."""


@dataclass(frozen=True)
class Meeting:
    """The next meeting with a person; time (14:30) and place are empty where nobody said them."""

    day: date
    time: str = ""
    place: str = ""


@dataclass(frozen=True)
class Work:
    """One line of Today: for whom, what, by when, and what it is about.

    A hushed one is left out while somebody is beside the worker.
    """

    client_id: UUID
    who: str
    words: str
    by: date | None
    assessment_id: UUID | None = None
    plan_id: UUID | None = None
    connection_id: UUID | None = None
    keep_safe: str = ""
    hushed: bool = False

    @property
    def safe_mark(self) -> str:
        """What the list shows of the person's keep-safe line."""
        return mark(self.keep_safe)

    def late(self, today: date) -> bool:
        """Say whether the day has passed."""
        return self.by is not None and self.by < today


@dataclass(frozen=True)
class BackupAge:
    """How old the last backup is in whole days; None when there is none."""

    days: int | None
    remind_after: int

    @property
    def due(self) -> bool:
        """Say whether it is time for another."""
        return self.days is None or self.days >= self.remind_after

    @property
    def words(self) -> str:
        """Say it in one sentence."""
        if self.days is None:
            return "There is no backup yet. If this laptop is lost, everything on it is lost."
        if self.days == 0:
            return "The last backup was made today."
        return f"The last backup is {self.days} day{'s' if self.days > 1 else ''} old."
