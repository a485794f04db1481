"""Progress is read by plan: nothing of another version, nothing of another person."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from linkdesk.clients.service import add_client
from linkdesk.plans.progress.queries import progress_of
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
from tests.data import people

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def _marked(session: Session, actor: Actor, client_id: UUID) -> UUID:
    plan_id = start_plan(session, actor, StartPlan(client_id))
    add_goal(session, actor, AddGoal(plan_id, 1, "Meet people", steps=(StepDraft("Phone"), StepDraft("Go"))))
    agree_plan(session, actor, AgreePlan(plan_id, 2, AgreedHow.TICK))
    (goal,) = plan_record(session, plan_id).goals
    mark_step(session, actor, MarkStep(plan_id, goal.steps[0].id, 0, StepStatus.DROPPED, why="Too far"))
    mark_step(session, actor, MarkStep(plan_id, goal.steps[0].id, 1, StepStatus.DONE))
    note_outcome(session, actor, NoteOutcome(plan_id, goal.id, 0, Result.PARTLY))
    return plan_id


def test_each_plan_has_its_own(session: Session, actor: Actor, client_id: UUID) -> None:
    mine = _marked(session, actor, client_id)
    theirs = _marked(session, actor, add_client(session, actor, people.new_client(1)))
    (goal,) = plan_record(session, mine).goals
    found = progress_of(session, mine)
    assert set(found.marks) == {goal.steps[0].id}
    assert [mark.number for mark in found.marks[goal.steps[0].id]] == [1, 2]
    assert set(found.outcomes) == {goal.id}
    assert set(progress_of(session, theirs).outcomes).isdisjoint(found.outcomes)
    assert progress_of(session, uuid.uuid4()).marks == {}
