"""At the agreed plan: one press marks a step as done, two words say what else became of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepStatus

if TYPE_CHECKING:
    from tests.plans.site import Site


@pytest.fixture
def agreed(site: Site) -> Site:
    site.with_goal().agree({"how": "tick"})
    return site


def _addresses(site: Site) -> tuple[str, str]:
    (goal,) = site.plan().goals
    here = f"/plans/{site.plan_id}"
    return f"{here}/steps/{goal.steps[0].id}/went", f"{here}/goals/{goal.id}/came"


def test_one_press_says_done_and_the_plan_is_glad(agreed: Site) -> None:
    step, _goal = _addresses(agreed)
    worker = agreed.worker
    form = next(f for f in worker.get(f"/plans/{agreed.plan_id}").every("form") if f.get("action") == step)
    sent = {field.get("name", ""): field.get("value", "") for field in (*form.iter("input"), *form.iter("button"))}
    page = worker.post(step, sent)
    assert "Well done. It is marked as done." in page.words
    assert "Well done: 1 of 1 step done" in page.words
    assert agreed.plan().goals[0].steps[0].status is StepStatus.DONE
    assert step not in [f.get("action") for f in page.every("form")], "what is done is not marked again by a slip"


def test_a_dropped_step_says_why_and_when(agreed: Site) -> None:
    step, _goal = _addresses(agreed)
    empty = agreed.worker.fill(step, {"went": "dropped"}, expect=422)
    assert "Write a few words about why." in empty.words
    words = {"went": "dropped", "why": "It is too far", "day-day": "20", "day-month": "11", "day-year": "2026"}
    page = agreed.worker.fill(step, words)
    assert "Dropped 20 November 2026. Why: It is too far" in page.words
    assert "Phone the group" in page.words, "the agreed words stay"
    late = agreed.worker.fill(step, {**words, "day-year": "2031"}, expect=422)
    assert "That day has not come yet." in late.words
    assert len(agreed.plan().goals[0].steps[0].marks) == 1


def test_what_came_of_a_goal_stands_on_the_plan(agreed: Site) -> None:
    _step, goal = _addresses(agreed)
    assert "Choose what came of it." in agreed.worker.fill(goal, {}, expect=422).words
    page = agreed.worker.fill(goal, {"result": "reached", "words": "I have two friends"})
    assert "Reached 25 November 2026: “I have two friends”" in page.words
    outcome = agreed.plan().goals[0].outcome
    assert outcome is not None
    assert outcome.result is Result.REACHED


def test_a_second_window_sees_what_the_first_wrote_and_may_add(agreed: Site) -> None:
    for address, first, mine in (
        (_addresses(agreed)[0], {"went": "dropped", "why": "Theirs"}, {"went": "changed", "why": "Mine"}),
        (_addresses(agreed)[1], {"result": "partly", "words": "Theirs"}, {"result": "reached", "words": "Mine"}),
    ):
        worker = agreed.worker
        shown = worker.get(address).fields()
        worker.fill(address, first)
        page = worker.post(address, {**shown, **mine}, expect=409)
        assert "Somebody wrote about this since you opened the page." in page.words
        assert "Theirs" in page.words
        worker.post(address, page.fields() | mine)
    (goal,) = agreed.plan().goals
    assert [mark.why for mark in goal.steps[0].marks] == ["Theirs", "Mine"]
    assert [outcome.words for outcome in goal.outcomes] == ["Theirs", "Mine"]


def test_a_draft_has_nothing_to_mark(site: Site) -> None:
    site.with_goal()
    for address in _addresses(site):
        assert "Not agreed yet" in site.worker.get(address).words
        assert "/went" not in str([f.get("action") for f in site.worker.get(f"/plans/{site.plan_id}").every("form")])
    shown = {"went": "done", "result": "reached", "version": "0"}
    for address in _addresses(site):
        refused = site.worker.post(address, shown, token_from=f"/plans/{site.plan_id}", expect=422)
        assert "Only a plan that counts now has steps to mark." in refused.words


def test_what_is_not_in_the_plan_is_not_here(agreed: Site) -> None:
    for path in (f"steps/{uuid.uuid4()}/went", f"goals/{uuid.uuid4()}/came"):
        agreed.worker.get(f"/plans/{agreed.plan_id}/{path}", expect=404)
    step, goal = _addresses(agreed)
    agreed.worker.get(step.replace(str(agreed.plan_id), str(uuid.uuid4())), expect=404)
    agreed.worker.get(goal.replace(str(agreed.plan_id), str(uuid.uuid4())), expect=404)
