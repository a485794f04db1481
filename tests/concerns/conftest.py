"""A team of five and a client, in a store that is read with somebody's eyes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.concerns.choices import Kind
from linkdesk.concerns.rules import RaiseConcern
from linkdesk.record import migrate
from linkdesk.record.session import Actor
from linkdesk.record.session import Doors
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Store
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import Role
from linkdesk.vault.cipher import StoreAccess
from linkdesk.vault.cipher import mark
from tests.conftest import RAW_KEY
from tests.conftest import FakeClock

AUTHOR, LEAD, NAMED, OTHER, BOSS = (uuid.UUID(int=number) for number in (1, 11, 12, 13, 14))
TODAY = date(2026, 11, 25)
TEAM = {
    AUTHOR: ("Ada Author", Role.LINK_WORKER),
    LEAD: ("Lena Lead", Role.SAFEGUARDING_LEAD),
    NAMED: ("Nia Named", Role.LINK_WORKER),
    OTHER: ("Otto Other", Role.LINK_WORKER),
    BOSS: ("Bea Boss", Role.TEAM_LEAD),
}


@dataclass
class Eyes:
    """Who is looking now."""

    worker: uuid.UUID | None = None


@pytest.fixture
def eyes() -> Eyes:
    return Eyes()


@pytest.fixture
def engine(tmp_path: Path, clock: FakeClock, eyes: Eyes) -> Iterator[Engine]:
    """A store whose sessions read with the eyes of a worker."""
    doors = replace(Doors(audit_key=lambda: b"k" * 32, clock=clock), viewer=lambda: eyes.worker)
    made = StoreAccess(tmp_path / "seen.db", lambda: bytearray(RAW_KEY), doors, Store(), create=True).open()
    mark(made)
    migrate.upgrade(made)
    yield made
    made.dispose()


@pytest.fixture
def person(session: Session, actor: Actor) -> uuid.UUID:
    """A client; the team is there too."""
    with unit_of_work(session, actor, "test") as work:
        for worker, (name, role) in TEAM.items():
            given: dict[str, Any] = {"job_title": "", "phone": "", "email": "", "code_hash": None}
            work.session.add(WorkerRow(id=worker, name=name, roles=[str(role)], **given))
    born = AddClient(given_name="Ann", family_name="Example", birth_date=date(1956, 3, 27), gp_practice_code="X99901")
    return add_client(session, actor, born)


def by(actor: Actor, worker: uuid.UUID) -> Actor:
    """Return another worker of the same organisation."""
    return replace(actor, worker_id=worker)


def worry(client: uuid.UUID, **more: Any) -> RaiseConcern:
    """Return a concern of today."""
    given = {"client_id": client, "facts": "A bruise on her arm", "kinds": (Kind.PHYSICAL, Kind.MONEY)}
    return RaiseConcern(**{**given, **more})
