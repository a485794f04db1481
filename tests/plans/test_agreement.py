"""Who agrees a plan, why it was not the person, and what of sharing is frozen with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.clients.sharing.queries import newest_number
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.clients.sharing.service import share_without_permission
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import SharedLine
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import start_plan
from linkdesk.record.errors import RuleBroken
from tests.clients.sharing import samples

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

ATTORNEY: dict[str, Any] = {
    "name": " Joy Sample ",
    "by": DecidedBy.REPRESENTATIVE,
    "relation": "Daughter",
    "authority": RepresentativeKind.ATTORNEY,
    "because": "He could not follow it today.",
}


@pytest.fixture
def plan_id(session: Session, actor: Actor, client_id: UUID) -> UUID:
    made = start_plan(session, actor, StartPlan(client_id))
    add_goal(session, actor, AddGoal(made, 1, "Meet people"))
    return made


def test_a_representative_agrees_with_name_right_and_reason(session: Session, actor: Actor, plan_id: UUID) -> None:
    agree_plan(session, actor, AgreePlan(plan_id, 2, AgreedHow.TICK, **ATTORNEY))
    plan = plan_record(session, plan_id)
    assert (plan.status, plan.agreed_by, plan.agreed_name) == (
        PlanStatus.AGREED,
        DecidedBy.REPRESENTATIVE,
        "Joy Sample",
    )
    assert (plan.agreed_relation, plan.agreed_authority) == ("Daughter", RepresentativeKind.ATTORNEY)
    assert plan.not_agreed_because == "He could not follow it today."


def test_the_person_needs_no_right_and_no_reason(session: Session, actor: Actor, plan_id: UUID) -> None:
    stray = {**ATTORNEY, "by": DecidedBy.PERSON}
    agree_plan(session, actor, AgreePlan(plan_id, 2, AgreedHow.TICK, **stray))
    plan = plan_record(session, plan_id)
    assert (plan.agreed_by, plan.agreed_relation, plan.agreed_authority) == (DecidedBy.PERSON, "", None)
    assert plan.not_agreed_because == ""


def test_a_best_interests_decision_has_a_reason_and_no_power(session: Session, actor: Actor, plan_id: UUID) -> None:
    by = {**ATTORNEY, "by": DecidedBy.BEST_INTERESTS}
    agree_plan(session, actor, AgreePlan(plan_id, 2, AgreedHow.TICK, **by))
    plan = plan_record(session, plan_id)
    assert (plan.agreed_by, plan.agreed_authority) == (DecidedBy.BEST_INTERESTS, None)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "who agreed"),
        ({"authority": None}, "cannot agree for them"),
        ({"authority": RepresentativeKind.ADVOCATE}, "cannot agree for them"),
        ({"authority": RepresentativeKind.PARENT}, "18 or older"),
        ({"because": " "}, "why the person did not agree"),
        ({"by": DecidedBy.BEST_INTERESTS, "because": ""}, "why the person did not agree"),
    ],
)
def test_nobody_agrees_for_them_without_who_right_and_why(
    session: Session, actor: Actor, plan_id: UUID, change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        agree_plan(session, actor, AgreePlan(plan_id, 2, AgreedHow.TICK, **{**ATTORNEY, **change}))
    assert plan_record(session, plan_id).status is PlanStatus.DRAFT


def test_what_may_be_shared_is_frozen_with_the_yes(
    session: Session, actor: Actor, client_id: UUID, plan_id: UUID
) -> None:
    choir = Recipient(RecipientKind.SERVICE, "The choir")

    def decide(*answers: AnswerTo, **more: Any) -> None:
        seen = newest_number(session, client_id)
        record_decisions(session, actor, samples.decisions(*answers, client_id=client_id, seen=seen, **more))

    decide(AnswerTo(Recipient(RecipientKind.GP), Answer.GIVEN), parts=(Part.PLAN,))
    decide(AnswerTo(Recipient(RecipientKind.REFERRER), Answer.REFUSED), AnswerTo(choir, Answer.GIVEN))
    without = samples.without(client_id, recipient=Recipient(RecipientKind.OTHER, "The police"))
    share_without_permission(session, actor, without)
    agree_plan(session, actor, AgreePlan(plan_id, 2, AgreedHow.TICK))
    frozen = (
        SharedLine(RecipientKind.GP, "", (Part.PLAN,)),
        SharedLine(RecipientKind.SERVICE, "The choir", tuple(Part)),
    )
    assert plan_record(session, plan_id).shared == frozen, "only what they said yes to"
    decide(AnswerTo(Recipient(RecipientKind.GP), Answer.WITHDRAWN))
    assert plan_record(session, plan_id).shared == frozen, "as it stood when the plan was agreed"
    draft = plan_record(session, start_plan(session, actor, StartPlan(client_id)))
    assert draft.shared == frozen[1:], "a draft shows what counts today"
    agree_plan(session, actor, AgreePlan(draft.id, draft.version, AgreedHow.TICK))
    assert plan_record(session, draft.id).shared == frozen[1:]
