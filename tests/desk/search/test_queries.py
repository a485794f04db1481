"""One search: persons first, then notes, each with the reason."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING

from linkdesk.assessments import library
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.service import add_client
from linkdesk.desk.search.queries import search
from linkdesk.episodes.choices import Source
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.service import receive_referral
from linkdesk.record.session import Actor
from tests.data import people

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def found(session: Session, actor: Actor, words: str) -> list[tuple[str, str]]:
    return [(row.full_name, row.why) for row in search(session, actor, words, NOW).rows]


def tell(session: Session, actor: Actor, client_id: UUID, words: str) -> None:
    talk = start_assessment(session, actor, StartAssessment(client_id, library.WHAT_MATTERS, Setting.WORKER))
    give_answer(session, actor, GiveAnswer(talk, "matters-words", words))


def test_names_come_before_notes_and_each_says_why(session: Session, actor: Actor) -> None:
    add_client(session, actor, people.new_client(1, given_name="Mae", family_name="Gardener", title=""))
    gardens = add_client(session, actor, people.new_client(2, title=""))
    tell(session, actor, gardens, "I love my garden.")
    assert found(session, actor, "garden") == [("Mae Gardener", ""), ("Łukasz O’Testly", "in an answer of 25 November")]
    assert found(session, actor, "love gard") == [("Łukasz O’Testly", "in an answer of 25 November")]
    assert found(session, actor, "gardner") == [("Mae Gardener", "similar spelling")]
    assert found(session, actor, "nothing of the kind") == found(session, actor, "%") == found(session, actor, "") == []


def test_the_own_caseload_comes_first_among_equals(session: Session, actor: Actor) -> None:
    other = Actor(worker_id=people.client(9).id, organisation_id=actor.organisation_id)
    first = add_client(session, actor, people.new_client(1, given_name="Ann", family_name="Abel", title=""))
    second = add_client(session, actor, people.new_client(2, given_name="Ann", family_name="Brook", title=""))
    for client_id, worker in ((first, other), (second, actor)):
        referral = ReceiveReferral(
            client_id=client_id, worker_id=worker.worker_id, source=Source.SELF, received_on=date(2026, 11, 24)
        )
        receive_referral(session, worker, referral)
    assert [name for name, _ in found(session, actor, "ann")] == ["Ann Brook", "Ann Abel"]
    assert [name for name, _ in found(session, other, "ann")] == ["Ann Abel", "Ann Brook"]


def test_only_the_best_are_shown_and_all_are_counted(session: Session, actor: Actor) -> None:
    for number in range(4):
        add_client(session, actor, people.new_client(number, family_name="Same"))
    page = search(session, actor, "same", NOW, most=3)
    assert (len(page.rows), page.total, page.words) == (3, 4, "4 clients found, the best 3 are shown")
