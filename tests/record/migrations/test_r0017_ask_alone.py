"""Revision 0017 brings what a talk leaves for when the person is alone; talks stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.presence.rules import TO_BE_SAID
from linkdesk.assessments.presence.scope import left_aside
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
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
    start = StartAssessment(client, WHAT_MATTERS, Setting.WORKER, presence=TO_BE_SAID)
    talk = start_assessment(session, actor, start)
    finish_assessment(session, actor, talk)
    assert len(left_aside(session, talk).questions) == 2
    session.close()
    migrate.downgrade(engine, "0016")
    assert "assessment_aside" not in inspect(engine).get_table_names()
    migrate.upgrade(engine)
    assert left_aside(session, talk).questions == ()
