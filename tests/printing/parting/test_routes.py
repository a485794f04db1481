"""The last page of a meeting: filled in already, one press, and what it brings to Today."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.plans.models import Plan
from linkdesk.plans.queries import plan_record
from linkdesk.plans.queries import plans_of
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.handover import handover_paper
from linkdesk.printing.items import AskedHow
from linkdesk.printing.items import item_paper
from linkdesk.printing.parting.queries import partings_of
from linkdesk.printing.parting.queries import reminders_of
from linkdesk.printing.sheets.record_copy import TOGETHER
from linkdesk.printing.sheets.record_copy import record_copy

if TYPE_CHECKING:
    import uuid

    from linkdesk.printing.sheets.rules import Sheet
    from tests.furnished import House

DAY = {"next_on-day": "2", "next_on-month": "1", "next_on-year": "2040"}
AGAIN = {**DAY, "next_time": "2:30 pm", "next_place": "Library"}
TODAY = "/?whose=everyone"


@pytest.fixture
def person(house: House) -> uuid.UUID:
    with open_session(house.settings, house.vault) as (session, _actor):
        plans = [plan_record(session, each) for each in house.ids(Plan)]
        return next(plan.client_id for plan in plans if plan.status is PlanStatus.AGREED)


def test_one_press_and_it_stands_on_today(house: House, person: uuid.UUID) -> None:
    path = f"/clients/{person}/before-you-go"
    page = house.worker.get(path)
    assert "What we agreed" in page.words
    assert page.fields()["words"].startswith("We agreed plan")
    house.worker.fill(path, {**AGAIN, "more": "Send the form"})
    today = house.worker.get(TODAY).words
    assert "We meet again" in today
    assert "14:30" in today
    assert "Send the form" in today
    assert "We agreed plan" in house.worker.get(f"/clients/{person}/meetings").words
    with open_session(house.settings, house.vault) as (session, _actor):
        assert len(partings_of(session, person)) == 1
        reminder = next(each for each in reminders_of(session, person) if each.words == "Send the form")
    of = f"/clients/{person}/reminders/{reminder.id}"
    house.worker.post(f"{of}/done", {"version": str(reminder.version), "here": TODAY}, token_from="/")
    assert "Send the form" not in house.worker.get(TODAY).words
    house.worker.post(f"{of}/not-done", {"version": str(reminder.version + 1)}, token_from="/")
    assert "Send the form" in house.worker.get(TODAY).words


def test_the_next_meeting_is_on_the_card_the_plain_page_and_the_caseload(house: House, person: uuid.UUID) -> None:
    house.worker.fill(f"/clients/{person}/before-you-go", AGAIN)
    with open_session(house.settings, house.vault) as (session, actor):
        asked = AskedHow("text", None, mono=False, language="en")
        card = item_paper(session, actor, "appointment", person, asked)[0].written()[0]
        asked = replace(asked, format="standard")
        page = item_paper(session, actor, "appointment", person, asked)[0].written()[0]
    assert "2:30 in the afternoon" in card
    assert "2 January 2040" in card
    assert "Library" in card
    assert "____" not in card
    assert "Point a phone at this square to keep the day." in page
    (plain,) = house.worker.get(f"/clients/{person}/plain?format=text&size=16").every("pre")
    words = " ".join("".join(plain.itertext()).split())
    assert "2 January 2040 2:30 in the afternoon" in words
    assert "Library" not in words
    assert "Next 2 January 2040, 14:30" in house.worker.get("/clients/?whose=everyone").words


def test_what_was_agreed_is_on_the_client_page_the_handover_sheet_and_the_copy_of_the_record(
    house: House, person: uuid.UUID
) -> None:
    own = {"words": "We agreed to sing.", "more": "Send the form", "safe": "plain"}
    with open_session(house.settings, house.vault) as (session, actor):
        before = record_copy(session, actor, client_record(session, person))
    house.worker.fill(f"/clients/{person}/before-you-go", {**AGAIN, **own})
    page = house.worker.get(f"/clients/{person}")
    (line,) = [each for each in page.every("a") if "We agreed to sing." in "".join(each.itertext())]
    assert line.get("href") == f"/clients/{person}/meetings"
    with open_session(house.settings, house.vault) as (session, actor):
        sheet = handover_paper(session, actor, person).written()[0]
        copy = record_copy(session, actor, client_record(session, person))
    met = next(each.lines for each in copy.sections if each.heading == "What we agreed when we met")
    for words in ("We agreed to sing.", "2 January 2040, 14:30, Library", "Send the form"):
        assert words in "".join(line.itertext())
        assert words in sheet
        assert words in "\n".join(met)
    assert met[0].split(": ", 1)[1] == "We agreed to sing.", "the note names its plan itself"
    assert not [each for each in met if "safe" in each or "plain" in each], "who reads along at home learns nothing"
    assert together(copy) == together(before) + 1, "and it is said that something is not in the copy"


def together(copy: Sheet) -> int:
    """Return how many notes the copy says are looked through together."""
    left = next(each.lines for each in copy.sections if each.heading == "What is not in this copy")
    return sum(int(line.removeprefix(f"{TOGETHER}: ").split(".")[0]) for line in left if line.startswith(TOGETHER))


def test_a_wrong_page_keeps_what_was_typed(house: House, person: uuid.UUID) -> None:
    path = f"/clients/{person}/before-you-go"
    wrong = house.worker.fill(path, {**AGAIN, "next_time": "tea time", "words": "Own words"}, expect=422)
    assert wrong.fields()["words"] == "Own words"
    assert "Enter a time like 14:30" in wrong.words
    past = house.worker.fill(path, {**AGAIN, "next_on-year": "2020"}, expect=422)
    assert "in the past. Nothing was changed" in past.words


def test_without_a_plan_or_an_agreed_one_it_says_so(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, _actor):
        found = {each: plans_of(session, each) for each in house.ids(Client)}
    nobody = next(each for each, plans in found.items() if not plans)
    assert "There is no plan yet" in house.worker.get(f"/clients/{nobody}/before-you-go").words
    drafts = [each for each, plans in found.items() if plans and all(p.status is PlanStatus.DRAFT for p in plans)]
    assert "not agreed yet" in house.worker.get(f"/clients/{drafts[0]}/before-you-go").words


def test_the_page_is_reached_from_client_and_plan(house: House, person: uuid.UUID) -> None:
    links = [link.get("href") for link in house.worker.get(f"/clients/{person}").every("a")]
    assert {f"/clients/{person}/before-you-go", f"/clients/{person}/meetings"} <= set(links)


def test_why_paper_is_unsafe_is_not_read_by_who_sits_beside(house: House, person: uuid.UUID) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        client = client_record(session, person)
        set_keep_safe(session, actor, SetKeepSafe(person, client.version, "Give no paper. He opens her post"))
    worker, path = house.worker, f"/clients/{person}/before-you-go"
    alone = worker.get(path).words
    assert "Give no paper" in alone
    assert "He opens her post" in alone
    worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/")
    beside = worker.client.get(path).get_data(as_text=True)  # all that is sent, not only what can be read
    assert "Give no paper" not in beside
    assert "opens her post" not in beside
    assert "Is the paper safe for them to take?" in beside
    worker.post("/beside", {"here": "/"}, token_from="/")
    assert "Give no paper" in worker.get(path).words


def test_who_may_take_no_paper_is_led_to_what_they_can_take(house: House, person: uuid.UUID) -> None:
    page = house.worker.fill(f"/clients/{person}/before-you-go", {**AGAIN, "safe": "plain"})
    assert "Saved: the note" in page.words
    assert "Not safe to take" in page.words
    with open_session(house.settings, house.vault) as (session, _actor):
        assert [each.safe for each in partings_of(session, person)] == ["plain"]
