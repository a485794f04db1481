"""Hostile words in every field of a drop-in and of its session."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from linkdesk.contacts.dropins.rules import LIMITS
from linkdesk.contacts.dropins.rules import VENUE_LENGTH
from linkdesk.contacts.dropins.rules import NoteDropIn
from linkdesk.contacts.dropins.rules import NoteSession
from linkdesk.contacts.dropins.service import note_drop_in
from linkdesk.contacts.dropins.service import note_session

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.safety.ink import Ink


def write_drop_ins(session: Session, actor: Actor, ink: Ink, on: date) -> dict[str, list[uuid.UUID]]:
    """Let somebody without a name drop in at a place of their own, with a note about the session; return the ids."""
    said = NoteDropIn(
        drop_in_id=uuid.uuid4(),
        on=on,
        venue=ink("drop_in_session.venue", VENUE_LENGTH),
        asked=ink.text("drop_in.asked", LIMITS.text),
        given=ink.text("drop_in.given", LIMITS.text),
        signposted=ink.text("drop_in.signposted", LIMITS.text),
        minutes=5,
        urgent=True,
    )
    place = note_drop_in(session, actor, said)
    words = ink.text("drop_in_session.words", LIMITS.text)
    note_session(session, actor, NoteSession(drop_in_session_id=place, words=words, version=1))
    return {"drop_in_id": [said.drop_in_id], "drop_in_session_id": [place]}
