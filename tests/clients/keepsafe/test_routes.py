"""The page of the keep-safe line."""

from __future__ import annotations

from linkdesk.application import open_session
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.record.drafts import save_draft
from tests.furnished import House


def line(house: House) -> str:
    with open_session(house.settings, house.vault) as (session, _actor):
        return client_record(session, house.ids(Client)[2]).keep_safe


def test_the_line_stands_on_every_page_of_the_client_and_in_the_lists(house: House) -> None:
    client = house.ids(Client)[2]
    path = f"/clients/{client}/keep-safe"
    fields = {"phrases": "See alone", "own_words": "Phone before noon"}
    page = house.worker.fill(path, fields, action=None)
    assert line(house) == "See alone. Phone before noon"
    assert "See alone. Phone before noon" in page.words
    for where in (f"/clients/{client}/change", path, "/clients/"):
        assert "See alone. Phone before noon" in house.worker.get(where).words, where
    again = house.worker.get(path).fields()
    assert (again["phrases"], again["own_words"]) == ("See alone", "Phone before noon")


def test_search_answers_carry_the_mark(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        for client in house.ids(Client):
            version = client_record(session, client).version
            set_keep_safe(session, actor, SetKeepSafe(client, version, "Visit in pairs"))
    worker = house.worker
    headers = {"X-CSRFToken": worker.token("/clients/")}
    found = worker.client.post("/clients/search", json={"search": "999"}, headers=headers).get_json()
    assert {row["safe"] for row in found["rows"]} == {"Visit in pairs"}
    assert "Visit in pairs" in worker.get("/").words


def test_a_line_too_long_is_refused_and_stays_typed(house: House) -> None:
    path = f"/clients/{house.ids(Client)[2]}/keep-safe"
    page = house.worker.fill(path, {"phrases": "See alone", "own_words": "x" * 195}, expect=422)
    assert "The line has 206 characters" in page.words
    assert page.fields()["own_words"] == "x" * 195
    assert line(house) == ""


def test_both_texts_are_shown_when_somebody_saved_in_between(house: House) -> None:
    client = house.ids(Client)[2]
    path = f"/clients/{client}/keep-safe"
    worker = house.worker
    old = worker.get(path).fields()
    worker.fill(path, {"own_words": "Theirs"})
    page = worker.post(path, {**old, "own_words": "Mine"}, expect=409)
    assert "Theirs" in page.words
    assert "Mine" in page.words
    assert line(house) == "Theirs"
    worker.post(path, page.fields())
    assert line(house) == "Mine"


def test_typed_words_come_back_and_can_be_thrown_away(house: House) -> None:
    client = house.ids(Client)[2]
    path = f"/clients/{client}/keep-safe"
    with open_session(house.settings, house.vault) as (session, actor):
        words = {"phrases": "See alone\nVisit in pairs", "own_words": "Half", "version": "1"}
        save_draft(session, actor, "keep_safe", str(client), words)
    worker = house.worker
    page = worker.get(path)
    ticked = [node.get("value") for node in page.every("input") if "checked" in node.attrib]
    assert {"See alone", "Visit in pairs"} <= set(ticked)
    assert "A page about a client" in worker.get("/").words
    forget = f"/drafts/keep_safe/{client}/forget?here={path}"
    gone = worker.post(forget, {}, token_from=path)
    assert "What was typed is gone" in gone.words
    assert gone.fields()["own_words"] == ""
