"""Which talks a client had on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.reading.queries import readings
from linkdesk.assessments.reading.service import hand_over
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_only_talks_on_the_screen_are_to_be_read(
    session: Session, actor: Actor, client_id: UUID, talk_id: UUID
) -> None:
    other = start_assessment(session, actor, StartAssessment(client_id, ONS4, Setting.WORKER))
    assert readings(session, [talk_id, other]) == {}
    hand_over(session, actor, talk_id)
    found = readings(session, [talk_id, other])
    assert list(found) == [talk_id]
    assert found[talk_id].is_due
