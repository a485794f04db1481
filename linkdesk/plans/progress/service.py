"""The writing verbs of progress: mark a step, say what came of a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.plans.models import Goal
from linkdesk.plans.models import Plan
from linkdesk.plans.models import Step
from linkdesk.plans.progress import rules
from linkdesk.plans.progress.models import OutcomeRow
from linkdesk.plans.progress.models import StepMarkRow
from linkdesk.plans.rules import PlanStatus
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from linkdesk.plans.progress.rules import MarkStep
    from linkdesk.plans.progress.rules import NoteOutcome
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

NOT_HERE = "That step is not in this plan. Nothing was changed. Go back to the plan."


def mark_step(session: Session, actor: Actor, command: MarkStep) -> UUID:
    """Write down what became of a step of the plan that counts; no day means today. Returns the mark's id.

    Raises:
        NotFound: there is no such plan, or the step is of another one.
        Stale: somebody said something about this step since the page was opened.
        RuleBroken: the plan does not count now, the day has not come, or it says not why.
    """
    with unit_of_work(session, actor, "mark_step") as work:
        plan = _counting(work, command.plan_id)
        step = work.session.get(Step, command.step_id)
        if step is None or step.goal.plan_id != plan.id:
            raise NotFound(NOT_HERE)
        newest = select(func.max(StepMarkRow.number)).where(StepMarkRow.step_id == step.id)
        number = _next(work, newest, command.seen)
        rules.check_mark(command, _today(work))
        mark = StepMarkRow(
            id=work.new_id(),
            client_id=plan.client_id,
            step_id=step.id,
            number=number,
            status=command.status,
            day=command.day or _today(work),
            why=command.why.strip(),
        )
        work.session.add(mark)
        return mark.id


def note_outcome(session: Session, actor: Actor, command: NoteOutcome) -> UUID:
    """Write down what came of a goal of the plan that counts; no day means today. Returns the outcome's id.

    Raises:
        NotFound, Stale, RuleBroken: as `mark_step`.
    """
    with unit_of_work(session, actor, "note_outcome") as work:
        plan = _counting(work, command.plan_id)
        goal = work.session.get(Goal, command.goal_id)
        if goal is None or goal.plan_id != plan.id:
            raise NotFound(NOT_HERE)
        newest = select(func.max(OutcomeRow.number)).where(OutcomeRow.goal_id == goal.id)
        number = _next(work, newest, command.seen)
        rules.check_outcome(command, _today(work))
        outcome = OutcomeRow(
            id=work.new_id(),
            client_id=plan.client_id,
            goal_id=goal.id,
            number=number,
            result=command.result,
            day=command.day or _today(work),
            words=command.words.strip(),
        )
        work.session.add(outcome)
        return outcome.id


def _counting(work: Work, plan_id: UUID) -> Plan:
    plan = work.session.get(Plan, plan_id)
    if plan is None or plan.organisation_id != work.actor.organisation_id:
        raise NotFound("That plan is not here. Nothing was changed. Go back to the client.")
    if plan.status is not PlanStatus.AGREED:
        raise RuleBroken(rules.NOT_AGREED)
    return plan


def _next(work: Work, newest: Select[int], seen: int) -> int:
    number = work.session.scalar(newest) or 0
    if number != seen:
        raise Stale
    return number + 1


def _today(work: Work) -> date:
    return work.now.astimezone().date()  # the day where the client and the worker sit
