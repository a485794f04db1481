"""A plan written by hand is typed in by the paper's own numbers, in the paper's order, and becomes a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.application import open_session
from linkdesk.clients.service import add_client
from linkdesk.clients.sharing.queries import decisions
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import RecordDecisions
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.plans.queries import plan_record
from linkdesk.plans.queries import plans_of
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.blank.forms import DAYS
from linkdesk.printing.blank.paper import PLAN
from linkdesk.printing.blank.paper import blank
from linkdesk.printing.blank.parts import AFTER_GOALS
from linkdesk.printing.blank.parts import BEFORE_GOALS
from linkdesk.printing.blank.parts import Kind
from linkdesk.printing.blank.parts import all_asks
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


def _headings(tree: ET.Element) -> list[str]:
    return [" ".join("".join(node.itertext()).split()) for node in tree.iter() if node.tag in {"h2", "h3", "h4"}]


def test_the_page_asks_what_the_paper_asks_in_its_order_by_its_numbers(desk: Desk) -> None:
    page = desk.house.worker.get(desk.path)
    assert [name for name in page.fields() if name in {ask.name for ask in all_asks()}] == [
        ask.name for ask in all_asks() if ask.kind not in {Kind.POINTS, Kind.ANSWER} and ask.name not in DAYS
    ]
    headings = [
        " ".join("".join(node.itertext()).split()) for node in page.tree.iter() if node.tag in {"h2", "h3", "h4"}
    ]
    with open_session(desk.house.settings, desk.house.vault) as (session, actor):
        paper = blank(session, actor, PLAN, print_options("standard")).written()[0]
    on_paper = [
        " ".join("".join(node.itertext()).split()) for node in parse(paper).iter() if node.tag in {"h2", "h3", "h4"}
    ]
    owned = [f"{one.number}. {one.title}" for one in (*BEFORE_GOALS, *AFTER_GOALS) if one.asks[0].own]
    assert [line for line in on_paper if line not in owned] == [line for line in headings if line[0] in "3G56789"]
    assert all(line in page.words for line in owned)


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


WHOLE = {
    "written_on-day": "2", "written_on-month": "11", "written_on-year": "2026",
    "what_matters": "My garden\nMy cat", "strengths": "Cooking",
    **{f"goal_{goal}": f"Goal words {goal}" for goal in (1, 2, 3)},
    **{f"goal_{goal}_need": f"Need {goal}" for goal in (1, 2, 3)},
    **{f"goal_{goal}_importance": str(7 + goal) for goal in (1, 2, 3)},
    **{
        f"goal_{goal}_step_{step}_{part}": words
        for goal in (1, 2, 3)
        for step in (1, 2)
        for part, words in {
            "what": f"Do {goal}.{step}", "who": "My daughter", "when": "Tuesday", "where": "Library",
            "sure": str(step + 5), "hard": "Ring Joy",
        }.items()
    },
    "if_harder": "Ring Joy", "phones": "My sister, 01632 960 123, after six", "achieved": "Rang the choir",
    "review_date-day": "4", "review_date-month": "12", "review_date-year": "2026", "review_place": "The library",
    "share_gp": "given", "share_evaluation": "refused",
    "agreed_name": "Sam Example", "agreed_day-day": "3", "agreed_day-month": "11", "agreed_day-year": "2026",
}  # fmt: skip


def test_a_whole_paper_plan_is_the_plan_that_results_and_is_agreed_as_the_paper_says(desk: Desk) -> None:
    page = desk.house.worker.fill(desk.path, WHOLE)
    (plan,) = desk.plans()
    assert [line.text for line in (*plan.what_matters, *plan.strengths, *plan.achieved)] == [
        "My garden", "My cat", "Cooking", "Rang the choir",
    ]  # fmt: skip
    assert [(goal.title, goal.need, goal.importance) for goal in plan.goals] == [
        (f"Goal words {goal}", f"Need {goal}", 7 + goal) for goal in (1, 2, 3)
    ]
    assert [
        (step.what, step.who_name, step.when_text, step.place, step.confidence, step.if_hard) for step in plan.steps
    ] == [
        (f"Do {goal}.{step}", "My daughter", "Tuesday", "Library", step + 5, "Ring Joy")
        for goal in (1, 2, 3)
        for step in (1, 2)
    ]
    assert [line.typed for line in plan.phones] == ["My sister, 01632 960 123, after six"]
    assert (plan.if_harder, plan.review_date, plan.review_place) == ("Ring Joy", date(2026, 12, 4), "The library")
    assert [line.kind for line in plan.shared] == [RecipientKind.GP]
    with open_session(desk.house.settings, desk.house.vault) as (session, _actor):
        made = decisions(session, desk.client)
        assert {(one.recipient.kind, one.answer, one.how, one.asked_on) for one in made} == {
            (RecipientKind.GP, Answer.GIVEN, How.PAPER, date(2026, 11, 2)),
            (RecipientKind.EVALUATION, Answer.REFUSED, How.PAPER, date(2026, 11, 2)),
        }
    assert "Sam Example signed it on 3 November 2026." in page.words
    worker = desk.house.worker
    done = worker.fill(f"/plans/{plan.id}", {}, action=f"/plans/{plan.id}/agree-paper")
    assert "They signed it on paper." in done.words
    (plan,) = desk.plans()
    assert (plan.status, plan.agreed_how, plan.agreed_name, plan.agreed_on) == (
        PlanStatus.AGREED, AgreedHow.PAPER, "Sam Example", date(2026, 11, 3),
    )  # fmt: skip


def test_somebody_elses_yes_on_the_paper_leads_to_their_right(desk: Desk) -> None:
    change = {"agreed_name": "", "agreed_for": "Joy Example", "agreed_relation": "daughter"}
    page = desk.house.worker.fill(desk.path, WHOLE | change)
    assert "Joy Example (daughter) said yes for them on 3 November 2026." in page.words
    assert "somebody else signed it" in page.words
    (plan,) = desk.plans()
    assert plan.shared == ()
    there = f"/plans/{plan.id}"
    refused = desk.house.worker.post(f"{there}/agree-paper", {"version": "1"}, token_from=there, expect=422)
    assert "It does not say who signed the paper" in refused.words
    assert desk.plans()[0].status is PlanStatus.DRAFT
    form = desk.house.worker.get(f"/plans/{plan.id}/agree-for").fields()
    assert (form["name"], form["relation"]) == ("Joy Example", "daughter")


def test_a_newer_answer_about_sharing_is_not_put_aside_by_an_older_paper(desk: Desk) -> None:
    with open_session(desk.house.settings, desk.house.vault) as (session, actor):
        gp = AnswerTo(Recipient(RecipientKind.GP), Answer.REFUSED)
        later = RecordDecisions(
            client_id=desk.client, seen=0, answers=(gp,), how=How.SPOKEN, asked_on=date(2026, 11, 3), asked_by=WORKER
        )
        record_decisions(session, actor, later)
    page = desk.house.worker.fill(desk.path, WHOLE)
    assert "a newer answer is on record" in page.words
    with open_session(desk.house.settings, desk.house.vault) as (session, _actor):
        assert [one.answer for one in decisions(session, desk.client)] == [Answer.REFUSED]
