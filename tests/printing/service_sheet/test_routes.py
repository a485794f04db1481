"""From the client to a service on paper: choose, look, save, later; do not use, the dead and strangers are refused."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.exchange.tables.given import TABLES
from linkdesk.printing.given.models import PrintOut
from linkdesk.printing.given.queries import print_record
from linkdesk.printing.given.rules import Way
from linkdesk.record.audit import ReadEntry
from linkdesk.services import queries
from linkdesk.services import service
from linkdesk.services.rules import AddService
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Assure
from linkdesk.services.rules import NoteChecked
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from tests.furnished import House

pytestmark = pytest.mark.prints


@pytest.fixture
def garden(house: House) -> uuid.UUID:
    with open_session(house.settings, house.vault) as (session, actor):
        service.add_service(session, actor, AddService(name="Choir"))
        return service.add_service(session, actor, GARDEN)


def path_of(house: House, number: int = 0) -> str:
    return f"/clients/{house.ids(Client)[number]}/service-sheet"


def left(house: House) -> list[tuple[str, Way, uuid.UUID | None]]:
    with open_session(house.settings, house.vault) as (session, _actor):
        rows = session.scalars(select(PrintOut).where(PrintOut.item == "service-sheet").order_by(PrintOut.created_at))
        return [(row.item, row.way, row.service_id) for row in rows]


def stop(house: House, service_id: uuid.UUID) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        version = queries.service_record(session, service_id).version
        service.assure(session, actor, Assure(service_id, version, Assurance.DO_NOT_USE, reason="A complaint"))


def test_from_the_client_page_to_the_sheet_and_into_a_file(house: House, garden: uuid.UUID) -> None:
    worker, path = house.worker, path_of(house)
    assert path in [one.get("href") for one in worker.get(path.removesuffix("/service-sheet")).every("a")]
    assert f"{path}/{garden}" in [one.get("href") for one in worker.get(f"{path}?find=gardne").every("a")]
    page = worker.get(f"{path}/{garden}")
    assert "Safe to take home?" in page.words
    assert "01632 960 011" in page.words
    assert "Ravi" not in page.words
    assert "Nobody has asked there. Ring and check before you print it." in page.words
    save = next(f.get("action") or "" for f in page.every("form") if "/save" in (f.get("action") or ""))
    refused = worker.client.post(save, data={**page.fields(save), "safe": ""})
    assert refused.status_code >= 400, "nobody said whether it is safe to take"
    done = worker.client.post(save, data={**page.fields(save), "safe": "yes"})
    assert (done.mimetype, done.data[:5]) == ("application/pdf", b"%PDF-")
    assert left(house) == [("service-sheet", Way.SAVED, garden)]
    assert GARDEN.name in worker.get(path.replace("service-sheet", "printed")).words
    with open_session(house.settings, house.vault) as (session, _actor):
        assert "print" in session.scalars(select(ReadEntry.kind)).all()


def test_what_changed_since_it_was_looked_at_does_not_leave(house: House, garden: uuid.UUID) -> None:
    worker, path = house.worker, f"{path_of(house)}/{garden}"
    page = worker.get(path)
    save = next(f.get("action") or "" for f in page.every("form") if "/save" in (f.get("action") or ""))
    worker.fill(f"/services/{garden}/change", {"phone": "", "contact_phone": "01632 960 044"})
    answer = worker.client.post(save, data={**page.fields(save), "safe": "yes"})
    assert answer.status_code == 409
    assert "01632 960 044" in answer.get_data(as_text=True)
    other = path_of(house, 1)
    crossed = worker.client.post(f"{other}/{garden}/save", data={**page.fields(save), "safe": "yes"})
    assert crossed.status_code == 409, "the fingerprint is of another person"
    assert left(house) == []


def test_it_can_wait_for_the_office_printer_with_its_name(house: House, garden: uuid.UUID) -> None:
    worker, path = house.worker, f"{path_of(house)}/{garden}"
    page = worker.get(path)
    out = next(f.get("action") or "" for f in page.every("form") if "/out" in (f.get("action") or ""))
    worker.client.post(out, data={**page.fields(out), "safe": "yes", "way": "waiting"})
    assert left(house) == [("service-sheet", Way.WAITING, garden)]
    assert f"A group for you: {GARDEN.name}" in worker.get("/prints/").words
    stop(house, garden)
    assert "do not use" in worker.get("/prints/").words


def test_a_service_that_is_not_used_is_not_printed(house: House, garden: uuid.UUID) -> None:
    stop(house, garden)
    worker, path = house.worker, path_of(house)
    page = worker.get(path)
    assert "It is not printed." in page.words
    assert f"{path}/{garden}" not in [one.get("href") for one in page.every("a")]
    for end in ("", "/words", "/page/1.png"):
        answer = worker.client.get(f"{path}/{garden}{end}")
        assert answer.status_code == 422
        assert "Nothing was printed." in answer.get_data(as_text=True)


def test_words_are_kept_for_this_service_and_person_alone(house: House, garden: uuid.UUID) -> None:
    worker, path = house.worker, f"{path_of(house)}/{garden}"
    page = worker.fill(f"{path}/words", {"say": "I like flowers.", "words": "Bring boots."})
    assert "I like flowers." in page.words
    assert "Bring boots." in page.words
    assert worker.get(f"{path}/words").fields()["say"] == "I like flowers."
    with open_session(house.settings, house.vault) as (session, _actor):
        choir = next(each.id for each in queries.services(session) if each.name == "Choir")
    assert "Bring boots." not in worker.get(f"{path_of(house)}/{choir}").words
    assert "Bring boots." not in worker.get(f"{path_of(house, 1)}/{garden}").words
    worker.fill(f"{path}/words", {"say": "x" * 601}, expect=422)


def test_strangers_the_dead_and_an_empty_directory(house: House) -> None:
    worker, path = house.worker, path_of(house)
    assert "Choose a service" in worker.get(path).words
    assert worker.client.get(f"{path}/{uuid.UUID(int=1)}").status_code == 404
    assert worker.client.get(f"/clients/{uuid.UUID(int=1)}/service-sheet").status_code == 404
    assert worker.client.get(path.replace("service-sheet", "prints/service-sheet")).status_code == 422
    client = house.ids(Client)[0]
    with open_session(house.settings, house.vault) as (session, actor):
        today = house.vault.clock.now().astimezone().date()
        note_death(session, actor, NoteDeath(client, client_record(session, client).version, today, "Family"))
    answer = worker.client.get(path)
    assert answer.status_code == 422
    assert re.search("died", answer.get_data(as_text=True))


def test_the_file_of_a_record_says_which_service(house: House, garden: uuid.UUID) -> None:
    worker, path = house.worker, f"{path_of(house)}/{garden}"
    with open_session(house.settings, house.vault) as (session, actor):
        service.note_checked(session, actor, NoteChecked(garden, 1))
    page = worker.get(path)
    assert "Ring and check" not in page.words
    save = next(f.get("action") or "" for f in page.every("form") if "/save" in (f.get("action") or ""))
    worker.client.post(save, data={**page.fields(save), "safe": "yes"})
    with open_session(house.settings, house.vault) as (session, _actor):
        row = session.scalars(select(PrintOut).where(PrintOut.service_id.is_not(None))).one()
        assert print_record(row).service_id == garden
    prints = next(table for table in TABLES if table.name == "prints")
    assert "service_id" in prints.header
