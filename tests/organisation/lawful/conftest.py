"""The page of the lawful basis over a new vault with its service and worker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from linkdesk.organisation import routes as organisation
from linkdesk.organisation.lawful import routes
from linkdesk.team import routes as team
from linkdesk.vault.lock import Vault
from linkdesk.web import drafts
from tests.pages import Worker
from tests.small_app import furnish
from tests.small_app import open_vault
from tests.small_app import small_app

if TYPE_CHECKING:
    from flask import Flask

    from linkdesk.settings import Settings
    from tests.conftest import FakeClock


@pytest.fixture
def vault(settings: Settings, clock: FakeClock) -> Iterator[Vault]:
    made = open_vault(settings, clock)
    yield made
    made.lock()


@pytest.fixture
def app(settings: Settings, vault: Vault) -> Flask:
    made = small_app(settings, vault, organisation.blueprint, routes.blueprint, team.blueprint, drafts.blueprint)
    furnish(made)
    return made


@pytest.fixture
def worker(app: Flask) -> Worker:
    return Worker(app.test_client())
