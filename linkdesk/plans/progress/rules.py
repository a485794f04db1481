"""What can become of a step and of a goal; each thing that is said is kept, the newest counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

LIMITS = Limits()
WORDS_LENGTH = LIMITS.line * 2
NOT_AGREED = "Only a plan that counts now has steps to mark. Nothing was changed. Open the newest agreed plan."
FUTURE = "That day has not come yet. Nothing was changed. Write the day on which it happened."
NO_WHY = "It says not why yet. Nothing was changed. Write a few words about why."


class StepStatus(StrEnum):
    """What became of a step (PRSB: status of an action)."""

    PLANNED = "planned"
    DONE = "done"
    CHANGED = "changed"
    DROPPED = "dropped"


STATUS_WORDS = {
    StepStatus.PLANNED: "Not done yet",
    StepStatus.DONE: "Done",
    StepStatus.CHANGED: "Changed",
    StepStatus.DROPPED: "Dropped",
}
NEEDS_WHY = (StepStatus.CHANGED, StepStatus.DROPPED)
OPEN = (StepStatus.PLANNED, StepStatus.CHANGED)
"""A step that is still to be done."""


class Result(StrEnum):
    """What came of a goal (PRSB: status of a goal)."""

    REACHED = "reached"
    PARTLY = "partly"
    NOT_REACHED = "not_reached"
    NOT_WANTED = "not_wanted"


RESULT_WORDS = {
    Result.REACHED: "Reached",
    Result.PARTLY: "On the way",
    Result.NOT_REACHED: "Not reached",
    Result.NOT_WANTED: "Not wanted any more",
}


@dataclass(frozen=True)
class StepMark:
    """One thing that was said about a step; `why` is the worker's, so it never stands on a client's paper."""

    id: UUID
    number: int
    status: StepStatus
    day: date
    why: str = ""


@dataclass(frozen=True)
class GoalOutcome:
    """One thing that was said about a goal, in the client's own words."""

    id: UUID
    number: int
    result: Result
    day: date
    words: str = ""


@dataclass(frozen=True)
class MarkStep:
    """Say what became of a step; `seen` is the number of the newest mark that was on the page, 0 for none."""

    plan_id: UUID
    step_id: UUID
    seen: int
    status: StepStatus
    day: date | None = None
    why: str = ""


@dataclass(frozen=True)
class NoteOutcome:
    """Say what came of a goal; `seen` as for a step."""

    plan_id: UUID
    goal_id: UUID
    seen: int
    result: Result
    day: date | None = None
    words: str = ""


def check_mark(command: MarkStep, today: date) -> None:
    """Refuse a mark that says too little, or of a day that has not come.

    Raises:
        RuleBroken: a step was changed or dropped without a word about why, or the day lies in the future.
    """
    _check_day(command.day, today)
    if command.status in NEEDS_WHY and not command.why.strip():
        raise RuleBroken(NO_WHY)


def check_outcome(command: NoteOutcome, today: date) -> None:
    """Refuse an outcome of a day that has not come. Raises RuleBroken."""
    _check_day(command.day, today)


def _check_day(day: date | None, today: date) -> None:
    if day is not None and day > today:
        raise RuleBroken(FUTURE)
