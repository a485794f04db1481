"""The page that makes a file."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from linkdesk.clients.sharing import routes as sharing_pages
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.exchange import routes
from linkdesk.record.audit import ReadEntry
from linkdesk.vault.lock import Vault
from linkdesk.web.database import db
from tests.clients.sharing import samples
from tests.exchange import record
from tests.pages import Worker
from tests.small_app import actor_of
from tests.small_app import open_vault
from tests.small_app import small_app

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from linkdesk.settings import Settings
    from tests.conftest import FakeClock

PAGE = "/exchange/"
READY = {"whom": "everyone", "kind": "fhir", "for_whom": "own-service", "understood": "y"}
ONE = {**READY, "whom": "one"}


@pytest.fixture
def vault(settings: Settings, clock: FakeClock) -> Iterator[Vault]:
    made = open_vault(settings, clock)
    yield made
    made.lock()


@pytest.fixture
def app(settings: Settings, vault: Vault) -> Flask:
    return small_app(settings, vault, routes.blueprint, sharing_pages.blueprint)


@pytest.fixture
def store(app: Flask) -> Iterator[Session]:
    with app.app_context():
        engine = db.engine
    with Session(engine) as made:
        yield made


@pytest.fixture
def people(store: Session, vault: Vault) -> list[uuid.UUID]:
    """Two clients with whole records: Maryam O’Testly and Zoë O’Testly."""
    record.start(store, actor_of(vault))
    return [record.whole_client(store, actor_of(vault), number) for number in range(2)]


@pytest.fixture
def worker(app: Flask) -> Worker:
    return Worker(app.test_client())


def sent(worker: Worker, words: dict[str, str]) -> TestResponse:
    return worker.client.post(PAGE, data={"csrf_token": worker.token(PAGE), **words})


def names_in(answer: TestResponse) -> set[str]:
    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return set(archive.namelist())


def test_the_page_warns_and_says_what_is_left_out(worker: Worker, people: list[uuid.UUID], store: Session) -> None:
    page = worker.get(PAGE)
    assert "The file is not encrypted." in page.words
    assert "Safeguarding concerns are never in this file." in page.words
    assert "There are 2 clients on the caseload." in page.words
    assert store.query(ReadEntry).count() == 0


def test_everyone_as_a_download(worker: Worker, people: list[uuid.UUID], store: Session) -> None:
    names = names_in(sent(worker, READY))
    assert names == {f"{one}.json" for one in people} | {"manifest.json", "READ-ME.txt"}
    assert [(entry.kind, entry.client_id) for entry in store.query(ReadEntry)] == [("export", None)]


def test_nothing_is_made_without_the_tick(worker: Worker, people: list[uuid.UUID], store: Session) -> None:
    page = worker.post(PAGE, {"kind": "csv"}, expect=422)
    assert "Tick that you know" in page.words
    assert store.query(ReadEntry).count() == 0


def test_an_empty_box_is_not_everyone(worker: Worker, people: list[uuid.UUID], store: Session) -> None:
    page = worker.post(PAGE, {"kind": "csv", "understood": "y"}, expect=422)
    assert "Choose if the file is about one client or everyone." in page.words
    assert store.query(ReadEntry).count() == 0


def test_a_name_is_shown_before_the_file_is_made(worker: Worker, people: list[uuid.UUID], store: Session) -> None:
    answer = sent(worker, {**ONE, "who": "zoe"})
    assert answer.status_code == 303
    where = answer.headers["Location"]
    assert where == f"/exchange/?client={people[1]}&kind=fhir&for=own-service"
    assert store.query(ReadEntry).count() == 0
    page = worker.get(where)
    assert "This file is about Zoë O’Testly , born 2 February 1931, and nobody else." in page.words
    names = names_in(sent(worker, {**page.fields(), "understood": "y"}))
    assert names == {f"{people[1]}.json", "manifest.json", "READ-ME.txt"}


@pytest.mark.parametrize(("who", "said"), [("otestly", "2 clients match."), ("nobody", "Nobody matches.")])
def test_words_must_name_one_client(worker: Worker, people: list[uuid.UUID], who: str, said: str) -> None:
    page = worker.post(PAGE, {**ONE, "who": who}, expect=422)
    assert said in page.words
    assert page.fields()["who"] == who


@pytest.mark.parametrize("client", ["everyone", str(uuid.UUID(int=0xDEAD))])
def test_a_broken_client_never_becomes_everyone(worker: Worker, people: list[uuid.UUID], client: str) -> None:
    worker.get(f"{PAGE}?client={client}", expect=404)
    assert sent(worker, {**READY, "client_id": client}).status_code == 404


def test_in_the_window_the_worker_chooses_the_place(
    app: Flask, worker: Worker, people: list[uuid.UUID], tmp_path: Path
) -> None:
    asked: list[str] = []

    def choose(name: str) -> Path | None:
        asked.append(name)
        return tmp_path / "chosen.zip"

    app.extensions["save_file"] = choose
    page = worker.post(PAGE, READY)
    assert "2 clients written to" in page.words
    assert zipfile.is_zipfile(tmp_path / "chosen.zip")
    assert asked == ["linkdesk-export.zip"]
    again = worker.post(PAGE, READY, expect=422)
    assert "already" in again.words


def test_thinking_better_of_it_makes_nothing(
    app: Flask, worker: Worker, people: list[uuid.UUID], store: Session
) -> None:
    app.extensions["save_file"] = lambda _name: None
    assert sent(worker, READY).status_code == 303
    assert store.query(ReadEntry).count() == 0


def test_an_empty_caseload_is_said_plainly(worker: Worker, store: Session, vault: Vault) -> None:
    record.start(store, actor_of(vault))
    page = worker.post(PAGE, READY, expect=422)
    assert "There is nobody on the caseload yet" in page.words


def test_a_recipient_without_permission_gets_nothing_and_one_sentence(
    worker: Worker, people: list[uuid.UUID], store: Session
) -> None:
    words = {"kind": "csv", "for_whom": "gp", "understood": "y", "client_id": str(people[0])}
    page = worker.post(PAGE, words, expect=422)
    assert "Nobody has asked yet if we may share with their GP. Nothing was written." in page.words
    assert "Not asked: GP, referrer, evaluation." in page.words
    assert store.query(ReadEntry).count() == 0


def test_what_they_said_is_read_before_the_file_is_made(
    worker: Worker, people: list[uuid.UUID], store: Session, vault: Vault
) -> None:
    command = samples.decisions(samples.yes(), client_id=people[0], what="Not the hospital", parts=())
    record_decisions(store, actor_of(vault), command)
    page = worker.get(f"{PAGE}?client={people[0]}&kind=csv&for=gp")
    assert "GP: they said “Not the hospital”" in page.words
    answer = sent(worker, {**page.fields(), "understood": "y"})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        note = archive.read("READ-ME.txt").decode()
    assert "For: Their GP." in note
    assert "Withheld for 1 client, as they did not agree to share it: their plan." in note
    assert "hospital" not in note


def test_a_file_for_a_service_needs_its_name(worker: Worker, people: list[uuid.UUID]) -> None:
    page = worker.post(PAGE, {**READY, "for_whom": "service"}, expect=422)
    assert "Which service is it for? Write its name." in page.words
