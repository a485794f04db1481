"""A note that begins on no client's page: who is meant is looked for, and beside somebody nobody is named."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.record.drafts import save_draft

if TYPE_CHECKING:
    from linkdesk.clients.rules import ClientRecord
    from tests.furnished import House


@pytest.fixture
def person(house: House) -> ClientRecord:
    with open_session(house.settings, house.vault) as (session, _actor):
        return client_record(session, house.ids(Client)[0])


def asked(house: House, words: str) -> dict[str, Any]:
    worker = house.worker
    headers = {"X-CSRFToken": worker.token("/note")}
    with worker.client.post("/note/search", json={"search": words}, headers=headers) as answer:
        found: dict[str, Any] = answer.get_json()
        return found


def test_who_is_the_only_one_found_is_meant(house: House, person: ClientRecord) -> None:
    (row,) = asked(house, f"{person.given_name} {person.family_name}")["rows"]
    assert row["url"] == f"/clients/{person.id}/contacts/new?carry=1"
    words = {"search": f"{person.given_name} {person.family_name}"}
    page = house.worker.post("/note", words, token_from="/note")
    assert page.answer.request.full_path == f"/clients/{person.id}/contacts/new?carry=1"


def test_several_are_offered_and_nobody_is_said(house: House, person: ClientRecord) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        twin = AddClient(given_name="Other", family_name=person.family_name, birth_date=person.birth_date)
        second = add_client(session, actor, twin)
    page = house.worker.post("/note", {"search": person.family_name}, token_from="/note", expect=200)
    links = {link.get("href") for link in page.every("a")}
    assert {f"/clients/{each}/contacts/new?carry=1" for each in (person.id, second)} <= links
    typed = {"search": "Nobodyatall", "words": "Zvestrik rang"}
    assert "Zvestrik rang" in house.worker.post("/note", typed, token_from="/note").words
    assert "Zvestrik rang" in house.worker.get("/note").words
    nobody = house.worker.post("/note", {"search": "Nobodyatall"}, token_from="/note", expect=200)
    assert "Nobody matches" in nobody.words
    assert asked(house, " ") == {"words": "", "rows": [], "more": False}


def test_beside_somebody_nobody_is_named_and_what_was_typed_alone_is_put_away(
    house: House, person: ClientRecord
) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "note", "new", {"words": f"{person.family_name} rang"})
    assert person.family_name in house.worker.get("/note").words
    assert "A note, not said yet about whom" in house.worker.get("/").words
    house.worker.post("/beside", {"beside": "on"}, token_from="/")
    page = house.worker.get("/note")
    assert person.family_name not in page.words
    assert "A note without a person waits" in page.words
    assert asked(house, person.family_name)["rows"] == []
    posted = house.worker.post("/note", {"search": person.family_name}, token_from="/note", expect=200)
    assert person.family_name not in posted.words
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "note", "new", {"words": "Written beside them", "beside": "on"})
    assert "Written beside them" in house.worker.get("/note").words
