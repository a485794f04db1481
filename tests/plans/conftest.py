"""A worker, a service and a client, as first start and the caseload leave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.clients.service import add_client
from linkdesk.organisation.rules import StartOrganisation
from linkdesk.organisation.service import start_organisation
from linkdesk.team.rules import StartWorker
from linkdesk.team.service import start_worker
from tests.data import people
from tests.plans.site import Site
from tests.plans.site import open_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.settings import Settings
    from tests.conftest import FakeClock


@pytest.fixture
def client_id(session: Session, actor: Actor) -> UUID:
    start_organisation(session, actor, StartOrganisation("Hill Road Link Workers", "01632 960 100", {}))
    start_worker(session, actor, StartWorker("Amina Testworker", "Link worker", "01632 960 001", "", b"x" * 48))
    return add_client(session, actor, people.new_client())


@pytest.fixture
def site(settings: Settings, clock: FakeClock) -> Iterator[Site]:
    yield from open_site(settings, clock)
