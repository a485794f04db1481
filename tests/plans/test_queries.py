"""Reading plans: lists, exports, and the plan that counts."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.clients.service import add_client
from linkdesk.plans.queries import current_plan
from linkdesk.plans.queries import goal_record
from linkdesk.plans.queries import plan_record
from linkdesk.plans.queries import plan_records
from linkdesk.plans.queries import plans_of
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import start_plan
from linkdesk.record.errors import NotFound
from linkdesk.team.rules import ChangeWorker
from linkdesk.team.service import change_worker
from tests.data import people

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def _two_versions(session: Session, actor: Actor, client_id: UUID) -> tuple[UUID, UUID]:
    first = start_plan(session, actor, StartPlan(client_id))
    add_goal(session, actor, AddGoal(first, 1, "Walk"))
    agree_plan(session, actor, AgreePlan(first, 2, AgreedHow.TICK))
    return first, start_plan(session, actor, StartPlan(client_id))


def test_a_worker_without_a_telephone_is_reached_through_the_service(
    session: Session, actor: Actor, client_id: UUID
) -> None:
    change_worker(session, actor, ChangeWorker(1, "Amina Testworker", "Link worker", "", "", None))
    plan = plan_record(session, start_plan(session, actor, StartPlan(client_id)))
    assert plan.worker_phone == "01632 960 100"


def test_before_first_start_a_draft_has_no_names(session: Session, actor: Actor) -> None:
    bare = add_client(session, actor, people.new_client())
    plan = plan_record(session, start_plan(session, actor, StartPlan(bare)))
    assert (plan.worker_name, plan.worker_phone, plan.organisation_name) == ("", "", "")


def test_a_client_without_a_plan(session: Session, client_id: UUID) -> None:
    assert plans_of(session, client_id) == ()
    assert plan_records(session, client_id) == ()
    with pytest.raises(NotFound, match="no plan for this client"):
        current_plan(session, client_id)
    with pytest.raises(NotFound):
        plan_record(session, uuid.uuid4())


def test_lists_are_newest_first_and_exports_oldest_first(session: Session, actor: Actor, client_id: UUID) -> None:
    first, second = _two_versions(session, actor, client_id)
    rows = plans_of(session, client_id)
    assert [(row.id, row.number, row.status, row.goals, row.agreed_at is None) for row in rows] == [
        (second, 2, PlanStatus.DRAFT, 1, True),
        (first, 1, PlanStatus.AGREED, 1, False),
    ]
    assert [plan.id for plan in plan_records(session, client_id)] == [first, second]


def test_the_agreed_plan_counts_before_the_draft(session: Session, actor: Actor, client_id: UUID) -> None:
    draft = start_plan(session, actor, StartPlan(client_id))
    assert current_plan(session, client_id).id == draft
    add_goal(session, actor, AddGoal(draft, 1, "Walk"))
    agree_plan(session, actor, AgreePlan(draft, 2, AgreedHow.TICK))
    start_plan(session, actor, StartPlan(client_id))
    assert current_plan(session, client_id).id == draft


def test_a_goal_is_found_only_in_its_own_plan(session: Session, actor: Actor, client_id: UUID) -> None:
    first, second = (plan_record(session, plan_id) for plan_id in _two_versions(session, actor, client_id))
    assert goal_record(first, first.goals[0].id).title == "Walk"
    with pytest.raises(NotFound):
        goal_record(first, second.goals[0].id)
