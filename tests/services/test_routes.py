"""The pages: add, find, look, change, check, do not use; two windows, strangers, and somebody beside the worker."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.record.audit import ReadEntry
from linkdesk.services import queries
from linkdesk.services import service
from linkdesk.services.rules import ServiceRecord
from linkdesk.team.rules import Role
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from tests.furnished import House

WHY = "Zvestrik complained"


@pytest.fixture
def garden(house: House) -> uuid.UUID:
    with open_session(house.settings, house.vault) as (session, actor):
        return service.add_service(session, actor, GARDEN)


def kept(house: House, service_id: uuid.UUID) -> ServiceRecord:
    with open_session(house.settings, house.vault) as (session, _actor):
        return queries.service_record(session, service_id)


def test_a_service_is_added_found_and_read(house: House) -> None:
    worker = house.worker
    typed = {"name": "Choir <b>", "days_1": "TU", "opens_1": "2pm", "amount": "free", "location": "Hill Hall"}
    page = worker.fill("/services/new", {**typed, "checked": "1"})
    for words in ("Choir <b>", "Every week: Tuesday, 14:00", "Hill Hall", "Free", "Checked on"):
        assert words in page.words
    found = worker.get("/services/?find=chior")
    assert "Choir <b>" in found.words
    assert "1 service found" in found.words
    assert "No service matches" in worker.get("/services/?find=zzzz").words


def test_what_is_wrong_is_said_and_the_words_stay(house: House) -> None:
    page = house.worker.fill("/services/new", {"name": "", "description": "Singing"}, expect=422)
    assert "Enter the name of the service." in page.words
    assert page.fields()["description"] == "Singing"


def test_all_that_is_known_is_on_the_page_and_private_notes_are_put_away(house: House, garden: uuid.UUID) -> None:
    worker, path = house.worker, f"/services/{garden}"
    words = worker.get(path).words
    for part in ("Ola Greenfield", "Bus 12", "No steps", "Hearing loop", "£2.50", "Ravi", "Yes, they agreed", "Urdu"):
        assert part in words
    worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/services/")
    assert "Ravi" not in worker.get(path).words
    fields = worker.get(f"{path}/change").fields()
    assert fields["worker_notes"] == GARDEN.worker_notes, "kept in the form, so that saving does not lose it"


def test_two_windows_show_both_texts(house: House, garden: uuid.UUID) -> None:
    worker, path = house.worker, f"/services/{garden}/change"
    old = worker.get(path).fields()
    worker.fill(path, {"phone": "01632 960 099"})
    page = worker.post(path, {**old, "phone": "01632 960 098"}, expect=409)
    assert "01632 960 099" in page.words
    assert "01632 960 098" in page.words
    worker.post(path, {**page.fields()})
    assert kept(house, garden).phone == "01632 960 098"


def test_checked_today_and_the_list_to_ring(house: House, garden: uuid.UUID) -> None:
    worker = house.worker
    assert GARDEN.name in worker.get("/services/?show=check").words
    page = worker.fill(f"/services/{garden}", {}, action=f"/services/{garden}/checked")
    assert "It is noted that you checked it today." in page.words
    assert GARDEN.name not in worker.get("/services/?show=check").words


def test_do_not_use_is_seen_by_all_and_why_by_leads_alone(house: House, garden: uuid.UUID) -> None:
    worker, path = house.worker, f"/services/{garden}"
    house.join("Lin", Role.LINK_WORKER)
    house.switch("Lin")
    page = worker.fill(f"{path}/safe", {"assurance": "do-not-use", "reason": WHY})
    assert "Send nobody there" in page.words
    assert WHY not in page.words
    assert "Read why" not in page.words
    assert worker.client.get(f"{path}/why").status_code == 403
    assert "Only a team lead" in worker.get(f"{path}/safe").words
    assert WHY not in worker.get("/services/").words
    house.switch()
    assert WHY in worker.get(f"{path}/why").words
    with open_session(house.settings, house.vault) as (session, _actor):
        assert "not used" in session.scalars(select(ReadEntry.kind)).all()
    worker.post("/beside", {"beside": "on", "here": "/"}, token_from="/services/")
    assert WHY not in worker.get(f"{path}/why").words
    worker.fill(f"{path}/safe", {"assurance": "checked", "assured_with": "Insurance"})
    assert "Checked by us" in worker.get(path).words


def test_a_service_that_is_not_there(house: House) -> None:
    for path in ("", "/change", "/safe", "/why"):
        assert house.worker.client.get(f"/services/{uuid.UUID(int=1)}{path}").status_code == 404


def test_what_was_typed_and_not_saved_comes_back(house: House, garden: uuid.UUID) -> None:
    worker = house.worker
    headers = {"X-CSRFToken": worker.token("/services/new")}
    words = {"name": "Half a", "days_1": "MO\nTU"}
    assert worker.client.put("/drafts/local_service_new/new", json=words, headers=headers).status_code == 200
    page = worker.get("/services/new")
    assert page.fields()["name"] == "Half a"
    assert "not saved yet" in page.words
    words["version"] = "1"
    assert worker.client.put(f"/drafts/local_service/{garden}", json=words, headers=headers).status_code == 200
    assert worker.get(f"/services/{garden}/change").fields()["name"] == "Half a"
    worker.fill(f"/services/{garden}/change", {"name": "Whole"})
    assert "not saved yet" not in worker.get(f"/services/{garden}/change").words
