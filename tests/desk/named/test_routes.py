"""A drop-in becomes a person: found, or added, warned where they may be on record; its words go along."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.contacts.dropins.queries import drop_in_record
from linkdesk.contacts.queries import contacts_of

if TYPE_CHECKING:
    from linkdesk.clients.rules import ClientRecord
    from tests.furnished import House

ONE = "00000000-0000-0000-0000-000000000010"
WORDS = "Zvestrik asks for a bus pass"


@pytest.fixture
def known(house: House) -> ClientRecord:
    """A drop-in that was saved, and somebody who is on record."""
    house.worker.fill(f"/drop-ins/new?kept={ONE}", {"asked": WORDS, "venue": "Library", "minutes": "5"})
    with open_session(house.settings, house.vault) as (session, _actor):
        return client_record(session, house.ids(Client)[0])


def test_somebody_on_record_is_found_shown_with_their_banner_and_taken(house: House, known: ClientRecord) -> None:
    worker = house.worker
    path = f"/drop-ins/{ONE}/person"
    found = worker.post(path, {"search": known.family_name}, token_from=path, expect=200)
    link = f"{path}/{known.id}"
    assert link in {each.get("href") for each in found.every("a")}
    page = worker.get(link)
    assert WORDS in page.words
    assert known.family_name in page.words
    worker.fill(link, {})
    assert WORDS in worker.get(f"/clients/{known.id}/contacts").words
    assert "A drop-in became their contact" in worker.get(f"/clients/{known.id}/history").words
    for again in (path, f"/drop-ins/{ONE}"):
        with worker.client.get(again) as answer:
            assert answer.location == f"/clients/{known.id}/contacts"
    other = house.ids(Client)[1]
    with worker.client.get(f"{path}/{other}") as answer:
        assert answer.status_code == 404, "it belongs to somebody else by now"


def test_somebody_new_is_added_with_one_contact_and_a_likeness_is_asked_about(
    house: House, known: ClientRecord
) -> None:
    worker = house.worker
    path = f"/drop-ins/{ONE}/person"
    born = {f"birth_date-{part}": str(getattr(known.birth_date, part)) for part in ("day", "month", "year")}
    typed = {"given_name": known.given_name, "family_name": known.family_name, **born, "version": "1"}
    before = len(house.ids(Client))
    asked = worker.post(f"{path}/add", typed, token_from=path, expect=422)
    assert "Are they on the caseload already?" in asked.words
    assert f"{path}/{known.id}" in {each.get("href") for each in asked.every("a")}
    wrong = worker.post(f"{path}/add", {**typed, "birth_date-year": "2090"}, token_from=path, expect=422)
    assert "There is one thing to change" in wrong.words
    assert len(house.ids(Client)) == before
    worker.post(f"{path}/add", {**typed, "given_name": "Bo", "family_name": "Zvest"}, token_from=path)
    with open_session(house.settings, house.vault) as (session, _actor):
        kept = drop_in_record(session, uuid.UUID(ONE))
        assert kept.client_id is not None
        assert [each.words for each in contacts_of(session, kept.client_id)] == [f"Asked: {WORDS}"]
    assert len(house.ids(Client)) == before + 1


def test_nobody_is_named_while_somebody_is_beside(house: House, known: ClientRecord) -> None:
    worker = house.worker
    path = f"/drop-ins/{ONE}/person"
    worker.post("/beside", {"beside": "on"}, token_from="/")
    page = worker.post(path, {"search": known.family_name}, token_from=path, expect=200)
    assert known.family_name not in page.words
    assert WORDS not in page.words
