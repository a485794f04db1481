"""The idle clock of a page: asking is not activity, a page is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from flask import Flask

from linkdesk.settings import resources
from linkdesk.web import presence
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.testing import FlaskClient


class State(Enum):
    """As the vault says."""

    OPEN = 1
    CURTAINED = 2


@dataclass(frozen=True)
class Form:
    """The form in the client's hands."""

    assessment_id: UUID


class Vault:
    """Counts."""

    def __init__(self) -> None:
        self.state = State.OPEN
        self.touched = 0
        self.client_mode: Form | None = None
        self.worker_id = UUID(int=1)
        self.turn = 1

    def touch(self) -> None:
        self.touched += 1


@pytest.fixture
def vault() -> Vault:
    return Vault()


@pytest.fixture
def window(vault: Vault) -> FlaskClient:
    app = Flask("tiny", static_folder=str(resources() / "static"))
    app.add_url_rule("/", view_func=lambda: "Today")
    app.extensions["vault"] = vault
    app.register_blueprint(presence.blueprint)
    return app.test_client()


def test_asking_for_the_state_is_not_activity(window: FlaskClient, vault: Vault) -> None:
    assert window.get("/status").json == {"state": "OPEN", "turn": 1}
    vault.state = State.CURTAINED
    assert window.get("/status").json == {"state": "CURTAINED", "turn": 1}
    window.get("/static/js/boot.js").close()
    window.get("/nowhere")
    assert vault.touched == 0


def test_page_and_word_of_a_person_are_activity(window: FlaskClient, vault: Vault) -> None:
    window.get("/")
    assert vault.touched == 1
    assert window.post("/touch", json={}).json == {"state": "OPEN"}
    assert vault.touched > 1


def test_a_page_leads_back_to_today_or_to_the_questions_in_the_clients_hands(window: FlaskClient, vault: Vault) -> None:
    with window.application.app_context():
        assert presence.front_page() == "/"
        vault.client_mode = Form(UUID(int=7))
        assert presence.front_page() == f"/assessments/{UUID(int=7)}/talk"


def test_a_lifted_lock_leads_back_to_the_last_page_of_the_same_worker(window: FlaskClient, vault: Vault) -> None:
    app = window.application
    shown = access(Access.OPEN)(lambda: "Page")
    app.add_url_rule("/clients/new", "new", shown, methods=["GET", "POST"])
    app.add_url_rule("/clients/other", "other", access(Access.OPEN)(lambda: "Page"))
    app.add_url_rule("/help", "help", access(Access.ALWAYS)(lambda: "Help"))
    app.add_url_rule("/list", "list", access(Access.OPEN)(lambda: "What a script asked for"))
    app.add_url_rule("/data", "data", access(Access.OPEN)(lambda: {"found": 1}))
    with app.app_context():
        assert presence.way_back() == "/"
    window.get("/clients/new?q=Example")
    for path in ("/help", "/data", "/nowhere"):
        window.get(path)
    window.get("/list", headers={"Sec-Fetch-Dest": "empty"})
    vault.state = State.CURTAINED
    window.get("/")
    with app.app_context():
        assert presence.way_back() == "/clients/new"
        vault.worker_id = UUID(int=2)
        assert presence.way_back() == "/"
    vault.state = State.OPEN
    window.get("/clients/other")
    with app.app_context():
        assert presence.way_back() == "/clients/other"
        vault.worker_id = UUID(int=1)
        assert presence.way_back() == "/clients/new", "each worker has their own"


def test_while_a_client_has_the_screen_the_way_back_is_the_talk(window: FlaskClient, vault: Vault) -> None:
    app = window.application
    app.add_url_rule("/question", "question", access(Access.CLIENT)(lambda: "Question"))
    vault.client_mode = Form(UUID(int=7))
    window.get("/question")
    with app.app_context():
        assert presence.way_back() == f"/assessments/{UUID(int=7)}/talk"
        vault.client_mode = None
        assert presence.way_back() == f"/assessments/{UUID(int=7)}"
