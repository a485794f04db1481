"""The page of needs, and the prompts that lead to it."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.requirements.forms import detail_name
from linkdesk.record.drafts import save_draft
from linkdesk.record.session import unit_of_work
from tests.furnished import House


def with_needs(house: House) -> Client:
    """Return a client who has a need on record."""
    with open_session(house.settings, house.vault) as (session, _actor):
        return next(row for row in session.query(Client).order_by(Client.created_at) if row.needs)


def let_time_pass(house: House, client: Client) -> None:
    """Set back the day on which the needs were looked at, through the record's own door."""
    with open_session(house.settings, house.vault) as (session, actor), unit_of_work(session, actor, "review_needs"):
        session.get_one(Client, client.id).needs_reviewed_on = date.today() - timedelta(days=400)  # noqa: DTZ011


def test_needs_that_wait_long_are_asked_for_and_then_no_more(house: House) -> None:
    client = with_needs(house)
    worker, page = house.worker, f"/clients/{client.id}"
    assert "Needs to look at again" not in worker.get("/").words
    assert "time to look at their needs" not in worker.get(page).words
    let_time_pass(house, client)
    assert "Needs to look at again" in worker.get("/").words
    assert "It is time to look at their needs again." in worker.get(page).words
    assert "It is time to look at them again." in worker.get(f"{page}/needs").words
    with open_session(house.settings, house.vault) as (session, _actor):
        need = client_record(session, client.id).needs[0]
    done = worker.fill(f"{page}/needs", {detail_name(need): "Speak slowly", "impairment_1": "Hearing"})
    assert "looked at today" in done.words
    assert "Needs to look at again" not in worker.get("/").words
    assert "time to look at their needs" not in done.words
    with open_session(house.settings, house.vault) as (session, _actor):
        record = client_record(session, client.id)
    assert record.needs[0].detail == "Speak slowly"
    assert record.impairments[0].text == "Hearing"
    worker.fill(f"{page}/change", {"town": "Elsewhere"})
    with open_session(house.settings, house.vault) as (session, _actor):
        assert client_record(session, client.id).needs[0].detail == "Speak slowly"


def test_the_months_are_the_services_own(house: House) -> None:
    worker = house.worker
    client = with_needs(house)
    let_time_pass(house, client)
    worker.fill("/settings/service", {"needs_review_months": "24"})
    assert "Needs to look at again" not in worker.get("/").words
    page = worker.fill("/settings/service", {"needs_review_months": "25"}, expect=422)
    assert "Enter a whole number from 1 to 24" in page.words


def test_what_is_wrong_is_said_and_stays_typed(house: House) -> None:
    worker = house.worker
    path = f"/clients/{with_needs(house).id}/needs"
    page = worker.fill(path, {"impairment_1_more": "Left ear", "mobility": "Uses a stick"}, expect=422)
    assert "Say which impairment it is." in page.words
    assert page.fields()["mobility"] == "Uses a stick"
    long = worker.fill(path, {"mobility": "x" * 151}, expect=422)
    assert "150 characters" in long.words


def test_both_texts_are_shown_when_somebody_saved_in_between(house: House) -> None:
    worker = house.worker
    path = f"/clients/{with_needs(house).id}/needs"
    old = worker.get(path).fields()
    worker.fill(path, {"mobility": "Theirs"})
    page = worker.post(path, {**old, "mobility": "Mine"}, expect=409)
    assert "Getting about Theirs Mine" in page.words
    worker.post(path, page.fields())
    assert "Mine" in worker.get(path).fields()["mobility"]


def test_typed_words_come_back_from_today(house: House) -> None:
    worker = house.worker
    client = with_needs(house)
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "needs", str(client.id), {"mobility": "Half", "version": "1"})
    path = f"/clients/{client.id}/needs"
    assert path in worker.get("/").answer.get_data(as_text=True)
    assert worker.get(path).fields()["mobility"] == "Half"
