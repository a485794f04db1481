"""Reading progress: what was said about the steps and goals of one plan, the oldest first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.plans.models import Goal
from linkdesk.plans.models import Step
from linkdesk.plans.progress.models import OutcomeRow
from linkdesk.plans.progress.models import StepMarkRow
from linkdesk.plans.progress.rules import GoalOutcome
from linkdesk.plans.progress.rules import StepMark

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Progress:
    """All that was said about one plan, by step and by goal."""

    marks: dict[UUID, list[StepMark]] = field(default_factory=lambda: defaultdict(list))
    outcomes: dict[UUID, list[GoalOutcome]] = field(default_factory=lambda: defaultdict(list))


def progress_of(session: Session, plan_id: UUID) -> Progress:
    """Return what was said about the steps and goals of a plan."""
    found = Progress()
    marks = select(StepMarkRow).join(Step, Step.id == StepMarkRow.step_id).join(Goal, Goal.id == Step.goal_id)
    for row in session.scalars(marks.where(Goal.plan_id == plan_id).order_by(StepMarkRow.number)):
        found.marks[row.step_id].append(StepMark(row.id, row.number, row.status, row.day, row.why))
    outcomes = select(OutcomeRow).join(Goal, Goal.id == OutcomeRow.goal_id).where(Goal.plan_id == plan_id)
    for each in session.scalars(outcomes.order_by(OutcomeRow.number)):
        found.outcomes[each.goal_id].append(GoalOutcome(each.id, each.number, each.result, each.day, each.words))
    return found
