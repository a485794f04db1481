"""Hostile words in every field of a connection and of a need that no service fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.connections import rules
from linkdesk.connections.gaps.rules import WORDS_LENGTH
from linkdesk.connections.gaps.rules import Need
from linkdesk.connections.gaps.rules import NoteGap
from linkdesk.connections.gaps.service import note_gap
from linkdesk.connections.queries import connection_record
from linkdesk.connections.rules import Barrier
from linkdesk.connections.rules import KeepWords
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import NoteBarrier
from linkdesk.connections.rules import NoteState
from linkdesk.connections.rules import StartConnection
from linkdesk.connections.service import keep_words
from linkdesk.connections.service import note_barrier
from linkdesk.connections.service import note_state
from linkdesk.connections.service import start_connection
from linkdesk.record.session import doors_of

if TYPE_CHECKING:
    import uuid

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.safety.ink import Ink


def write_connections(
    session: Session, actor: Actor, ink: Ink, client: uuid.UUID, service_id: uuid.UUID
) -> dict[str, list[uuid.UUID]]:
    """Bring somebody to a service of the directory and to one by name, with what became of it; return the ids."""
    today = doors_of(session).clock.now().astimezone().date()
    start_connection(
        session, actor, StartConnection(client_id=client, kind=Kind.ACCOMPANY, on=today, service_id=service_id)
    )
    made = start_connection(
        session,
        actor,
        StartConnection(
            client_id=client,
            kind=Kind.SIGNPOST,
            on=today,
            service_name=ink("connection.service_name", rules.NAME_LENGTH),
            reason=ink("connection.reason", rules.REASON_LENGTH),
        ),
    )
    note = NoteState(client, made, 1, "waiting", today, ink("connection_event.note", rules.NOTE_LENGTH))
    note_state(session, actor, note)
    kept = connection_record(session, client, made)
    words = KeepWords(
        client_id=client,
        connection_id=made,
        version=kept.version,
        who_does=ink.text("connection.who_does", rules.LIMITS.text),
        visit_on=today,
        visit_time="14:30",
        visit_place=ink("connection.visit_place", rules.PLACE_LENGTH),
        feedback=ink.text("connection.feedback", rules.LIMITS.text),
    )
    keep_words(session, actor, words)
    stands = NoteBarrier(client, made, Barrier.OTHER, ink("connection_barrier.words", rules.LIMITS.line))
    barriers = [note_barrier(session, actor, stands)]
    solved = ink("connection_barrier.solved", rules.LIMITS.line)
    barriers.append(note_barrier(session, actor, NoteBarrier(client, made, Barrier.COST, solved=solved)))
    gap = note_gap(session, actor, NoteGap(client, Need.OTHER, words=ink("unmet_need.words", WORDS_LENGTH)))
    return {"connection_id": [made], "barrier_id": barriers, "unmet_need_id": [gap]}
