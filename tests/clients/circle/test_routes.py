"""The pages of the people around a client."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from linkdesk.application import open_session
from linkdesk.clients.circle.queries import circle_of
from linkdesk.clients.models import Client
from linkdesk.record.drafts import save_draft

if TYPE_CHECKING:
    from linkdesk.clients.circle.rules import CirclePage
    from tests.furnished import House


SVG = "{http://www.w3.org/2000/svg}"


def asked(house: House, number: int = 0) -> tuple[uuid.UUID, str]:
    """Return a client without anybody on record, and the address of their people."""
    client = house.ids(Client)[number]
    return client, f"/clients/{client}/people"


def kept(house: House, client: uuid.UUID) -> CirclePage:
    with open_session(house.settings, house.vault) as (session, _actor):
        return circle_of(session, client)


def test_somebody_is_in_the_picture_and_in_the_table_alike(house: House) -> None:
    client, path = asked(house)
    worker = house.worker
    assert "Nobody is on record yet" in worker.get(path).words
    page = worker.fill(f"{path}/new", {"name": "Ana <b> Invented", "closeness": "very-close", "next_of_kin": "1"})
    table = page.every("table")[0]
    picture = next(node for node in page.every(f"{SVG}svg") if "ld-circle" in node.get("class", ""))
    assert "Ana" in [text.text for text in picture.iter(f"{SVG}text")]
    words = "".join(table.itertext())
    assert "Ana <b> Invented" in words
    assert "Very close" in words
    assert "Next of kin" in words
    assert "gives no right to decide" in page.words
    assert [spot.person.name for spot in kept(house, client).spots] == ["Ana <b> Invented"]


def test_somebody_goes_and_is_still_on_record(house: House) -> None:
    client, path = asked(house)
    worker = house.worker
    worker.fill(f"{path}/new", {"name": "Ana"})
    ana = kept(house, client).spots[0].person.id
    worker.fill(f"{path}/{ana}", {"relationship": "Sister"})
    page = worker.fill(f"{path}/{ana}/end", {})
    assert "No more in their life" in page.words
    assert [each.relationship for each in kept(house, client).past] == ["Sister"]


def test_what_is_wrong_is_said_and_the_words_stay(house: House) -> None:
    client, path = asked(house)
    worker = house.worker
    page = worker.fill(f"{path}/new", {"relationship": "Sister"}, expect=422)
    assert "Enter a name" in page.words
    assert page.fields()["relationship"] == "Sister"
    worker.fill(f"{path}/new", {"name": "Ana"})
    ana = kept(house, client).spots[0].person.id
    assert "Enter a name" in worker.fill(f"{path}/{ana}", {"name": ""}, expect=422).words
    worker.fill(f"{path}/{ana}/end", {"version": "x"}, expect=422)


def test_both_texts_are_shown_when_somebody_saved_in_between(house: House) -> None:
    client, path = asked(house)
    worker = house.worker
    worker.fill(f"{path}/new", {"name": "Ana"})
    where = f"{path}/{kept(house, client).spots[0].person.id}"
    old = worker.get(where).fields()
    worker.fill(where, {"note": "Theirs"})
    page = worker.post(where, {**old, "note": "Mine"}, expect=409)
    assert "Theirs" in page.words
    worker.post(where, page.fields())
    assert kept(house, client).spots[0].person.note == "Mine"


def test_too_many_people_are_refused_on_the_same_page(house: House) -> None:
    from linkdesk.clients.circle import rules

    client, path = asked(house)
    most, rules.PEOPLE = rules.PEOPLE, 0
    try:
        page = house.worker.fill(f"{path}/new", {"name": "Ana"}, expect=422)
    finally:
        rules.PEOPLE = most
    assert "people already" in page.words
    assert kept(house, client).spots == ()


def test_typed_words_come_back(house: House) -> None:
    client, path = asked(house)
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "circle_new", str(client), {"name": "Half a na"})
    assert house.worker.get(f"{path}/new").fields()["name"] == "Half a na"
    assert f"{path}/new" in [link.get("href") for link in house.worker.get("/").every("a")]


def test_somebody_under_another_clients_address_is_not_there(house: House) -> None:
    client, path = asked(house)
    house.worker.fill(f"{path}/new", {"name": "Ana"})
    ana = kept(house, client).spots[0].person.id
    _other, elsewhere = asked(house, 1)
    for way in ("", "/end"):
        assert house.worker.client.get(f"{elsewhere}/{ana}{way}").status_code == 404
        assert house.worker.client.get(f"{path}/{ana}{way}").status_code == 200
