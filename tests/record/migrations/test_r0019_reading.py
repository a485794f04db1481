"""Revision 0019 brings who read what a client wrote; talks stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.queries import assessment_record
from linkdesk.assessments.reading.service import hand_over
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_talks_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    talk = start_assessment(session, actor, StartAssessment(client, ONS4, Setting.CLIENT))
    hand_over(session, actor, talk)
    session.close()
    migrate.downgrade(engine, "0018")
    assert "assessment_reading" not in inspect(engine).get_table_names()
    migrate.upgrade(engine)
    found = assessment_record(session, talk)
    assert (found.client_id, found.reading) == (client, None)
