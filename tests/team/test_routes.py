"""The pages about the worker: first start and Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.team import queries
from linkdesk.vault.lock import State
from linkdesk.web.database import session
from tests.small_app import NAME
from tests.small_app import PASSPHRASE

if TYPE_CHECKING:
    from flask import Flask

    from linkdesk.team.rules import Worker as WorkerRecord
    from linkdesk.vault.lock import Vault
    from tests.pages import Worker

START = {"phone": "01632 960 004", "code": "2580", "code_again": "2580"}


@pytest.fixture
def named(worker: Worker) -> Worker:
    """A vault whose service has its name."""
    worker.fill("/start/organisation", {"name": "Practice Link Workers"})
    return worker


@pytest.fixture
def started(named: Worker) -> Worker:
    named.fill("/start/you", START)
    return named


def kept(app: Flask, vault: Vault) -> WorkerRecord:
    with app.test_request_context():
        return queries.worker(session(), vault.worker_id)


def test_the_name_is_asked_for_once(named: Worker) -> None:
    fields = named.get("/start/you").fields()
    assert (fields["name"], fields["job_title"], fields["code"]) == (NAME, "Link worker", "")


def test_first_start_keeps_the_worker_and_sets_the_code(named: Worker, app: Flask, vault: Vault) -> None:
    page = named.fill("/start/you", START)
    assert page.answer.request.path == "/"
    assert (kept(app, vault).phone, kept(app, vault).has_code) == ("01632 960 004", True)
    assert vault.has_code
    vault.curtain()
    vault.uncover("2580")
    assert vault.state is State.OPEN


def test_first_start_is_asked_once(started: Worker) -> None:
    assert started.get("/start/you").answer.request.path == "/"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Enter your name."),
        ({"code": "1111", "code_again": "1111"}, "Everyone tries that code first."),
        ({"code": "12", "code_again": "12"}, "A short code has 4 to 12 letters or digits."),
        ({"code_again": "2581"}, "The two short codes are not the same."),
        ({"code": "", "code_again": ""}, "Choose a short code."),
        ({"phone": "12"}, "phone number"),
        ({"email": "nobody"}, "Enter an email address"),
    ],
)
def test_a_wrong_start_is_shown_again(named: Worker, wrong: dict[str, str], sentence: str) -> None:
    page = named.fill("/start/you", {**START, **wrong}, expect=422)
    assert sentence in page.words
    assert page.fields()["code"] == "", "a secret is never sent back"


def test_workers_change_their_phone_and_keep_their_code(started: Worker, app: Flask, vault: Vault) -> None:
    started.fill("/settings/you", {"phone": "01632 960 005", "job_title": "Senior link worker"})
    assert (kept(app, vault).phone, kept(app, vault).job_title) == ("01632 960 005", "Senior link worker")
    vault.curtain()
    vault.uncover("2580")


def test_a_new_code_needs_the_passphrase(started: Worker, vault: Vault) -> None:
    new = {"code": "7913", "code_again": "7913"}
    page = started.fill("/settings/you", new, expect=422)
    assert "A new short code needs it." in page.words
    page = started.fill("/settings/you", {**new, "passphrase": "wrong words here now then"}, expect=422)
    assert "That did not open the vault." in page.words
    started.fill("/settings/you", {**new, "passphrase": PASSPHRASE})
    vault.curtain()
    vault.uncover("7913")
    assert vault.state is State.OPEN


def test_a_stale_page_is_refused(started: Worker) -> None:
    stale = started.get("/settings/you").fields()
    started.fill("/settings/you", {"phone": "01632 960 005"})
    answer = started.client.post("/settings/you", data={**stale, "phone": "01632 960 006"})
    assert answer.status_code == 409


def test_the_pages_are_closed_while_locked(started: Worker, vault: Vault) -> None:
    vault.lock()
    for path in ("/settings/you", "/start/you"):
        answer = started.client.get(path)
        assert (answer.status_code, answer.location) == (303, "/unlock")
