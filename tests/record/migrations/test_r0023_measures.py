"""Revision 0023 brings how talks ran, what was not asked and totals held elsewhere; talks stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.measures.rules import Mode
from linkdesk.assessments.measures.rules import SaveHow
from linkdesk.assessments.measures.rules import conducted
from linkdesk.assessments.measures.service import save_how
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
    talk = start_assessment(session, actor, StartAssessment(client, ONS4, Setting.WORKER))
    save_how(session, actor, SaveHow(assessment_id=talk, mode=Mode.PHONE, pictures=False))
    session.close()
    migrate.downgrade(engine, "0022")
    assert not {"assessment_how", "not_asked", "held_score"} & set(inspect(engine).get_table_names())
    migrate.upgrade(engine)
    found = assessment_record(session, talk)
    assert (found.client_id, conducted(found).mode) == (client, Mode.WORKER)
