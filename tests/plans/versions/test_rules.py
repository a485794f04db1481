"""What comes along, and how two versions differ: in words, never twice, never missing."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from linkdesk.plans.phones import PhoneLine
from linkdesk.plans.progress.rules import GoalOutcome
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepMark
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StepRecord
from linkdesk.plans.rules import Who
from linkdesk.plans.versions.rules import Carry
from linkdesk.plans.versions.rules import Change
from linkdesk.plans.versions.rules import Kind
from linkdesk.plans.versions.rules import achieved_lines
from linkdesk.plans.versions.rules import changes
from linkdesk.plans.versions.rules import choice_of
from linkdesk.plans.versions.rules import has_moved

DAY = date(2026, 11, 25)


def _step(what: str, status: StepStatus | None = None, **over: object) -> StepRecord:
    marks = (StepMark(uuid.uuid4(), 1, status, DAY),) if status else ()
    return replace(StepRecord(uuid.uuid4(), what, marks=marks), **over)  # type: ignore[arg-type] # real fields


def _goal(title: str, *steps: StepRecord, result: Result | None = None) -> GoalRecord:
    outcomes = (GoalOutcome(uuid.uuid4(), 1, result, DAY),) if result else ()
    return GoalRecord(uuid.uuid4(), 1, title, steps=steps, outcomes=outcomes, picture="friends")


def _plan(*goals: GoalRecord, **over: object) -> PlanRecord:
    made = PlanRecord(id=uuid.uuid4(), client_id=uuid.uuid4(), number=1, status=PlanStatus.AGREED, goals=goals)
    return replace(made, **over)  # type: ignore[arg-type] # real fields


def test_open_steps_come_along_done_ones_are_achieved_dropped_ones_stay() -> None:
    planned, changed = _step("Plan"), _step("Change", StepStatus.CHANGED)
    done, dropped = _step("Do", StepStatus.DONE, picture="phone"), _step("Drop", StepStatus.DROPPED)
    goal = _goal("Meet people", planned, changed, done, dropped)
    plan = _plan(goal)
    choice = choice_of(plan, {})
    assert [choice[each.id] for each in goal.steps] == [Carry.ALONG, Carry.ALONG, Carry.ACHIEVED, Carry.LEAVE]
    assert choice[goal.id] is Carry.ALONG
    assert achieved_lines(plan, choice) == (PlanLine("Do", "phone"),)
    assert has_moved(plan)
    assert not has_moved(_plan(_goal("Meet people", planned)))


def test_the_worker_chooses_and_a_step_goes_with_its_goal() -> None:
    open_step, dropped = _step("Go"), _step("Drop", StepStatus.DROPPED)
    reached, unwanted = _goal("Reached", open_step, result=Result.REACHED), _goal("Gone", result=Result.NOT_WANTED)
    kept = _goal("Kept", dropped, result=Result.PARTLY)
    plan = _plan(reached, unwanted, kept)
    choice = choice_of(plan, {dropped.id: Carry.ALONG})
    assert [choice[each.id] for each in plan.goals] == [Carry.ACHIEVED, Carry.LEAVE, Carry.ALONG]
    assert choice[open_step.id] is Carry.LEAVE, "it has no goal to stand under"
    assert choice[dropped.id] is Carry.ALONG
    assert [line.text for line in achieved_lines(plan, choice)] == ["Reached"]


def test_no_more_is_achieved_than_a_list_can_hold() -> None:
    plan = _plan(_goal("Many", *(_step(f"Step {each}", StepStatus.DONE) for each in range(30))))
    assert len(achieved_lines(plan, choice_of(plan, {}))) == 20


def test_a_difference_is_told_in_words_not_codes() -> None:
    old = _plan(
        _goal("Meet people", _step("Phone the group", confidence=5), _step("Go alone")),
        _goal("Sleep better", _step("No tea at night")),
        strengths=(PlanLine("I cook"),),
        phones=(PhoneLine("Joy", "116 123"),),
        review_date=DAY,
        worker_name="Amina",
    )
    new = _plan(
        _goal("Meet more people", _step("Phone the group", confidence=8, who=Who.WORKER, place="Office")),
        _goal("Walk each day"),
        strengths=(PlanLine("I cook"), PlanLine("I garden")),
        if_harder="Phone Joy",
        review_date=date(2027, 1, 12),
        worker_name="Bo",
    )
    name = "Goal “Meet more people”"
    assert changes(old, new) == (
        Change(Kind.ADDED, "What I am good at", "", "I garden"),
        Change(Kind.CHANGED, "Goal", "Meet people", "Meet more people"),
        Change(
            Kind.CHANGED,
            f"{name}, step",
            "Phone the group; who: Me; sure: 5 out of 10",
            "Phone the group; who: Bo; where: Office; sure: 8 out of 10",
        ),
        Change(Kind.GONE, f"{name}, step", "Go alone; who: Me", ""),
        Change(Kind.ADDED, "Goal", "", "Walk each day"),
        Change(Kind.GONE, "Goal", "Sleep better", ""),
        Change(Kind.GONE, "Goal “Sleep better”, step", "No tea at night; who: Me", ""),
        Change(Kind.ADDED, "If things get harder", "", "Phone Joy"),
        Change(Kind.GONE, "Phone number", "Joy, 116 123", ""),
        Change(Kind.CHANGED, "Look at it again", "25 November 2026", "12 January 2027"),
        Change(Kind.CHANGED, "Link worker", "Amina", "Bo"),
    )


LINES = st.lists(st.sampled_from(["Tea", "My cat", "my  cat", "My garden", "The garden", "Joy"]), max_size=5)


@given(LINES, LINES)
def test_every_line_is_told_once_and_the_same_plan_has_no_difference(before: list[str], after: list[str]) -> None:
    old, new = (_plan(what_matters=tuple(PlanLine(line) for line in lines)) for lines in (before, after))
    assert changes(old, old) == ()
    found = changes(old, new)
    told = sorted([each.before for each in found if each.before])
    same = sorted(before)
    for line in told:
        same.remove(line)
    rest = sorted(after)
    for each in found:
        if each.after:
            rest.remove(each.after)
    assert sorted(same) == sorted(rest), "what is not told stands in both, word for word"
