"""What becomes of steps and goals is written beside an agreed plan, which stays as it was agreed."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.clients.service import add_client
from linkdesk.plans.progress import rules
from linkdesk.plans.progress.rules import MarkStep
from linkdesk.plans.progress.rules import NoteOutcome
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.progress.service import mark_step
from linkdesk.plans.progress.service import note_outcome
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import start_plan
from linkdesk.record.audit import AuditEntry
from linkdesk.record.audit import verify
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from tests.data import people

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.plans.rules import PlanRecord
    from linkdesk.record.session import Actor

TODAY = date(2026, 11, 25)


def _agreed(session: Session, actor: Actor, client_id: UUID) -> PlanRecord:
    plan_id = start_plan(session, actor, StartPlan(client_id))
    add_goal(session, actor, AddGoal(plan_id, 1, "Meet people", steps=(StepDraft("Phone"), StepDraft("Go"))))
    agree_plan(session, actor, AgreePlan(plan_id, 2, AgreedHow.TICK))
    return plan_record(session, plan_id)


@pytest.fixture
def plan(session: Session, actor: Actor, client_id: UUID) -> PlanRecord:
    return _agreed(session, actor, client_id)


def test_a_step_is_marked_again_and_again_and_the_newest_counts(
    session: Session, actor: Actor, plan: PlanRecord
) -> None:
    step = plan.goals[0].steps[1]
    assert step.status is StepStatus.PLANNED
    first = MarkStep(plan.id, step.id, 0, StepStatus.CHANGED, date(2026, 11, 20), " It was full ")
    mark_step(session, actor, first)
    mark_step(session, actor, MarkStep(plan.id, step.id, 1, StepStatus.DONE))
    after = plan_record(session, plan.id)
    marked = after.goals[0].steps[1]
    assert [(each.number, each.status, each.day, each.why) for each in marked.marks] == [
        (1, StepStatus.CHANGED, date(2026, 11, 20), "It was full"),
        (2, StepStatus.DONE, TODAY, ""),
    ]
    assert marked.status is StepStatus.DONE
    bare = replace(after.goals[0], steps=(after.goals[0].steps[0], replace(marked, marks=())))
    assert replace(after, goals=(bare,)) == plan, "the agreed words and their version stay"
    verbs = session.execute(select(AuditEntry.verb, AuditEntry.client_id).where(AuditEntry.verb == "mark_step")).all()
    assert [tuple(each) for each in verbs] == [("mark_step", plan.client_id)] * 2
    assert verify(session, b"k" * 32).faults == ()


def test_what_came_of_a_goal_is_kept_in_their_words(session: Session, actor: Actor, plan: PlanRecord) -> None:
    goal = plan.goals[0]
    note_outcome(session, actor, NoteOutcome(plan.id, goal.id, 0, Result.REACHED, words=" I have two friends "))
    outcome = plan_record(session, plan.id).goals[0].outcome
    assert outcome is not None
    assert (outcome.result, outcome.day, outcome.words) == (Result.REACHED, TODAY, "I have two friends")


def test_two_windows_cannot_both_say_the_first_word(session: Session, actor: Actor, plan: PlanRecord) -> None:
    done = MarkStep(plan.id, plan.goals[0].steps[0].id, 0, StepStatus.DONE)
    reached = NoteOutcome(plan.id, plan.goals[0].id, 0, Result.REACHED)
    mark_step(session, actor, done)
    note_outcome(session, actor, reached)
    with pytest.raises(Stale):
        mark_step(session, actor, done)
    with pytest.raises(Stale):
        note_outcome(session, actor, reached)
    assert len(plan_record(session, plan.id).goals[0].steps[0].marks) == 1


def test_a_step_that_was_changed_or_dropped_says_why_and_no_day_lies_ahead(
    session: Session, actor: Actor, plan: PlanRecord
) -> None:
    step = plan.goals[0].steps[0].id
    for status in (StepStatus.CHANGED, StepStatus.DROPPED):
        with pytest.raises(RuleBroken, match="says not why"):
            mark_step(session, actor, MarkStep(plan.id, step, 0, status, why="  "))
    with pytest.raises(RuleBroken, match="has not come"):
        mark_step(session, actor, MarkStep(plan.id, step, 0, StepStatus.DONE, date(2026, 11, 26)))
    with pytest.raises(RuleBroken, match="has not come"):
        note_outcome(session, actor, NoteOutcome(plan.id, plan.goals[0].id, 0, Result.PARTLY, date(2026, 11, 26)))
    assert plan_record(session, plan.id) == plan


def test_only_the_plan_that_counts_is_marked(session: Session, actor: Actor, plan: PlanRecord) -> None:
    draft = plan_record(session, start_plan(session, actor, StartPlan(plan.client_id)))
    with pytest.raises(RuleBroken, match=rules.NOT_AGREED):
        mark_step(session, actor, MarkStep(draft.id, draft.goals[0].steps[0].id, 0, StepStatus.DONE))
    agree_plan(session, actor, AgreePlan(draft.id, draft.version, AgreedHow.TICK))
    with pytest.raises(RuleBroken, match=rules.NOT_AGREED):
        mark_step(session, actor, MarkStep(plan.id, plan.goals[0].steps[0].id, 0, StepStatus.DONE))


def test_a_step_or_goal_of_somebody_else_is_not_here(session: Session, actor: Actor, plan: PlanRecord) -> None:
    theirs = _agreed(session, actor, add_client(session, actor, people.new_client(1)))
    with pytest.raises(NotFound):
        mark_step(session, actor, MarkStep(plan.id, theirs.goals[0].steps[0].id, 0, StepStatus.DONE))
    with pytest.raises(NotFound):
        note_outcome(session, actor, NoteOutcome(plan.id, theirs.goals[0].id, 0, Result.REACHED))
    with pytest.raises(NotFound):
        mark_step(session, actor, MarkStep(uuid.uuid4(), plan.goals[0].steps[0].id, 0, StepStatus.DONE))
    stranger = replace(actor, organisation_id=uuid.uuid4())
    with pytest.raises(NotFound):
        note_outcome(session, stranger, NoteOutcome(plan.id, plan.goals[0].id, 0, Result.REACHED))
    assert (plan_record(session, theirs.id), plan_record(session, plan.id)) == (theirs, plan)
