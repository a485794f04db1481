"""A client with a referral, for the tests of contacts."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.contacts.rules import NoteContact
from linkdesk.episodes.service import receive_referral
from linkdesk.record.session import Actor
from tests.episodes.conftest import TODAY
from tests.episodes.conftest import referral


@pytest.fixture
def person(session: Session, actor: Actor) -> uuid.UUID:
    """Somebody who was referred on the first of the month."""
    born = AddClient(given_name="Ann", family_name="Example", birth_date=date(1956, 3, 27), gp_practice_code="X99901")
    client = add_client(session, actor, born)
    receive_referral(session, actor, referral(client, received_on=TODAY.replace(day=1)))
    return client


def note(client: uuid.UUID, **more: Any) -> NoteContact:
    """Return a phone call of today."""
    return NoteContact(**{"client_id": client, "on": TODAY, "words": "Rang about the choir", **more})
