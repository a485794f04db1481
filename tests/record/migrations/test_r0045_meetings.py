"""Revision 0045 keeps for which day a meeting was booked; contacts stay, up and down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from linkdesk.contacts.queries import contacts_of
from linkdesk.contacts.rules import Attendance
from linkdesk.contacts.service import write_contact
from linkdesk.record import migrate
from linkdesk.record.session import unit_of_work
from tests.contacts.conftest import note
from tests.contacts.conftest import person  # noqa: F401 - a fixture

if TYPE_CHECKING:
    import uuid

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_contacts_stay_when_it_goes_down_and_up(
    engine: Engine,
    session: Session,
    actor: Actor,
    person: uuid.UUID,  # noqa: F811 - the fixture
) -> None:
    with unit_of_work(session, actor, "call_off_meeting") as work:
        write_contact(work, note(person, attendance=Attendance.THEY_CANCELLED), meeting_on=date(2040, 1, 2))
    (before,) = contacts_of(session, person)
    session.close()
    migrate.downgrade(engine, "0044")
    migrate.upgrade(engine)
    assert contacts_of(session, person) == (replace(before, meeting_on=None),)
