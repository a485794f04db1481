"""The pages: few presses to start, one for each next state, feedback, barriers, Today and the next step."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.sharing.queries import newest_number
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import RecordDecisions
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.connections import queries
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import StartConnection
from linkdesk.connections.rules import State
from linkdesk.connections.service import start_connection
from linkdesk.plans.models import Plan
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.parting.rules import EndMeeting
from linkdesk.printing.parting.service import end_meeting
from linkdesk.record.session import unit_of_work
from linkdesk.services.models import LocalService
from tests.connections.samples import garden

if TYPE_CHECKING:
    from linkdesk.connections.rules import ConnectionRecord
    from linkdesk.plans.rules import PlanRecord
    from tests.furnished import House

TODAY = "/?whose=everyone"


@pytest.fixture
def plan(house: House) -> PlanRecord:
    with open_session(house.settings, house.vault) as (session, _actor):
        plans = [plan_record(session, each) for each in house.ids(Plan)]
        return next(each for each in plans if each.status is PlanStatus.AGREED)


@pytest.fixture
def service_id(house: House) -> uuid.UUID:
    with open_session(house.settings, house.vault) as (session, actor):
        return garden(session, actor)


def only(house: House, client_id: uuid.UUID) -> ConnectionRecord:
    with open_session(house.settings, house.vault) as (session, _actor):
        (found,) = queries.connections_of(session, client_id)
        return found


def ask_to_share(house: House, client_id: uuid.UUID, name: str) -> None:
    """They say yes to sharing with a service."""
    with open_session(house.settings, house.vault) as (session, actor):
        said = (AnswerTo(queries.recipient(name), Answer.GIVEN),)
        day = house.vault.clock.now().astimezone().date()
        seen = newest_number(session, client_id)
        told = RecordDecisions(
            client_id=client_id, seen=seen, answers=said, how=How.SPOKEN, asked_on=day, asked_by="Robin"
        )
        record_decisions(session, actor, told)


def end_a_meeting(house: House, plan: PlanRecord, words: str) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        end_meeting(session, actor, EndMeeting(plan.client_id, plan.id, words))


def begin(house: House, client_id: uuid.UUID, days: int, kind: Kind = Kind.SIGNPOST) -> ConnectionRecord:
    with open_session(house.settings, house.vault) as (session, actor):
        day = house.vault.clock.now().astimezone().date() - timedelta(days=days)
        start_connection(
            session, actor, StartConnection(client_id=client_id, kind=kind, on=day, service_name="Hill Choir")
        )
    return only(house, client_id)


def test_from_a_goal_of_the_plan_in_three_presses(house: House, plan: PlanRecord, service_id: uuid.UUID) -> None:
    """Connect to a service, the service, and how they come together."""
    goal = plan.goals[0]
    way = f"/clients/{plan.client_id}/connections/choose?goal={goal.id}"
    assert way in house.worker.get(f"/plans/{plan.id}").answer.text
    choose = house.worker.get(way)
    assert goal.title in choose.words
    start = f"/clients/{plan.client_id}/connections/start?service={service_id}&goal={goal.id}"
    assert start.replace("&", "&amp;") in choose.answer.text
    page = house.worker.get(start)
    assert page.fields()["reason"] == (goal.need or goal.title)[:150]
    done = house.worker.fill(start, {"kind": "signpost"})
    assert "Saved. LinkDesk reminds you" in done.words
    kept = only(house, plan.client_id)
    assert (kept.service_id, kept.goal_id, kept.kind) == (service_id, goal.id, Kind.SIGNPOST)
    assert "Testham Garden Group" in house.worker.get(f"/clients/{plan.client_id}").words


def test_from_a_step_it_is_for_that_step(house: House, plan: PlanRecord, service_id: uuid.UUID) -> None:
    step = next(step for goal in plan.goals for step in goal.steps)
    way = f"/clients/{plan.client_id}/connections/choose?step={step.id}"
    assert way in house.worker.get(f"/plans/{plan.id}").answer.text
    assert step.what in house.worker.get(way).words
    house.worker.fill(
        f"/clients/{plan.client_id}/connections/start?service={service_id}&step={step.id}", {"kind": "signpost"}
    )
    kept = only(house, plan.client_id)
    assert (kept.step_id, kept.reason) == (step.id, step.what[:150])


def test_without_a_yes_the_page_says_what_to_ask_and_nothing_is_saved(
    house: House, plan: PlanRecord, service_id: uuid.UUID
) -> None:
    start = f"/clients/{plan.client_id}/connections/start?service={service_id}"
    page = house.worker.get(start)
    assert "May we tell Testham Garden Group your name" in page.words
    refused = house.worker.fill(start, {"kind": "introduce"}, expect=422)
    assert "Nobody has asked yet if we may share with Testham Garden Group. Nothing was saved" in refused.words
    ask = f"/clients/{plan.client_id}/sharing/ask?service=Testham%20Garden%20Group"
    assert ask in page.answer.text
    assert house.worker.get(ask).fields()["new_service"] == "Testham Garden Group"
    back = next(node.get("href") or "" for node in page.every("a") if "/sharing/ask" in (node.get("href") or ""))
    said_no = house.worker.fill(back, {"new_service_answer": "no"})
    assert "They said no to sharing with Testham Garden Group" in said_no.words, "it leads back to where it was asked"
    ask_to_share(house, plan.client_id, "Testham Garden Group")
    assert "They said yes to sharing" in house.worker.get(start).words
    house.worker.fill(start, {"kind": "introduce"})
    assert only(house, plan.client_id).kind is Kind.INTRODUCE


def test_a_service_that_is_not_in_the_list_has_a_name(house: House, plan: PlanRecord) -> None:
    start = f"/clients/{plan.client_id}/connections/start"
    assert "has no service" in house.worker.fill(start, {"kind": "signpost"}, expect=422).words
    house.worker.fill(start, {"kind": "signpost", "service_name": "Hill <b>Choir"})
    assert "Hill <b>Choir" in house.worker.get(f"/clients/{plan.client_id}/connections").words
    assert house.worker.get(f"/clients/{plan.client_id}/connections/choose?find=zzzz").words


def test_one_press_on_the_list_and_a_second_window_is_refused(house: House, plan: PlanRecord) -> None:
    kept = begin(house, plan.client_id, 20)
    listed = f"/clients/{plan.client_id}/connections"
    page = house.worker.get(listed)
    assert "Ask whether they got there." in page.words
    at = f"{listed}/{kept.id}"
    sent = {"press": "waiting", "version": "1", "here": listed}
    assert "Saved: Hill Choir. On the waiting list." in house.worker.post(f"{at}/next", sent, token_from=listed).words
    house.worker.post(f"{at}/next", sent, token_from=listed, expect=409)
    assert only(house, plan.client_id).state is State.WAITING


def test_another_day_a_note_and_a_mistake_taken_back(house: House, plan: PlanRecord) -> None:
    kept = begin(house, plan.client_id, 20)
    at = f"/clients/{plan.client_id}/connections/{kept.id}"
    future = {"press": "attended", "version": "1", "on-day": "1", "on-month": "1", "on-year": "2199"}
    assert "in the future" in house.worker.post(f"{at}/next", future, token_from=at, expect=422).words
    broken = {"press": "attended", "version": "1", "on-day": "99", "on-month": "1", "on-year": "2026"}
    house.worker.post(f"{at}/next", broken, token_from=at, expect=422)
    house.worker.post(f"{at}/next", {"press": "attended", "version": "1", "note": "Ola rang"}, token_from=at)
    page = house.worker.get(at)
    assert "Ola rang" in page.words
    event = only(house, plan.client_id).events[-1]
    house.worker.post(f"{at}/take-back", {"event": str(event.id)}, token_from=at)
    assert "Taken back on" in house.worker.get(at).words
    house.worker.post(f"{at}/take-back", {"event": str(uuid.uuid4())}, token_from=at, expect=404)


def test_what_they_say_and_what_stood_in_the_way(house: House, plan: PlanRecord) -> None:
    kept = begin(house, plan.client_id, 1, Kind.ACCOMPANY)
    at = f"/clients/{plan.client_id}/connections/{kept.id}"
    typed = {"feedback": "They were kind.", "who_does": "I phone", "version": str(kept.version)}
    house.worker.post(f"{at}/words", typed, token_from=at)
    house.worker.post(f"{at}/words", typed | {"version": "2", "visit_time": "14:30"}, token_from=at, expect=422)
    house.worker.post(f"{at}/words", typed, token_from=at, expect=409)
    house.worker.post(f"{at}/barriers", {"barrier": "travel", "words": "No bus"}, token_from=at)
    house.worker.post(f"{at}/barriers", {"barrier": ""}, token_from=at, expect=422)
    barrier = only(house, plan.client_id).barriers[0]
    solve = f"{at}/barriers/{barrier.id}"
    house.worker.post(solve, {"solved": "A lift", "version": str(barrier.version)}, token_from=at)
    house.worker.post(solve, {"solved": "x" * 500, "version": "2"}, token_from=at, expect=422)
    house.worker.post(f"{at}/barriers/{uuid.uuid4()}", {"solved": "x", "version": "1"}, token_from=at, expect=404)
    page = house.worker.get(at)
    assert page.fields(f"{at}/words")["feedback"] == "They were kind."
    for words in ("No bus", "A lift", "Getting there", "Solved"):
        assert words in page.words
    house.worker.post("/beside", {"beside": "on", "here": "/"}, token_from=at)
    assert "No bus" not in house.worker.get(at).words


def test_what_is_due_stands_on_today_and_as_the_next_step(house: House, plan: PlanRecord) -> None:
    before = house.worker.get(f"/clients/{plan.client_id}").words
    kept = begin(house, plan.client_id, 20)
    at = f"/clients/{plan.client_id}/connections/{kept.id}"
    today = house.worker.get(TODAY)
    assert "Ask whether they got there: Hill Choir" in today.words
    assert at in today.answer.text
    house.worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/")
    assert "Hill Choir" not in house.worker.get(TODAY).words, "where people are sent is nothing for who sits beside"
    house.worker.post("/beside", {"beside": "off", "here": "/"}, token_from="/")
    page = house.worker.get(f"/clients/{plan.client_id}")
    if "Put the plan in their hand" in before:
        assert "Open the connection" in page.words
    house.worker.post(f"{at}/next", {"press": "asked", "version": "1"}, token_from=at)
    assert "Ask whether they got there: Hill Choir" not in house.worker.get(TODAY).words


def test_who_went_along_is_asked_to_better_the_first_visit(
    house: House, plan: PlanRecord, service_id: uuid.UUID
) -> None:
    start = f"/clients/{plan.client_id}/connections/start?service={service_id}"
    house.worker.fill(start, {"kind": "accompany"})
    kept = only(house, plan.client_id)
    at = f"/clients/{plan.client_id}/connections/{kept.id}"
    with open_session(house.settings, house.vault) as (session, actor), unit_of_work(session, actor, "age") as work:
        work.session.get_one(LocalService, service_id).last_modified -= timedelta(days=3)
    way = f"/services/{service_id}/first-visit"
    assert way not in house.worker.get(at).answer.text
    page = house.worker.post(f"{at}/next", {"press": "attended", "version": "1", "here": "/"}, token_from=at)
    assert way in page.answer.text
    assert "You were there with them" in page.words
    house.worker.fill(way, {"first_visit": "Ola waves."})
    assert "You were there with them" not in house.worker.get(at).words


def test_from_the_page_of_a_service_to_a_person_and_back_to_its_figures(house: House, service_id: uuid.UUID) -> None:
    page = house.worker.get(f"/services/{service_id}")
    assert "Nobody was connected with it yet." in page.words
    assert "Connect somebody with it" in page.words
    way = f"/services/{service_id}/connect"
    who = house.worker.get(way)
    first = next(node.get("href") or "" for node in who.every("a") if "/connections/start?" in (node.get("href") or ""))
    assert "Nobody matches" in house.worker.post(way, {"search": "zzzzzz"}, token_from=way).words
    house.worker.post(way, {"search": "x" * 500}, token_from=way, expect=422)
    house.worker.fill(first, {"kind": "signpost"})
    assert "Fewer than 5 people were connected with it" in house.worker.get(f"/services/{service_id}").words


def test_the_name_of_a_service_is_put_away_while_someone_is_beside(house: House, plan: PlanRecord) -> None:
    """A refuge, say: on the page of the client, on Connections, on the connection itself and on Today."""
    kept = begin(house, plan.client_id, 20)
    mine = f"/clients/{plan.client_id}"
    end_a_meeting(house, plan, "Next time we ring Hill Choir")
    ask_to_share(house, plan.client_id, "Hill Choir")
    assert "May we share? Hill Choir: yes" in house.worker.get(mine).words
    assert "Meeting ended: Next time we ring Hill Choir" in house.worker.get(mine).words
    pages = (mine, f"{mine}/connections", f"{mine}/connections/{kept.id}", TODAY)
    for path in pages:
        assert "Hill Choir" in house.worker.get(path).words, path
    house.worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/clients/")
    for path in pages:
        assert "Hill Choir" not in house.worker.get(path).answer.text, path
    listed = house.worker.get(f"{mine}/connections")
    assert "Service 1" in listed.words
    assert "May we share? a service: yes" in house.worker.get(mine).words
    assert "a service" in house.worker.get(mine).words.partition("May share with:")[2].partition(".")[0]
    noted = house.worker.post(
        f"{mine}/connections/{kept.id}/next",
        {"press": "accepted", "version": str(kept.seen), "here": f"{mine}/connections"},
        token_from=f"{mine}/connections",
    )
    assert "Saved: Accepted." in noted.words
    assert "Hill Choir" not in noted.answer.text


def test_after_going_along_today_asks_for_better_words(house: House, plan: PlanRecord, service_id: uuid.UUID) -> None:
    asked = "You were there: better the words on the first visit"
    with open_session(house.settings, house.vault) as (session, actor):
        day = house.vault.clock.now().astimezone().date()
        with unit_of_work(session, actor, "test"):
            session.get_one(LocalService, service_id).last_modified = house.vault.clock.now() - timedelta(days=90)
        made = StartConnection(
            client_id=plan.client_id, kind=Kind.ACCOMPANY, on=day - timedelta(days=9), service_id=service_id
        )
        start_connection(session, actor, made)
    assert asked not in house.worker.get(TODAY).words, "nobody was there yet"
    kept = only(house, plan.client_id)
    mine = f"/clients/{plan.client_id}/connections"
    house.worker.post(
        f"{mine}/{kept.id}/next", {"press": "attended", "version": str(kept.seen), "here": mine}, token_from=mine
    )
    assert asked in house.worker.get(TODAY).words
    with open_session(house.settings, house.vault) as (session, actor), unit_of_work(session, actor, "test"):
        session.get_one(LocalService, service_id).last_modified = house.vault.clock.now()
    assert asked not in house.worker.get(TODAY).words
