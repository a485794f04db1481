"""A worker at the pages of the clients room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from linkdesk.clients import routes
from linkdesk.vault.lock import Vault
from linkdesk.web import drafts
from linkdesk.web.database import db
from tests.pages import Worker
from tests.small_app import open_vault
from tests.small_app import small_app

if TYPE_CHECKING:
    from linkdesk.settings import Settings
    from tests.conftest import FakeClock


@pytest.fixture
def vault(settings: Settings, clock: FakeClock) -> Iterator[Vault]:
    made = open_vault(settings, clock)
    yield made
    made.lock()


@pytest.fixture
def app(settings: Settings, vault: Vault) -> Flask:
    """The clients room over a new vault, at the newest schema."""
    made = small_app(settings, vault, routes.blueprint, drafts.blueprint)
    made.config["LINKDESK_LIMITS"] = settings.limits
    return made


@pytest.fixture
def store(app: Flask) -> Iterator[Session]:
    """A session of its own on the vault that the pages use."""
    with app.app_context():
        engine = db.engine
    with Session(engine) as made:
        yield made


@pytest.fixture
def worker(app: Flask) -> Worker:
    return Worker(app.test_client())
