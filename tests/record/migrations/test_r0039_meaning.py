"""Revision 0039 keeps what own words mean in English; the answers stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from linkdesk.assessments.queries import assessments_of
from linkdesk.record import migrate
from tests.exchange import record

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from linkdesk.record.session import Actor


def test_answers_stay_and_nobody_said_what_they_mean(engine: Engine, session: Session, actor: Actor) -> None:
    record.start(session, actor)
    client_id = record.whole_client(session, actor)
    talks = assessments_of(session, client_id)
    assert any(talk.answers for talk in talks)
    session.close()
    migrate.downgrade(engine, "0038")
    with engine.connect() as connection:
        names = {column["name"] for column in inspect(connection).get_columns("assessment_answer")}
        assert not names & {"meaning", "meaning_by"}
    migrate.upgrade(engine)
    with Session(engine) as again:
        assert assessments_of(again, client_id) == talks
        assert {answer.meaning for talk in talks for answer in talk.answers} == {""}
