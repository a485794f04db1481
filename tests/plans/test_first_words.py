"""What was typed before a plainer phrase stays in the record, in order, and only while it differs."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.clients.service import add_client
from linkdesk.plans.first_words import first_typed
from linkdesk.plans.first_words import still_first
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import RemoveGoal
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.rules import StepRecord
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import change_plan
from linkdesk.plans.service import remove_goal
from linkdesk.plans.service import start_plan
from linkdesk.plans.versions.rules import Carry
from linkdesk.plans.versions.rules import Kind
from linkdesk.plans.versions.rules import changes
from linkdesk.printing.plan import written_plan
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import print_options
from linkdesk.printing.sheets.record_copy import plan_lines
from tests.data import people
from tests.printing.samples import SAM

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

FIRST = "I shall telephone the organisation"


@pytest.mark.parametrize(
    ("first", "now", "kept"),
    [
        ("Telephone them", "Phone them", {"title": "Telephone them"}),
        (" Phone  them ", "Phone them", {}),
        ("Telephone them", "", {}),
        ("", "Phone them", {}),
    ],
)
def test_first_words_count_while_they_differ(first: str, now: str, kept: dict[str, str]) -> None:
    assert still_first({"title": first}, {"title": now}) == kept


def test_they_are_told_in_the_order_of_the_plan() -> None:
    step = StepRecord(uuid.UUID(int=3), "Phone", first_words={"if_hard": "c", "what": "b"})
    goal = GoalRecord(uuid.UUID(int=4), 1, "Meet", steps=(step,), first_words={"title": "a"})
    ids = (uuid.UUID(int=1), uuid.UUID(int=2))
    plan = PlanRecord(*ids, 1, PlanStatus.DRAFT, goals=(goal,), first_words={"strengths": "z"})
    assert list(first_typed(plan)) == [
        ("What goes well", "z"),
        ("Goal 1, the goal", "a"),
        ("Goal 1, step 1, what happens", "b"),
        ("Goal 1, step 1, if it gets hard", "c"),
    ]


@pytest.fixture
def plan_id(session: Session, actor: Actor) -> uuid.UUID:
    made = start_plan(session, actor, StartPlan(add_client(session, actor, people.new_client())))
    lines = (PlanLine("My garden"),)
    change_plan(session, actor, ChangePlan(made, 1, lines, (), first_words={"what_matters": FIRST}))
    step = StepDraft("Phone the group", first_words={"what": FIRST})
    add_goal(session, actor, AddGoal(made, plan_record(session, made).version, "Meet people", steps=(step,)))
    return made


def test_the_record_keeps_them_over_versions_and_no_print_of_the_plan_has_them(
    session: Session, actor: Actor, plan_id: uuid.UUID
) -> None:
    plan = plan_record(session, plan_id)
    assert [text for _where, text in first_typed(plan)] == [FIRST, FIRST]
    assert any(FIRST in line for line in plan_lines(plan))
    for item in Item:
        for name in ("easy-read", "standard", "text"):
            assert FIRST not in written_plan(plan, SAM, print_options(name), item)[0]
    agree_plan(session, actor, AgreePlan(plan_id, plan.version, AgreedHow.TICK))
    later = plan_record(session, start_plan(session, actor, StartPlan(plan.client_id)))
    assert list(first_typed(later)) == list(first_typed(plan))


def test_why_a_goal_was_left_out_stands_in_the_difference(session: Session, actor: Actor, plan_id: uuid.UUID) -> None:
    add_goal(session, actor, AddGoal(plan_id, plan_record(session, plan_id).version, "Sing in a choir"))
    plan = plan_record(session, plan_id)
    agree_plan(session, actor, AgreePlan(plan_id, plan.version, AgreedHow.TICK))
    first, second = plan.goals
    start = StartPlan(plan.client_id, choice={first.id: Carry.LEAVE}, why={first.id: "They have friends now"})
    draft = plan_record(session, start_plan(session, actor, start))
    remove_goal(session, actor, RemoveGoal(draft.id, draft.version, draft.goals[0].id, "The choir has closed"))
    newer = plan_record(session, draft.id)
    gone = {one.before: one.why for one in changes(plan, newer) if one.kind is Kind.GONE and one.what == "Goal"}
    assert gone == {first.title: "They have friends now", second.title: "The choir has closed"}
    for item in Item:
        assert "choir has closed" not in written_plan(newer, SAM, print_options("text"), item)[0]


def test_a_goal_leaves_without_a_reason_too(session: Session, actor: Actor, plan_id: uuid.UUID) -> None:
    plan = plan_record(session, plan_id)
    remove_goal(session, actor, RemoveGoal(plan_id, plan.version, plan.goals[0].id))
    after = plan_record(session, plan_id)
    assert (after.goals, after.left_out) == ((), ())
