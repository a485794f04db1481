"""A team of two at one laptop: Robin keeps records apart, Kit is a link worker who is not named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.reach.rules import KeepApart
from linkdesk.clients.reach.service import keep_apart
from linkdesk.team.rules import Role
from tests.furnished import House

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.clients.rules import ClientRecord

KIT = "Kit Practice"
WHY = "Her sister works in this team"


@dataclass
class Team:
    """A house with two workers, and one record that only Robin may look at."""

    house: House
    robin: UUID
    kit: UUID
    client: ClientRecord
    restriction: UUID


@pytest.fixture
def team(house: House) -> Team:
    kit = house.join(KIT, Role.LINK_WORKER)
    with open_session(house.settings, house.vault) as (session, actor):
        client = client_record(session, house.ids(Client)[1])
        restriction = keep_apart(session, actor, KeepApart(client.id, WHY, (actor.worker_id,)))
        return Team(house, actor.worker_id, kit, client, restriction)
