"""Reading what is written about a person."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from linkdesk.clients.about.queries import about_of
from linkdesk.clients.about.rules import AboutRecord

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_nothing_written_is_an_empty_record(session: Session) -> None:
    assert about_of(session, uuid.UUID(int=5)) == AboutRecord(client_id=uuid.UUID(int=5))
