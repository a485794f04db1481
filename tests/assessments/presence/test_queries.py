"""Reading who was here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence.queries import presences
from linkdesk.assessments.queries import assessments_of
from linkdesk.assessments.queries import is_to_be_said
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_each_talk_has_its_own_and_an_old_one_has_none(
    session: Session, actor: Actor, client_id: UUID, talk_id: UUID
) -> None:
    us, open_one = (
        start_assessment(session, actor, StartAssessment(client_id, ONS4, Setting.WORKER, presence=words))
        for words in (rules.ONLY_US, rules.TO_BE_SAID)
    )
    found = presences(session, [talk_id, us, open_one])
    assert {talk: each.is_open for talk, each in found.items()} == {us: False, open_one: True}
    assert [is_to_be_said(session, talk) for talk in (talk_id, us, open_one)] == [False, False, True]
    by_id = {each.id: each.presence for each in assessments_of(session, client_id)}
    assert by_id == {talk_id: None, us: found[us], open_one: found[open_one]}
