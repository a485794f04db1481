"""What the last page of a meeting says and keeps; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from linkdesk.desk.rules import Meeting
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.rules import Who
from linkdesk.plans.rules import who_words
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.safe import Safe
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from uuid import UUID

    from linkdesk.plans.rules import GoalRecord
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.plans.rules import StepRecord
    from linkdesk.printing.given.rules import GiveCopy

LIMITS = Limits()
MOST_REMINDERS = 20
"""More than a worker could promise in one meeting."""
TIME_LENGTH = 5
_ON_PAPER = frozenset({How.PRINTED, How.POSTED, How.LATER})


@dataclass(frozen=True)
class Promise:
    """One thing the worker will do, and by when; it becomes a reminder."""

    words: str
    on: date | None = None


@dataclass(frozen=True)
class EndMeeting:
    """Keep how a meeting about a plan ended. `promises` become reminders of the worker.

    `copy` says what became of the copy of the plan, or nothing; `tell` asks for a message to the referrer.
    """

    client_id: UUID
    plan_id: UUID
    words: str
    next_on: date | None = None
    next_time: str = ""
    next_place: str = ""
    safe: Safe | None = None
    copy: GiveCopy | None = None
    promises: tuple[Promise, ...] = ()
    tell: bool = False


@dataclass(frozen=True)
class PartingRecord:
    """How one meeting about a plan ended."""

    id: UUID
    client_id: UUID
    plan_id: UUID
    plan_number: int
    on: date
    words: str
    next_on: date | None
    next_time: str
    next_place: str
    safe: Safe | None
    worker_id: UUID


@dataclass(frozen=True)
class ReminderRecord:
    """One thing the worker promised; `on` is None where no day was named, `done_on` until it is done."""

    id: UUID
    client_id: UUID
    parting_id: UUID
    words: str
    on: date | None
    done_on: date | None
    worker_id: UUID
    version: int = 1


@dataclass(frozen=True)
class Booked:
    """A meeting that was booked; `by` is the note in which it was agreed, None for a first visit."""

    meeting: Meeting
    by: UUID | None = None


def next_meeting(
    booked: Iterable[Booked], review: Meeting | None, last: tuple[UUID, date] | None, today: date
) -> Meeting | None:
    """Return the soonest meeting that is still to come, or None.

    What is booked counts before the day on which the plan is due to be looked at again: that day was offered when they
    booked. `last` says which meeting ended last, and when; whatever was booked for that day or before is over, but not
    what was booked in that meeting itself. Of two on one day the one with a time comes first.
    """
    ahead = [each.meeting for each in booked if each.meeting.day >= today and not _is_over(each, last)]
    if ahead:
        return min(ahead, key=lambda each: (each.day, not each.time, each.time))
    return review if review is not None and review.day >= today else None


def _is_over(booked: Booked, last: tuple[UUID, date] | None) -> bool:
    return last is not None and booked.by != last[0] and booked.meeting.day <= last[1]


def ended_words(parting: PartingRecord, reminders: Iterable[ReminderRecord]) -> tuple[str, ...]:
    """Return how a meeting ended: the note, when they meet again, what was promised there and whether it is done.

    Whether paper is safe for them is not said: it stands where paper is given, and nowhere else.
    """
    lines = [" ".join(parting.words.split())]
    if parting.next_on is not None:
        when = (long_date(parting.next_on), parting.next_time, parting.next_place)
        lines.append(f"We meet again: {', '.join(each for each in when if each)}")
    lines += [promised(each) for each in reminders if each.parting_id == parting.id]
    return tuple(lines)


def promised(reminder: ReminderRecord) -> str:
    """Return one promise in words: what, by when, and that it is done."""
    by = f", by {long_date(reminder.on)}" if reminder.on else ""
    done = f". Done on {long_date(reminder.done_on)}" if reminder.done_on else ""
    return f"We promised: {reminder.words}{by}{done}"


def open_steps(plan: PlanRecord) -> Iterator[tuple[GoalRecord, StepRecord]]:
    """Yield the steps that are still to come, in the order of the plan."""
    for goal in plan.goals:
        for step in goal.steps:
            if step.status is StepStatus.PLANNED:
                yield goal, step


def first_step(plan: PlanRecord) -> StepRecord | None:
    """Return the step that comes first: the nearest day, else the first of the plan; the client's own before others."""
    steps = [step for _, step in open_steps(plan)]
    own = [step for step in steps if step.who is Who.ME] or steps
    return min(own, key=lambda step: step.due or date.max, default=None)


def promises(plan: PlanRecord) -> tuple[Promise, ...]:
    """Return what the worker does of the plan."""
    return tuple(Promise(step.what, step.due) for _, step in open_steps(plan) if step.who is Who.WORKER)


def note_of(plan: PlanRecord) -> str:
    """Return the note that is offered: what was agreed, in the words of the plan."""
    goals = [f"{goal.title}." if goal.title[-1:].isalnum() else goal.title for goal in plan.goals]
    step = first_step(plan)
    first = [f"First step: {step.what}{'' if step.what[-1:] in '.!?' else '.'}"] if step else []
    return "\n".join([f"We agreed plan {plan.number}: {' '.join(goals)}", *first])


def doer(step: StepRecord, worker_name: str, called: str) -> str:
    """Return who does a step, by name: on a page that also says what the worker will do, “Me” could be either."""
    return called if step.who is Who.ME else str(who_words(step, worker_name))


def check(command: EndMeeting, today: date) -> None:
    """Refuse an end of a meeting that cannot be right.

    Raises:
        RuleBroken: no note, a next meeting in the past or a time without a day, too many reminders, or a copy on paper
            that nobody said is safe to take.
    """
    if not command.words.strip():
        raise RuleBroken("The note is empty. Nothing was changed. Write in a few words what you agreed.")
    if command.next_on is not None and command.next_on < today:
        raise RuleBroken("The next meeting is in the past. Nothing was changed. Check the day.")
    if command.next_on is None and (command.next_time or command.next_place):
        raise RuleBroken("The next meeting has no day. Nothing was changed. Enter the day, or clear time and place.")
    if command.copy is not None and command.copy.how in _ON_PAPER and command.safe is not Safe.YES:
        if command.safe is None:
            raise RuleBroken(
                "Their copy is on paper. Nothing was changed. Say whether the paper is safe for them to take."
            )
        raise RuleBroken(
            "You said that paper is not safe, and that their copy is on paper. Nothing was changed. "
            "Check which of the two is right."
        )
    if len(command.promises) > MOST_REMINDERS:
        raise RuleBroken(f"There can be {MOST_REMINDERS} reminders at most. Nothing was changed. Take some away.")
