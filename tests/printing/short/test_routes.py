"""The page of all prints, two clicks from the client, and the words of a card before it is printed."""

from __future__ import annotations

import re
import uuid
from uuid import UUID

import pytest

from linkdesk.application import open_session
from linkdesk.clients.service import add_client
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import start_plan
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Item
from tests.clients.sharing import samples
from tests.clients.sharing.samples import CHOIR
from tests.data import people
from tests.furnished import House

pytestmark = pytest.mark.prints


@pytest.fixture
def prints(house: House) -> str:
    """Where the prints of somebody who was asked nothing yet are."""
    with open_session(house.settings, house.vault) as (session, actor):
        client_id = add_client(session, actor, people.new_client())
        start_plan(session, actor, StartPlan(client_id))
    return f"/clients/{client_id}/prints"


def test_every_print_is_two_clicks_from_the_client(house: House, prints: str) -> None:
    worker = house.worker
    assert prints in [one.get("href") for one in worker.get(prints.removesuffix("/prints")).every("a")]
    page = worker.get(prints)
    links = [one.get("href") or "" for one in page.every("a")]
    for item in set(ClientItem) - {ClientItem.INTRODUCTION, ClientItem.SERVICE}:
        assert f"{prints}/{item}" in links, item
    assert f"{prints.removesuffix('/prints')}/service-sheet" in links
    assert "They have not said yes to sharing with a service yet." in page.words
    plans = [link for link in links if re.fullmatch(r"/plans/.*/print\?item=.*", link)]
    assert len(plans) == len(Item)
    worker.get(plans[1])
    assert any("handover-sheet" in link for link in links)


def test_a_message_that_may_not_go_says_why_and_has_no_link(house: House, prints: str) -> None:
    page = house.worker.get(prints)
    links = [one.get("href") or "" for one in page.every("a")]
    assert "so there is no referrer to write to" in page.words
    assert "Nobody has asked yet if we may share with their GP" in page.words
    assert not [link for link in links if link.endswith("-message")]
    assert [link for link in links if link.endswith("/sheets/record-copy")]


def test_words_are_changed_kept_shown_and_thrown_away(house: House, prints: str) -> None:
    worker = house.worker
    path = f"{prints}/calling-card/words"
    page = worker.fill(path, {"hours": "Mondays, 9 to 12", "words": "I have a blue door."}, action=None)
    assert "These words are kept for this print." in page.words
    shown = worker.get(f"{prints}/calling-card?format=text&size=16").words
    assert "Mondays, 9 to 12" in shown
    assert "I have a blue door." in shown
    assert path in [one.get("href") for one in worker.get(f"{prints}/calling-card").every("a")]
    assert "These words were kept on" in worker.get(path).words
    forget = next(f.get("action", "") for f in worker.get(path).every("form") if "/forget" in (f.get("action") or ""))
    worker.post(forget, {}, token_from=path)
    assert "I have a blue door." not in worker.get(f"{prints}/calling-card?format=text&size=16").words


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"day-day": "1", "day-month": "2", "day-year": "2020"}, "This day is over."),
        ({"day-day": "31", "day-month": "2", "day-year": "2030"}, "There is no such day."),
        ({"time": "half past never"}, "Enter a time like 14:30"),
        ({"place": "x" * 200}, "characters or fewer"),
    ],
)
def test_what_cannot_be_on_a_card_is_refused_and_stays_on_the_page(
    house: House, prints: str, fields: dict[str, str], reason: str
) -> None:
    worker = house.worker
    page = worker.fill(f"{prints}/appointment/words", {"bring": "A warm coat", **fields}, expect=422)
    assert reason in page.words
    assert page.fields()["bring"] == "A warm coat"


def test_a_card_without_a_day_says_so_before_it_is_printed(house: House, prints: str) -> None:
    worker = house.worker
    words = {"day-day": "1", "day-month": "2", "day-year": "2030"}
    worker.fill(f"{prints}/appointment/words", words, action=None)
    assert "No visit is booked" not in worker.get(f"{prints}/appointment").words
    worker.fill(f"{prints}/appointment/words", dict.fromkeys(words, ""), action=None)
    assert "No visit is booked" in worker.get(f"{prints}/appointment").words
    assert "No visit is booked" not in worker.get(f"{prints}/calling-card").words


def test_a_letter_to_a_service_leads_to_the_question_first(house: House, prints: str) -> None:
    worker = house.worker
    assert "not said yes to sharing" in worker.get(f"{prints}/introduction/words", expect=422).words
    with open_session(house.settings, house.vault) as (session, actor):
        record_decisions(session, actor, samples.decisions(samples.yes(CHOIR), client_id=UUID(prints.split("/")[2])))
    page = worker.fill(f"{prints}/introduction/words", {"want": "Sing again", "to": "Another service"}, expect=422)
    assert "Choose one of the answers on the page." in page.words
    worker.fill(f"{prints}/introduction/words", {"want": "Sing again"})
    assert "Sing again" in worker.get(f"{prints}/introduction?format=text&size=16").words
    assert CHOIR.name in worker.get(f"{prints}/introduction?format=text&size=16").words


def test_strangers_and_other_prints_are_not_found(house: House, prints: str) -> None:
    worker = house.worker
    worker.get(f"{prints}/leaflet/words", expect=404)
    worker.get(f"/clients/{uuid.UUID(int=0xDEAD)}/prints", expect=404)
    worker.get(f"/clients/{uuid.UUID(int=0xDEAD)}/prints/closing/words", expect=404)


def test_words_that_a_client_reads_have_the_helper_and_words_for_a_professional_do_not(
    house: House, prints: str
) -> None:
    worker = house.worker
    for item, boxes in (
        ("closing", {"did", "words"}),
        ("calling-card", {"hours", "words"}),
        ("what-happens", {"words"}),
    ):
        page = worker.get(f"{prints}/{item}/words")
        (helper,) = [one for one in page.every("div") if "data-easier" in one.attrib]
        named = {each.removesuffix(":") for each in (helper.get("data-easier-fields") or "").split()}
        assert boxes <= named & {one.get("name") for one in page.every("textarea")}
    sheet = worker.get(f"{prints.removesuffix('/prints')}/sheets/safeguarding-referral/words")
    assert not [one for one in sheet.every("div") if "data-easier" in one.attrib]
