"""A plan written by hand is typed in by the paper's own numbers, in the paper's order, and becomes a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.application import open_session
from linkdesk.clients.service import add_client
from linkdesk.plans.queries import plan_record
from linkdesk.plans.queries import plans_of
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.blank.paper import PLAN
from linkdesk.printing.blank.paper import blank
from linkdesk.printing.rules import print_options
from tests.data import people
from tests.furnished import WORKER
from tests.pages import parse

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from linkdesk.plans.rules import PlanRecord
    from tests.furnished import House

pytestmark = pytest.mark.prints
TYPED = {
    "written_on-day": "2", "written_on-month": "11", "written_on-year": "2026",
    "what_matters": "My garden", "strengths": "Cooking", "if_harder": "Ring Joy",
    "goal_1": "Meet people", "goal_1_step_1_what": "Phone the choir", "goal_1_step_1_who": "me",
}  # fmt: skip
NUMBERED = re.compile(r"(\d\. [^:]+|Goal \d|Step \d|Who|When)(?: \(.*\))?:?")


@dataclass
class Desk:
    """Somebody who filled in a paper plan."""

    house: House
    client: UUID

    @property
    def path(self) -> str:
        return f"/clients/{self.client}/plan-from-paper"

    def plans(self) -> list[PlanRecord]:
        with open_session(self.house.settings, self.house.vault) as (session, _actor):
            return [plan_record(session, each.id) for each in plans_of(session, self.client)]


@pytest.fixture
def desk(house: House) -> Desk:
    with open_session(house.settings, house.vault) as (session, actor):
        return Desk(house, add_client(session, actor, people.new_client()))


def numbered(tree: ET.Element, *tags: str) -> list[str]:
    """Return the numbers and words of the questions, in the order in which they stand."""
    said = (" ".join("".join(node.itertext()).split()) for node in tree.iter() if node.tag in tags)
    return [found[1] for words in said if (found := NUMBERED.fullmatch(words))]


def test_the_page_asks_what_the_paper_asks_in_its_order_by_its_numbers(desk: Desk) -> None:
    with open_session(desk.house.settings, desk.house.vault) as (session, actor):
        paper = blank(session, actor, PLAN, print_options("standard")).written()[0]
    on_paper = numbered(parse(paper), "h2", "h3", "p")
    assert on_paper[:6] == [
        "1. What matters to me", "2. What I am good at", "3. What I want to do", "Goal 1", "Step 1", "Who",
    ]  # fmt: skip
    assert on_paper[-3:] == ["4. If things get harder", "5. We meet again", "6. I say yes"]
    assert numbered(desk.house.worker.get(desk.path).tree, "h2", "label") == on_paper


def test_the_page_is_reached_from_the_client_and_from_the_prints(desk: Desk) -> None:
    for where in (f"/clients/{desk.client}", f"/clients/{desk.client}/prints"):
        assert desk.path in [link.get("href") for link in desk.house.worker.get(where).every("a")]


def test_what_is_typed_is_a_draft_that_says_where_it_comes_from(desk: Desk) -> None:
    page = desk.house.worker.fill(desk.path, TYPED)
    assert f"Written on paper on 2 November 2026, entered by {WORKER}." in page.words
    assert "Check it against the paper" in page.words
    (plan,) = desk.plans()
    assert (plan.status, plan.number, [goal.title for goal in plan.goals]) == (PlanStatus.DRAFT, 1, ["Meet people"])
    assert [step.what for step in plan.steps] == ["Phone the choir"]
    again = desk.house.worker.get(desk.path)
    assert "Plan 1 is not agreed yet. What you type in is added to it." in again.words
    desk.house.worker.fill(desk.path, {**TYPED, "goal_1": "Walk"})
    (plan,) = desk.plans()
    assert [goal.title for goal in plan.goals] == ["Meet people", "Walk"]


def test_what_was_typed_stays_where_it_is_refused(desk: Desk) -> None:
    for change, sentence in (
        ({"written_on-year": "2099"}, "The day on the paper is in the future."),
        ({"written_on-day": ""}, "day"),
        ({"goal_1": ""}, "Type in goal 1."),
    ):
        refused = desk.house.worker.fill(desk.path, {**TYPED, **change}, expect=422)
        assert sentence in refused.words
        assert refused.fields()["goal_1_step_1_what"] == "Phone the choir"
    day = {name: TYPED[name] for name in TYPED if name.startswith("written_on")}
    assert "Nothing of the paper is typed in." in desk.house.worker.fill(desk.path, day, expect=422).words
    assert desk.plans() == []


def test_one_paper_is_not_kept_twice_by_a_second_press(desk: Desk) -> None:
    worker = desk.house.worker
    sent = worker.get(desk.path).fields() | TYPED
    assert worker.client.post(desk.path, data=sent).status_code == 303
    again = worker.client.post(desk.path, data=sent)
    assert again.status_code == 409
    assert "perhaps from this very paper" in again.get_data(as_text=True)
    assert "Phone the choir" in again.get_data(as_text=True)
    (plan,) = desk.plans()
    assert [goal.title for goal in plan.goals] == ["Meet people"]
