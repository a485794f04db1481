"""People, services and yeses for the tests of connections."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.clients.service import add_client
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import RecordDecisions
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.connections.queries import connection_record
from linkdesk.connections.queries import recipient
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import NoteState
from linkdesk.connections.rules import StartConnection
from linkdesk.connections.service import note_state
from linkdesk.connections.service import start_connection
from linkdesk.record.session import doors_of
from linkdesk.services.service import add_service
from tests.data import people
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.connections.rules import ConnectionRecord
    from linkdesk.record.session import Actor

TODAY = date(2026, 11, 25)
"""The day of the tests' clock."""


def person(session: Session, actor: Actor, **more: Any) -> uuid.UUID:
    """Return an invented person on record."""
    return add_client(session, actor, replace(people.new_client(), **more))


def garden(session: Session, actor: Actor, **more: Any) -> uuid.UUID:
    """Return a service of the directory."""
    return add_service(session, actor, replace(GARDEN, **more))


def say_yes(session: Session, actor: Actor, client_id: uuid.UUID, name: str = GARDEN.name) -> None:
    """Let a person say yes to sharing with a service."""
    told = RecordDecisions(
        client_id=client_id,
        seen=0,
        answers=(AnswerTo(recipient(name), Answer.GIVEN),),
        how=How.SPOKEN,
        asked_on=doors_of(session).clock.now().astimezone().date(),
        asked_by="Robin",
    )
    record_decisions(session, actor, told)


def begin(session: Session, actor: Actor, client_id: uuid.UUID, **more: Any) -> uuid.UUID:
    """Return a connection, a signpost unless it is said otherwise."""
    given: dict[str, Any] = {"kind": Kind.SIGNPOST, "on": TODAY, "service_name": "Hill Choir"}
    return start_connection(session, actor, StartConnection(client_id=client_id, **given | more))


def press(  # a test says which button and on which day
    session: Session, actor: Actor, kept: ConnectionRecord, button: str, on: date = TODAY, note: str = ""
) -> ConnectionRecord:
    """Press a button of a connection; return it as it is then."""
    note_state(session, actor, NoteState(kept.client_id, kept.id, kept.seen, button, on, note))
    return connection_record(session, kept.client_id, kept.id)
