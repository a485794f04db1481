"""Which meetings are booked with a person: those of Before you go, of a referral and with a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.connections.models import Connection
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import State
from linkdesk.printing.parting.moving.queries import booked_with
from linkdesk.printing.parting.moving.queries import meeting_of
from linkdesk.printing.parting.moving.rules import Source
from linkdesk.printing.parting.moving.service import change_meeting
from linkdesk.record.errors import NotFound
from linkdesk.record.session import unit_of_work
from tests.printing.parting.moving.test_service import LATER
from tests.printing.parting.moving.test_service import off
from tests.printing.parting.moving.test_service import person  # noqa: F401 - a fixture
from tests.printing.parting.test_service import TODAY

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.printing.given.test_service import Person


def test_a_visit_together_to_a_service(session: Session, actor: Actor, person: Person) -> None:  # noqa: F811
    with unit_of_work(session, actor, "start_connection") as work:
        row = Connection(
            id=work.new_id(),
            client_id=person.id,
            service_name="Choir",
            organization="",
            to_name="",
            contact="",
            kind=Kind.ACCOMPANY,
            reason="",
            who_does="",
            visit_on=LATER,
            visit_time="",
            visit_place="Hall",
            feedback="",
            state=State.SENT,
            since=TODAY,
        )
        work.session.add(row)
    booked = next(each for each in booked_with(session, person.id, TODAY) if each.source is Source.TOGETHER)
    assert booked.words == "You go along to Choir"
    change_meeting(session, actor, off(booked))
    assert [each.source for each in booked_with(session, person.id, TODAY)] == [Source.AGREED]
    with unit_of_work(session, actor, "keep_connection") as work:
        kept = work.session.get_one(Connection, row.id)
        kept.kind, kept.visit_on = Kind.SIGNPOST, LATER
    with pytest.raises(NotFound):
        meeting_of(session, person.id, Source.TOGETHER, row.id)
