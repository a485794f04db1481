"""A client and a talk to work with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.service import add_client
from linkdesk.organisation.rules import StartOrganisation
from linkdesk.organisation.service import start_organisation
from linkdesk.settings import Settings
from linkdesk.team.rules import StartWorker
from linkdesk.team.service import start_worker
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.lock import Vault
from linkdesk.web.database import current_actor
from linkdesk.web.database import db
from linkdesk.web.database import session as pages_session
from tests.conftest import FakeClock
from tests.data import people
from tests.newest import hashed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


@pytest.fixture
def client_id(session: Session, actor: Actor) -> UUID:
    return add_client(session, actor, people.new_client())


@pytest.fixture
def talk_id(session: Session, actor: Actor, client_id: UUID) -> UUID:
    return start_assessment(session, actor, StartAssessment(client_id, WHAT_MATTERS, Setting.CLIENT))


CODE = "2468"


@pytest.fixture
def vault(settings: Settings, clock: FakeClock) -> Vault:
    """An open vault; the application is imported first, so that every table is known."""
    from linkdesk import application

    assert application.ROOMS
    made = Vault(settings, clock)
    made.create("Robin Tester", "gravel-orbit-thimble-lantern-mosaic", RecoveryKey(b"0123456789abcdef"))
    return made


@pytest.fixture
def app(settings: Settings, vault: Vault) -> Iterator[Flask]:
    """The whole of LinkDesk over that vault, with a worker who has a short code."""
    from linkdesk.application import create_app

    made = create_app(settings, vault)
    made.config["WTF_CSRF_ENABLED"] = False
    with made.app_context():
        start_organisation(pages_session(), current_actor(), StartOrganisation("Hill Road", "01632 960 100", {}))
        worker = StartWorker("Robin Tester", "Link worker", "01632 960001", "", hashed(CODE))
        start_worker(pages_session(), current_actor(), worker)
        vault.set_code(worker.code_hash)
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def site(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def person(app: Flask) -> UUID:
    """A client in the vault behind the pages."""
    return add_client(pages_session(), current_actor(), people.new_client())


@pytest.fixture
def talking(app: Flask, person: UUID) -> UUID:
    """A talk about what matters, started by the worker."""
    command = StartAssessment(person, WHAT_MATTERS, Setting.CLIENT)
    return start_assessment(pages_session(), current_actor(), command)
