"""Reading drop-ins: in their order, the sessions of a time, the venue of late first."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from linkdesk.contacts.dropins import queries
from linkdesk.contacts.dropins.service import note_drop_in
from linkdesk.record.errors import NotFound
from tests.contacts.dropins.test_service import dropped
from tests.episodes.conftest import TODAY

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

EARLIER = TODAY.replace(day=2)


def test_sessions_and_venues_are_read_newest_first(session: Session, actor: Actor) -> None:
    old = note_drop_in(session, actor, dropped(1, on=EARLIER, venue="Hall"))
    new = note_drop_in(session, actor, dropped(2))
    note_drop_in(session, actor, dropped(3, asked="Second"))
    assert [each.id for each in queries.sessions_between(session, EARLIER, TODAY)] == [new, old]
    assert [each.id for each in queries.sessions_between(session, EARLIER, EARLIER)] == [old]
    assert queries.venues(session, actor) == ("Library", "Hall")
    assert [each.asked for each in queries.drop_ins_of(session, new)] == ["Bus pass", "Second"]


def test_what_is_not_there_is_not_found(session: Session, actor: Actor) -> None:
    assert queries.venues(session, actor) == ()
    for read in (queries.drop_in_record, queries.session_record):
        with pytest.raises(NotFound):
            read(session, uuid.UUID(int=9))
