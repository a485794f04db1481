"""A client on record, for the tests of episodes."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from linkdesk.clients.rules import AddClient
from linkdesk.clients.service import add_client
from linkdesk.episodes.choices import Source
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.record.session import Actor

TODAY = date(2026, 11, 25)


@pytest.fixture
def client_id(session: Session, actor: Actor) -> uuid.UUID:
    person = AddClient(given_name="Ann", family_name="Example", birth_date=date(1956, 3, 27), gp_practice_code="X99901")
    return add_client(session, actor, person)


def referral(client_id: uuid.UUID, **more: Any) -> ReceiveReferral:
    """Return a referral by a GP, with everything that the standard wants."""
    given: dict[str, Any] = {
        "source": Source.GP,
        "received_on": TODAY,
        "referrer_name": "Dr Practice",
        "referrer_organisation": "Practice Surgery One",
        "referrer_contact": "01632 960 002",
        "reason": "Lonely since the move",
    }
    return ReceiveReferral(client_id=client_id, **given | more)
