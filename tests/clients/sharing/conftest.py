"""A worker at the pages of sharing, with one client on record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from linkdesk.clients import routes as clients
from linkdesk.clients.service import add_client
from linkdesk.clients.sharing import routes
from linkdesk.easyread.rest import routes as pause
from linkdesk.vault.lock import Vault
from linkdesk.web import drafts
from linkdesk.web.database import db
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from tests.data import people
from tests.pages import Worker
from tests.small_app import actor_of
from tests.small_app import furnish
from tests.small_app import open_vault
from tests.small_app import small_app

if TYPE_CHECKING:
    from linkdesk.settings import Settings
    from tests.conftest import FakeClock


@access(Access.OPEN)
def _client(client_id: UUID) -> str:
    return str(client_id)


@access(Access.OPEN)
def _print(client_id: UUID, item: str) -> str:
    return f"{client_id} {item}"


@pytest.fixture
def vault(settings: Settings, clock: FakeClock) -> Iterator[Vault]:
    made = open_vault(settings, clock)
    yield made
    made.lock()


@pytest.fixture
def app(settings: Settings, vault: Vault) -> Flask:
    """The pages of sharing over a new vault with its service and worker."""
    made = small_app(settings, vault, clients.blueprint, routes.blueprint, drafts.blueprint, pause.blueprint)
    made.config["LINKDESK_LIMITS"] = settings.limits
    made.add_url_rule("/clients/<uuid:client_id>", "desk.client", _client)
    made.add_url_rule("/clients/<uuid:client_id>/prints/<item>", "client_prints.preview", _print)
    furnish(made)
    return made


@pytest.fixture
def store(app: Flask) -> Iterator[Session]:
    """A session of its own on the vault that the pages use."""
    with app.app_context():
        engine = db.engine
    with Session(engine) as made:
        yield made


@pytest.fixture
def person(store: Session, vault: Vault) -> UUID:
    """A client on record."""
    return add_client(store, actor_of(vault), people.new_client(0))


@pytest.fixture
def worker(app: Flask) -> Worker:
    return Worker(app.test_client())
