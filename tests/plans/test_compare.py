"""Both texts side by side: only what differs, in the order of the page."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from linkdesk.clients.compare import Difference
from linkdesk.plans.compare import goal_differences
from linkdesk.plans.compare import plan_differences
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.rules import StepRecord

ONE = UUID(int=1)
PLAN = PlanRecord(ONE, ONE, 1, PlanStatus.DRAFT, what_matters=(PlanLine("Tea", "hot-drink"),), if_harder="Rest")


def test_the_same_words_differ_in_nothing() -> None:
    assert plan_differences(PLAN, ChangePlan(ONE, 1, (PlanLine("Tea"),), (), "Rest")) == ()


def test_each_part_that_differs_is_named() -> None:
    typed = ChangePlan(ONE, 1, (PlanLine("Tea"), PlanLine("Cake")), (), "", date(2027, 1, 12), "Library")
    assert plan_differences(PLAN, typed) == (
        Difference("What matters to me", "Tea", "Tea; Cake"),
        Difference("If things get harder", "Rest", "Nothing"),
        Difference("Look at it again", "Nothing", "12 January 2027"),
        Difference("Where", "Nothing", "Library"),
    )


def test_a_goal_is_compared_step_by_step() -> None:
    kept = GoalRecord(ONE, 1, "Walk", 5, steps=(StepRecord(ONE, "Go out"), StepRecord(ONE, "Ask Pat")))
    typed = AddGoal(ONE, 1, "Walk", 6, steps=(StepDraft("Go out", confidence=7, due=date(2026, 12, 1)),))
    assert goal_differences(kept, typed) == (
        Difference("Importance", "5 out of 10", "6 out of 10"),
        Difference("Step 1", "Go out; Me", "Go out; Me; 1 December 2026; 7 out of 10"),
        Difference("Step 2", "Ask Pat; Me", "Nothing"),
    )
    assert goal_differences(None, AddGoal(ONE, 1, "Walk")) == (Difference("Goal", "Nothing", "Walk"),)
