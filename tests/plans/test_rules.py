"""The rules of a plan: hints never stop, refusals say why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import timedelta
from uuid import UUID

import pytest

from linkdesk.plans.agreement import check_agreement
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import SortOffer
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.rules import StepRecord
from linkdesk.plans.rules import Who
from linkdesk.plans.rules import check_draft
from linkdesk.plans.rules import check_goal
from linkdesk.plans.rules import check_lines
from linkdesk.plans.rules import hints
from linkdesk.plans.rules import who_words
from linkdesk.record.errors import RuleBroken

TODAY = date(2026, 11, 30)
ONE = UUID("00000000-0000-4000-8000-000000000001")


def _step(**over: object) -> StepRecord:
    base = StepRecord(id=ONE, what="Phone the group", due=date(2026, 12, 1), confidence=8)
    return replace(base, **over)  # type: ignore[arg-type] # the tests name real fields


def _plan(*goals: GoalRecord, review: date | None = date(2027, 1, 12)) -> PlanRecord:
    return PlanRecord(id=ONE, client_id=ONE, number=1, status=PlanStatus.DRAFT, goals=goals, review_date=review)


def _goal(*steps: StepRecord) -> GoalRecord:
    return GoalRecord(id=ONE, number=1, title="Meet people", importance=9, steps=steps)


def test_a_good_plan_has_no_hints() -> None:
    assert hints(_plan(_goal(_step())), TODAY) == ()


def test_hints_name_what_is_missing_in_the_order_of_the_page() -> None:
    plan = _plan(_goal(_step(confidence=6), _step(due=None)), replace(_goal(), number=2), review=None)
    said = [one.sentence for one in hints(plan, TODAY)]
    assert said == [
        "Goal 1, step 1: confidence is 6 out of 10. Could it be smaller, or shared?",
        "Goal 1, step 2 has no date. When might it happen?",
        "Goal 2 has no step yet. What could come first?",
        "There is no date to look at the plan again.",
    ]


def test_a_review_in_the_past_asks_for_the_next_day() -> None:
    plan = _plan(_goal(_step()), review=TODAY - timedelta(days=1))
    assert [one.sentence for one in hints(plan, TODAY)] == [
        "The day to look at the plan again is past. Which day is next?"
    ]


def test_an_empty_plan_is_told_that_one_goal_is_enough() -> None:
    assert hints(_plan(), TODAY)[0].sentence == "There is no goal yet. One small goal is enough."


def test_words_for_when_are_as_good_as_a_date_and_seven_is_enough() -> None:
    assert hints(_plan(_goal(_step(due=None, when_text="after lunch", confidence=7))), TODAY) == ()


def test_who_does_a_step_in_words() -> None:
    assert who_words(_step(), "Amina Test") == "Me"
    assert who_words(_step(who=Who.WORKER), "Amina Test") == "Amina Test"
    assert who_words(_step(who=Who.WORKER), "") == "My link worker"
    assert who_words(_step(who=Who.OTHER, who_name="My sister"), "Amina Test") == "My sister"


@pytest.mark.parametrize("status", [PlanStatus.AGREED, PlanStatus.REPLACED])
def test_an_agreed_plan_does_not_change(status: PlanStatus) -> None:
    with pytest.raises(RuleBroken, match="agreed"):
        check_draft(status)
    check_draft(PlanStatus.DRAFT)


@pytest.mark.parametrize(
    ("goal", "reason"),
    [
        (AddGoal(ONE, 1, " "), "no words"),
        (AddGoal(ONE, 1, "Walk", importance=0), "1 to 10"),
        (AddGoal(ONE, 1, "Walk", importance=11), "1 to 10"),
        (AddGoal(ONE, 1, "Walk", steps=(StepDraft(" "),)), "no words"),
        (AddGoal(ONE, 1, "Walk", steps=(StepDraft("Go", confidence=11),)), "1 to 10"),
        (AddGoal(ONE, 1, "Walk", steps=(StepDraft("Go", who=Who.OTHER, who_name=" "),)), "no name"),
        (AddGoal(ONE, 1, "Walk", steps=(StepDraft("Go"),) * 13), "at most 12"),
    ],
)
def test_a_goal_that_cannot_be_kept_is_refused(goal: AddGoal, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        check_goal(goal)


def test_a_goal_at_the_edges_is_kept() -> None:
    check_goal(AddGoal(ONE, 1, "Walk", importance=1, steps=(StepDraft("Go", confidence=10),) * 12))


def test_a_page_has_at_most_twenty_lines() -> None:
    lines = (PlanLine("I like tea"),) * 20
    check_lines(ChangePlan(ONE, 1, lines, lines))
    with pytest.raises(RuleBroken, match="at most 20"):
        check_lines(ChangePlan(ONE, 1, lines, (*lines, PlanLine("one more"))))


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (AgreePlan(ONE, 1, AgreedHow.TYPED, name=" "), "name is missing"),
        (AgreePlan(ONE, 1, AgreedHow.DRAWN), "Nothing was drawn"),
        (AgreePlan(ONE, 1, AgreedHow.DRAWN, signature=()), "Nothing was drawn"),
    ],
)
def test_an_agreement_needs_its_proof(command: AgreePlan, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        check_agreement(_plan(_goal()), command)


def test_an_agreement_needs_a_goal_and_a_draft() -> None:
    tick = AgreePlan(ONE, 1, AgreedHow.TICK)
    check_agreement(_plan(_goal()), tick)
    with pytest.raises(RuleBroken, match="without a goal"):
        check_agreement(_plan(), tick)
    with pytest.raises(RuleBroken, match="agreed"):
        check_agreement(replace(_plan(_goal()), status=PlanStatus.AGREED), tick)


def test_a_sort_offers_only_strengths_that_are_not_there_yet() -> None:
    friends, home = PlanLine("My friends", "friends"), PlanLine("My home", "home")
    offer = SortOffer(ONE, date(2026, 11, 20), (friends, home))
    assert offer.fresh(["my  FRIENDS", "I cook"]) == (home,)
    assert offer.fresh([]) == (friends, home)
