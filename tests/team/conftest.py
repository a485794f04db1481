"""A worker at the pages of the organisation and the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.organisation import routes as organisation
from linkdesk.team import routes as team
from tests.pages import Worker
from tests.small_app import open_vault
from tests.small_app import small_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from linkdesk.settings import Settings
    from linkdesk.vault.lock import Vault
    from tests.conftest import FakeClock


@pytest.fixture
def vault(settings: Settings, clock: FakeClock) -> Iterator[Vault]:
    made = open_vault(settings, clock)
    yield made
    made.lock()


@pytest.fixture
def app(settings: Settings, vault: Vault) -> Flask:
    return small_app(settings, vault, organisation.blueprint, *team.blueprints)


@pytest.fixture
def worker(app: Flask) -> Worker:
    return Worker(app.test_client())
