"""Someone is beside me: one switch for all windows, for this session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.assessments.models import Assessment
from linkdesk.clients.models import Client
from linkdesk.web.pages import guarded
from linkdesk.web.pages import is_beside

if TYPE_CHECKING:
    from tests.furnished import House

ON, OFF = "Someone is beside me: on", "Someone is beside me"


def switch(house: House, to: str, here: str = "/clients/") -> str:
    return house.worker.post("/beside", {"beside": to, "here": here}, token_from="/clients/").words


def test_it_leads_back_stays_and_can_be_ended(house: House) -> None:
    worker = house.worker
    assert ON not in worker.get("/").words
    page = worker.post("/beside", {"beside": "on", "here": "/backup"}, token_from="/clients/")
    assert page.answer.request.path == "/backup"
    for path in ("/", "/clients/", "/settings"):
        assert ON in worker.get(path).words, path
    assert ON in house.worker.get("/").words, "another window"
    assert ON not in switch(house, "off")


def test_it_ends_at_the_full_lock_but_not_at_the_curtain(house: House) -> None:
    from tests.furnished import PASSPHRASE

    switch(house, "on")
    house.vault.curtain()
    with house.app.test_request_context():
        assert is_beside()
    house.vault.lock()
    house.vault.unlock(PASSPHRASE)
    page = house.worker.get("/")
    assert OFF in page.words
    assert ON not in page.words


def test_it_is_always_on_in_client_mode(house: House) -> None:
    house.worker.get("/")
    with house.app.test_request_context():
        assert (is_beside(), guarded("Planted"), guarded("")) == (False, "Planted", "")
        house.vault.enter_client_mode(house.ids(Assessment)[0], house.ids(Client)[1])
        assert (is_beside(), guarded("Planted"), guarded("")) == (True, "•", "")


@pytest.mark.parametrize("here", ["//evil.example", "https://evil.example", "/\\evil.example", ""])
def test_the_form_cannot_send_the_window_elsewhere(house: House, here: str) -> None:
    worker = house.worker
    data = {"csrf_token": worker.token("/"), "beside": "on", "here": here}
    assert worker.client.post("/beside", data=data).location == "/"


def test_a_page_about_safety_is_put_away_and_says_nothing(house: House) -> None:
    client = house.ids(Client)[0]
    path = f"/clients/{client}/keep-safe"
    worker = house.worker
    form = worker.get(path).fields()
    switch(house, "on")
    page = worker.get(path)
    assert "Put away for now" in page.words
    assert "safe" not in page.words.lower()
    sent = worker.post(path, {**form, "own_words": "Phone first"}, token_from="/clients/")
    assert "Saved." in sent.words
    assert "Phone first" not in sent.words
    switch(house, "off")
    assert "Phone first" in worker.get(path).words


def test_limits_of_contact_are_kept_in_the_details_and_not_shown(house: House) -> None:
    client, worker = house.ids(Client)[0], house.worker
    path = f"/clients/{client}/change"
    unsafe = {"contact_limits": "no-calls", "phone_1_no_message": "y", "address_note": "Zvestrik"}
    worker.fill(path, {**unsafe, "phone_1": "07700 900123"})
    switch(house, "on")
    page = worker.get(path)
    for words in ("Do not leave messages", "What must nobody do?", "Zvestrik"):
        assert words not in page.words
    boxes = [box for box in page.every("input") if box.get("name") in unsafe]
    assert {box.get("type") for box in boxes} == {"hidden"}
    both = worker.post(path, {**page.fields(), "town": "York", "version": "1", "address_note": "Mine"}, expect=409)
    assert "York" in both.words
    assert "Zvestrik" not in both.words
    worker.fill(path, {"town": "York"})
    switch(house, "off")
    kept = worker.get(path)
    assert kept.fields()["town"] == "York"
    assert {name: kept.fields().get(name) for name in unsafe} == unsafe
