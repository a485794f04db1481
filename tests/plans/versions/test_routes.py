"""From one version to the next: the worker chooses what comes along, and any two versions can be read side by side."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from linkdesk.plans.progress.rules import MarkStep
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.progress.service import mark_step
from linkdesk.plans.queries import plan_records
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.service import add_goal

if TYPE_CHECKING:
    from linkdesk.plans.rules import PlanRecord
    from tests.plans.site import Site


@pytest.fixture
def moved(site: Site) -> Site:
    """A plan of two steps, agreed; the first is done, the second dropped."""
    with Session(site.engine) as store:
        steps = (StepDraft("Phone the group"), StepDraft("Go there"), StepDraft("Take a friend"))
        add_goal(store, site.actor, AddGoal(site.plan_id, 1, "Meet people", 9, steps=steps))
    site.agree({"how": "tick"})
    with Session(site.engine) as store:
        first, second, _third = site.plan().goals[0].steps
        mark_step(store, site.actor, MarkStep(site.plan_id, first.id, 0, StepStatus.DONE))
        mark_step(store, site.actor, MarkStep(site.plan_id, second.id, 0, StepStatus.DROPPED, why="Too far"))
    return site


def _newest(site: Site) -> PlanRecord:
    with Session(site.engine) as store:
        return plan_records(store, site.client_id)[-1]


def test_starting_the_next_version_asks_what_comes_along(moved: Site) -> None:
    worker = moved.worker
    page = worker.post(f"/plans/start/{moved.client_id}", {}, token_from=f"/plans/{moved.plan_id}")
    assert "What comes along?" in page.words
    assert "Why: Too far" in page.words
    assert _newest(moved).id == moved.plan_id, "nothing is started before it is chosen"
    done = worker.fill(f"/plans/{moved.plan_id}/next", {})
    assert "Plan 2" in done.words
    plan = _newest(moved)
    assert [step.what for step in plan.goals[0].steps] == ["Take a friend"]
    assert plan.achieved == (PlanLine("Phone the group"),)
    again = worker.get(f"/plans/{moved.plan_id}/next")
    assert "Not agreed yet" in again.words, "a draft that is there is gone on with"


def test_a_dropped_step_can_be_taken_up_again(moved: Site) -> None:
    words = {"goal_1_step_1": "along", "goal_1_step_2": "along", "goal_1_step_3": "leave"}
    moved.worker.fill(f"/plans/{moved.plan_id}/next", words)
    plan = _newest(moved)
    assert [step.what for step in plan.goals[0].steps] == ["Phone the group", "Go there"]
    assert plan.achieved == ()
    assert [step.marks for step in plan.goals[0].steps] == [(), ()], "in the new plan they are open"


def test_what_is_not_on_the_page_is_refused(moved: Site) -> None:
    page = moved.worker.fill(f"/plans/{moved.plan_id}/next", {"goal_1": "away"}, expect=422)
    assert "There is one thing to change" in page.words
    assert _newest(moved).id == moved.plan_id


def test_where_nothing_moved_the_next_version_starts_at_once(site: Site) -> None:
    site.with_goal().agree({"how": "tick"})
    page = site.worker.post(f"/plans/start/{site.client_id}", {}, token_from=f"/plans/{site.plan_id}")
    assert "Plan 2" in page.words


def test_any_two_versions_are_read_side_by_side(moved: Site) -> None:
    worker = moved.worker
    alone = worker.get(f"/plans/{moved.plan_id}/versions")
    assert "There is one version so far." in alone.words
    worker.fill(f"/plans/{moved.plan_id}/next", {})
    second = _newest(moved)
    moved.agree({"how": "tick"}, second.id)
    worker.post(f"/plans/start/{moved.client_id}", {}, token_from=f"/plans/{second.id}")
    third = _newest(moved)
    worker.fill(f"/plans/{third.id}", {"if_harder": "Phone Joy"}, action=f"/plans/{third.id}")
    page = worker.get(f"/plans/{third.id}/versions")
    assert "What is different in plan 3, beside plan 2" in page.words
    assert "Phone Joy" in page.words
    assert "No longer there" not in page.words, "what was achieved stays to be glad about"
    assert third.achieved == (PlanLine("Phone the group"),)
    far = worker.get(f"/plans/{moved.plan_id}/versions?than=3")
    assert "What is different in plan 3, beside plan 1" in far.words
    for words in ("Go there; who: Me", "Phone the group; who: Me"):
        assert words in far.words
    unknown = worker.get(f"/plans/{third.id}/versions?than=77")
    assert "What is different in plan 3, beside plan 2" in unknown.words
    first = worker.get(f"/plans/{moved.plan_id}/versions")
    assert "What is different in plan 2, beside plan 1" in first.words
    worker.get(f"/plans/{uuid.uuid4()}/versions", expect=404)
    worker.get(f"/plans/{uuid.uuid4()}/next", expect=404)
