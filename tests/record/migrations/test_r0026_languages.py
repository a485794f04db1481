"""The revision of languages takes its own table and columns away; talks and answers stay as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from linkdesk.assessments.models import Answer
from linkdesk.assessments.models import Assessment
from linkdesk.organisation.languages.queries import languages_on
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.record import migrate
from linkdesk.record.session import unit_of_work
from tests.exchange import record

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from linkdesk.record.session import Actor

BEFORE = "0025"


def test_talks_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    record.start(session, actor)
    record.whole_client(session, actor)
    switch_language(session, actor, SwitchLanguage("ur", 0, on=True))
    with unit_of_work(session, actor, "mark") as work:
        for talk in work.session.query(Assessment):
            talk.unchecked_words = True
        for answer in work.session.query(Answer):
            answer.question_said = "کیا؟"
    shown = sorted(answer.question_shown for answer in session.query(Answer))
    session.close()
    migrate.downgrade(engine, BEFORE)
    migrate.upgrade(engine)
    with Session(engine) as again:
        assert sorted(answer.question_shown for answer in again.query(Answer)) == shown
        assert shown
        assert {answer.question_said for answer in again.query(Answer)} == {""}
        assert {talk.unchecked_words for talk in again.query(Assessment)} == {False}
        assert languages_on(again, actor.organisation_id) == ()
