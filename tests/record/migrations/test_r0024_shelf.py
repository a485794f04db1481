"""Revision 0024 brings the shelf of forms; talks with forms of the shelf stay, up and down, as they were shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect

from linkdesk.assessments.queries import assessment_record
from linkdesk.assessments.queries import talk
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.shelf import service
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from linkdesk.record.errors import NotFound
from tests.assessments.shelf import made
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_talks_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    service.use(session, actor, service.bring_in(session, actor, made.package()))
    begun = start_assessment(session, actor, StartAssessment(client, made.URL, Setting.WORKER))
    give_answer(session, actor, GiveAnswer(begun, "why", "For the birds"))
    finish_assessment(session, actor, begun)
    session.close()
    migrate.downgrade(engine, "0023")
    assert not {"shelf_form", "shelf_form_body", "shelf_file", "shelf_file_body"} & set(
        inspect(engine).get_table_names()
    )
    migrate.upgrade(engine)
    found = assessment_record(session, begun)
    assert [answer.value_text for answer in found.answers if answer.answered] == ["For the birds"]
    with pytest.raises(NotFound):
        talk(session, begun)
