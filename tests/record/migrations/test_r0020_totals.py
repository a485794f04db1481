"""Revision 0020 brings totals of talks; talks and their answers stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.assessments.library import LONELINESS
from linkdesk.assessments.queries import assessment_record
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_answers_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    talk = start_assessment(session, actor, StartAssessment(client, LONELINESS, Setting.WORKER))
    for link_id in ("companionship", "left-out", "isolated"):
        give_answer(session, actor, GiveAnswer(talk, link_id, "often"))
    finish_assessment(session, actor, talk)
    assert [score.value for score in assessment_record(session, talk).scores] == [9]
    session.close()
    migrate.downgrade(engine, "0019")
    assert "assessment_total" not in inspect(engine).get_table_names()
    migrate.upgrade(engine)
    found = assessment_record(session, talk)
    assert found.scores == ()
    assert [answer.value_text for answer in found.answers][:3] == ["Often"] * 3
