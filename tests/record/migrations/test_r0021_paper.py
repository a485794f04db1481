"""Revision 0021 brings the day of a paper form; talks stay, up and down."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.queries import assessment_record
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
    paper = StartAssessment(client, ONS4, Setting.PAPER, paper_on=date(2026, 11, 1))
    talk = start_assessment(session, actor, paper)
    session.close()
    migrate.downgrade(engine, "0020")
    assert "paper_on" not in {column["name"] for column in inspect(engine).get_columns("assessment")}
    migrate.upgrade(engine)
    found = assessment_record(session, talk)
    assert (found.client_id, found.paper_on, found.setting) == (client, None, Setting.WORKER)
