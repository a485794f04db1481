"""The diary holds what is booked for the worker's own people and nobody else's, each where it was written down."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.contacts.dropins.service import note_drop_in
from linkdesk.printing.diary.queries import entries
from linkdesk.printing.diary.rules import Kind
from linkdesk.printing.parting.service import end_meeting
from tests.contacts.dropins.test_service import dropped
from tests.printing.given.test_service import agreed
from tests.printing.parting.test_service import FAR
from tests.printing.parting.test_service import NOBODY
from tests.printing.parting.test_service import end

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_a_meeting_that_was_agreed_stands_on_its_day(session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    end_meeting(session, actor, end(person))
    (kept,) = entries(session, actor, FAR, FAR)
    assert (kept.kind, kept.on, kept.time, kept.place) == (Kind.MEETING, FAR, "14:30", "The library")
    assert kept.client_id == person.id
    assert kept.who.split()[-1][0] == kept.initials.split(".")[-2]
    assert entries(session, actor, FAR.replace(day=3), FAR.replace(day=9)) == ()
    assert entries(session, replace(actor, worker_id=NOBODY), FAR, FAR) == ()


def test_a_session_of_drop_ins_is_there_without_anybody(session: Session, actor: Actor) -> None:
    said = dropped(1)
    note_drop_in(session, actor, said)
    (kept,) = entries(session, actor, said.on, said.on)
    assert (kept.kind, kept.place, kept.client_id, kept.initials) == (Kind.SESSION, "Library", None, "")
    assert entries(session, replace(actor, worker_id=uuid.UUID(int=8)), said.on, said.on) == ()
