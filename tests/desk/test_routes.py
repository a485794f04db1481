"""Today, caseload and client page as the worker walks them."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.application import open_session
from linkdesk.assessments.models import Assessment
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.models import Client
from linkdesk.clients.person import ContactLimit
from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import AddClient
from linkdesk.clients.rules import Phone
from linkdesk.clients.service import add_client
from linkdesk.episodes.service import receive_referral
from linkdesk.record.audit import ReadEntry
from linkdesk.record.drafts import save_draft
from linkdesk.record.session import Actor
from tests.episodes.conftest import referral
from tests.furnished import House

TODAY = datetime.now(UTC).astimezone().date()
JOAN = AddClient(given_name="Joan", family_name="Example", birth_date=date(1951, 7, 4))


def seen_alone(session: Session, actor: Actor, person: AddClient) -> uuid.UUID:
    client = add_client(session, actor, person)
    set_keep_safe(session, actor, SetKeepSafe(client, client_record(session, client).version, "See alone"))
    return client


def test_today_says_what_is_due_and_that_there_is_no_backup(house: House) -> None:
    page = house.worker.get("/")
    assert "There is no backup yet" in page.words
    assert "A plan is not agreed yet" in page.words or "Look at the plan together" in page.words
    assert "Practice. These are invented people." in page.words


def test_today_brings_back_what_was_typed_and_not_saved(house: House) -> None:
    client = house.ids(Client)[0]
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "client", "new", {"family_name": "Halfway"})
        save_draft(session, actor, "client", str(client), {"family_name": "Halfway"})
        save_draft(session, actor, "elsewhere", "new", {"a": "b"})
    page = house.worker.get("/")
    assert "A new client" in page.words
    assert "A client's details" in page.words
    links = [a.get("href") for a in page.every("a")]
    assert "/clients/new" in links
    assert f"/clients/{client}/change" in links
    assert "Halfway" not in page.words


def test_a_half_typed_step_of_a_referral_says_whose_it_is(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        client = seen_alone(session, actor, JOAN)
        episode = receive_referral(session, actor, referral(client, received_on=TODAY))
        save_draft(session, actor, "referral_attempt", str(episode), {"words": "Halfway"})
        save_draft(session, actor, "referral", str(client), {"reason": "Halfway"})
    worker = house.worker
    page = worker.get("/")
    assert page.words.count("Joan Example A referral Keep safe: See alone") == 2
    links = [a.get("href") for a in page.every("a")]
    assert f"/clients/{client}/referral/{episode}/attempt" in links
    assert "Halfway" not in page.words
    worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/")
    hushed = worker.get("/").words
    assert "Joan Example A referral" in hushed, "as the other lines of Today"
    assert "See alone" not in hushed


def test_two_people_of_the_same_name_are_told_apart_in_the_list_and_in_a_search(house: House) -> None:
    worker = house.worker
    assert "born" not in worker.get("/clients/").words
    with open_session(house.settings, house.vault) as (session, actor):
        for year in (1951, 1972):
            client = add_client(session, actor, replace(JOAN, birth_date=date(year, 5, 3)))
            receive_referral(session, actor, referral(client, received_on=TODAY))
    page = worker.get("/clients/").words
    assert "Joan Example born 3 May 1951" in page
    assert "Joan Example born 3 May 1972" in page
    assert page.count("born") == 2, "everybody else stands as before"
    token = worker.token("/clients/")
    typed = worker.client.post("/clients/search", json={"search": "joan"}, headers={"X-CSRFToken": token}).get_json()
    assert {row["words"].rpartition("born ")[2] for row in typed["rows"]} >= {"3 May 1951", "3 May 1972"}


def test_a_limit_on_messages_stands_at_the_phone_and_not_once_more(house: House) -> None:
    limits = (ContactLimit.NO_MESSAGES, ContactLimit.NO_POST)
    with open_session(house.settings, house.vault) as (session, actor):
        phones = (Phone("07700 900123"), Phone("01632 960 001", safe_to_leave_message=False))
        rung = seen_alone(session, actor, replace(JOAN, contact_limits=limits, phones=phones))
        silent = seen_alone(session, actor, replace(JOAN, contact_limits=limits))
    words = house.worker.get(f"/clients/{rung}").words
    for said in ("07700 900123 Do not leave messages.", "01632 960 001 Do not leave messages."):
        assert said in words
    assert words.count("Do not leave messages") == 2
    assert words.count("Do not post letters") == 1
    assert house.worker.get(f"/clients/{silent}").words.count("Do not leave messages") == 1, "no phone says it"


def test_the_caseload_lists_everyone_and_finds_one(house: House) -> None:
    page = house.worker.get("/clients/")
    assert "6 people" in page.words
    with open_session(house.settings, house.vault) as (session, _actor):
        family = client_record(session, house.ids(Client)[0]).family_name
    found = house.worker.post("/clients/", {"search": family[:6]})
    assert "found" in found.words
    assert family in found.words
    assert "Get into a record kept apart" in page.words, "what a search that finds nobody shows stands ready"
    nobody = house.worker.post("/clients/", {"search": "zzzz"})
    assert "Nobody matches" in nobody.words


def test_the_search_answers_as_it_is_typed(house: House) -> None:
    worker = house.worker
    token = worker.token("/clients/")
    answer = worker.client.post("/clients/search", json={"search": "999"}, headers={"X-CSRFToken": token})
    found = answer.get_json()
    assert answer.status_code == 200
    assert found["words"] == "6 clients found"
    assert len(found["rows"]) == 6
    assert set(found["rows"][0]) == {"url", "name", "words", "why", "tag", "safe"}
    odd = worker.client.post("/clients/search", json=["x"], headers={"X-CSRFToken": token})
    assert odd.get_json()["words"] == "6 clients"


def test_the_client_page_shows_the_person_and_the_next_step_and_leaves_a_trace(house: House) -> None:
    client = house.ids(Client)[1]
    page = house.worker.get(f"/clients/{client}")
    with open_session(house.settings, house.vault) as (session, _actor):
        record = client_record(session, client)
        traces = session.scalars(select(ReadEntry).where(ReadEntry.client_id == client)).all()
    assert record.family_name in page.words
    assert "Next step" in page.words
    assert "What happened" in page.words
    assert [trace.kind for trace in traces] == ["client"]


def test_every_client_page_leads_to_its_next_step(house: House) -> None:
    """Every stage of the practice vault: the button answers."""
    for client in house.ids(Client):
        page = house.worker.get(f"/clients/{client}")
        buttons = [a for a in page.every("a") if "govuk-button" in a.get("class", "")]
        for button in buttons:
            assert house.worker.client.get(button.get("href", "")).status_code in {200, 303}


def test_a_plan_can_be_started_before_the_talk(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        client = add_client(
            session, actor, AddClient(given_name="Ann", family_name="Example", birth_date=date(1956, 3, 27))
        )
    worker = house.worker
    page = worker.get(f"/clients/{client}")
    assert "Find out what matters" in page.words
    address = f"/clients/{client}/start-plan"
    assert address in [form.get("action") for form in page.every("form")]
    assert "There is no goal yet" in worker.post(address, {}, token_from=f"/clients/{client}").words


def test_another_id_is_not_a_client(house: House) -> None:
    house.worker.get(f"/clients/{uuid.UUID(int=5)}", expect=404)
    house.worker.get(f"/clients/{house.ids(Assessment)[0]}", expect=404)
