"""What is read for an export: the work alone, or all that the tables hold, and nothing cut short."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from linkdesk.clients.about.rules import SaveAbout
from linkdesk.clients.about.service import save_about
from linkdesk.clients.circle.rules import AddPerson
from linkdesk.clients.circle.service import add_person
from linkdesk.clients.queries import client_record
from linkdesk.clients.risks.rules import NoteRisk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.service import note_risk
from linkdesk.clients.sharing import service as decide
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.choices import Outcome
from linkdesk.episodes.choices import Source
from linkdesk.episodes.choices import Way
from linkdesk.episodes.models import EpisodeEvent
from linkdesk.episodes.queries import MOST_EVENTS
from linkdesk.episodes.queries import episode_record
from linkdesk.episodes.rules import NoteAttempt
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.rules import Triage
from linkdesk.episodes.service import note_attempt
from linkdesk.episodes.service import receive_referral
from linkdesk.episodes.service import triage
from linkdesk.episodes.stages import Stage
from linkdesk.exchange import queries
from linkdesk.record.session import unit_of_work
from tests.assessments.sort import samples as sorting
from tests.clients.sharing import samples
from tests.exchange import record

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

DAY = date(2026, 11, 24)


@pytest.fixture
def client_id(session: Session, actor: Actor) -> UUID:
    """A client with something in every room."""
    record.start(session, actor)
    found = record.whole_client(session, actor)
    save_about(session, actor, SaveAbout(client_id=found, version=0, most_important="My cat"))
    add_person(session, actor, AddPerson(client_id=found, name="Ann Sample"))
    note_risk(session, actor, NoteRisk(found, RiskKind.HOME_VISIT, "Dog"))
    decide.add_representative(session, actor, samples.representative(found))
    decide.record_decisions(session, actor, samples.decisions(samples.yes(), client_id=found))
    decide.share_without_permission(session, actor, samples.without(found))
    came = receive_referral(session, actor, ReceiveReferral(client_id=found, source=Source.GP, received_on=DAY))
    version = episode_record(session, found, came).version
    said = Triage(client_id=found, episode_id=came, version=version, decision=Decision.ACCEPTED)
    triage(session, actor, said)
    tried = NoteAttempt(
        client_id=found, episode_id=came, version=version + 1, way=Way.PHONE, outcome=Outcome.NO_ANSWER, on=DAY
    )
    note_attempt(session, actor, tried)
    return found


def test_the_work_alone_is_talks_and_plans(session: Session, client_id: UUID) -> None:
    found = queries.work(session, client_record(session, client_id))
    assert (len(found.assessments), len(found.plans)) == (1, 1)
    assert (found.about, found.risks, found.episodes, found.decisions) == (None, (), (), ())


def test_the_whole_is_everything_with_the_stage_of_today(session: Session, client_id: UUID) -> None:
    found = queries.whole(session, client_record(session, client_id))
    assert found.about is not None
    assert found.about.most_important == "My cat"
    assert [each.name for each in found.people] == ["Ann Sample"]
    assert [each.risk for each in found.risks] == ["Dog"]
    assert [each.name for each in found.representatives] == ["Joy Sample"]
    assert (len(found.decisions), len(found.overrides)) == (1, 1)
    (episode,) = found.episodes
    assert found.stages == {episode.id: Stage.KEEP_GOING}  # the talk and the plan of before are the first episode’s
    kinds = [each.kind for each in found.events]
    assert kinds == [EventKind.ATTEMPT, EventKind.ACCEPTED, EventKind.RECEIVED]
    assert (len(found.assessments), len(found.plans)) == (1, 1)


def test_what_pages_cut_short_is_whole_here(session: Session, actor: Actor, client_id: UUID) -> None:
    episode = queries.whole(session, client_record(session, client_id)).episodes[0]
    with unit_of_work(session, actor, "note_attempt") as work:
        for _again in range(MOST_EVENTS):
            work.session.add(
                EpisodeEvent(client_id=client_id, episode_id=episode.id, kind=EventKind.ATTEMPT, on=DAY, words="Again")
            )
    assert len(queries.whole(session, client_record(session, client_id)).events) == MOST_EVENTS + 3


def test_a_picture_sort_goes_wherever_its_answers_go(session: Session, actor: Actor, client_id: UUID) -> None:
    sort = sorting.whole(session, actor, client_id, words="Pay the rent")
    client = client_record(session, client_id)
    for read in (queries.work, queries.whole):
        (found,) = read(session, client).sorts
        assert (found.id, found.words) == (sort, "Pay the rent")
