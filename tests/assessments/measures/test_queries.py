"""What was noted comes back with the newest first, each person's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.assessments.measures.queries import held_scores_of
from linkdesk.assessments.measures.queries import hows
from linkdesk.assessments.measures.queries import not_asked_of
from linkdesk.assessments.measures.queries import not_asked_people
from linkdesk.assessments.measures.rules import NotAskedReason
from linkdesk.assessments.measures.service import note_held_score
from linkdesk.assessments.measures.service import note_not_asked
from linkdesk.clients.service import add_client
from tests.assessments.measures.test_service import held
from tests.assessments.measures.test_service import skip
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_the_newest_stand_first_and_only_their_own(session: Session, actor: Actor, client_id: UUID) -> None:
    other = add_client(session, actor, people.new_client(family_name="Other"))
    days = [date(2026, 1, day) for day in (2, 5, 3)]
    for day in days:
        note_not_asked(session, actor, skip(client_id, happened_on=day))
        note_held_score(session, actor, held(client_id, taken_on=day))
    newest = sorted(days, reverse=True)
    assert [each.happened_on for each in not_asked_of(session, client_id)] == newest
    assert [each.taken_on for each in held_scores_of(session, client_id)] == newest
    assert len(not_asked_of(session, client_id, 2)) == 2
    assert not_asked_of(session, other) == ()
    assert held_scores_of(session, other) == ()
    assert hows(session, [client_id]) == {}


def test_a_person_who_was_not_asked_twice_counts_once(session: Session, actor: Actor, client_id: UUID) -> None:
    other = add_client(session, actor, people.new_client(family_name="Other"))
    for client in (client_id, client_id, other):
        note_not_asked(session, actor, skip(client))
    assert not_asked_people(session) == (("How you feel about your life", NotAskedReason.UPSET, 2),)
