"""Laying out cards, putting one on a pile, writing down a paper sort; each with its audit."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import select

from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.queries import assessment_record
from linkdesk.assessments.queries import assessments_of
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.sort import queries
from linkdesk.assessments.sort import service
from linkdesk.assessments.sort.cards import FIRST
from linkdesk.assessments.sort.rules import PaperSort
from linkdesk.assessments.sort.rules import Pile
from linkdesk.assessments.sort.rules import StartSort
from linkdesk.record.audit import AuditEntry
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from tests.assessments.sort import samples

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock


def test_cards_are_laid_out_in_one_unit_of_work(session: Session, actor: Actor, client_id: UUID) -> None:
    sort = samples.start(session, actor, client_id)
    entries = session.scalars(select(AuditEntry).where(AuditEntry.verb == "start_sort")).all()
    assert {entry.table_name for entry in entries} == {"assessment", "assessment_presence", "picture_sort"}
    assert {entry.client_id for entry in entries} == {client_id}
    assert assessment_record(session, sort).setting is Setting.CLIENT


def test_too_few_cards_or_no_client_change_nothing(session: Session, actor: Actor, client_id: UUID) -> None:
    with pytest.raises(RuleBroken, match="at least 3"):
        service.start_sort(session, actor, StartSort(client_id, Setting.CLIENT, ONLY_US, ("home",)))
    with pytest.raises(NotFound):
        service.start_sort(session, actor, StartSort(uuid.uuid4(), Setting.CLIENT, ONLY_US, samples.FOUR))
    assert assessments_of(session, client_id) == ()


def test_every_card_is_kept_at_once_and_the_sort_goes_on(session: Session, actor: Actor, client_id: UUID) -> None:
    sort = samples.start(session, actor, client_id)
    first, second = (place.number for place in queries.sort_board(session, sort).places[:2])
    assert service.put_card(session, actor, queries.sort_board(session, sort), first, Pile.GOOD) == second
    session.expire_all()
    found = queries.sort_board(session, sort)
    assert found.at(first).pile is Pile.GOOD
    assert found.stop()[1] == second
    service.put_card(session, actor, found, first, None)
    assert queries.sort_board(session, sort).at(first).left


def test_what_came_first_no_longer_does_when_it_is_not_to_change(
    session: Session, actor: Actor, client_id: UUID
) -> None:
    sort = samples.start(session, actor, client_id)
    samples.put(session, actor, sort, samples.PILES)
    give_answer(session, actor, GiveAnswer(sort, FIRST, "money"))
    samples.put(session, actor, sort, {"money": Pile.CHANGE})
    assert queries.sort_board(session, sort).talk.values["first"] == "money"
    samples.put(session, actor, sort, {"money": Pile.GOOD})
    assert queries.sort_board(session, sort).talk.values["first"] is None


def test_a_finished_sort_stays_as_it_is(session: Session, actor: Actor, client_id: UUID) -> None:
    sort = samples.whole(session, actor, client_id)
    with pytest.raises(RuleBroken, match="finished"):
        samples.put(session, actor, sort, {"home": Pile.GOOD})
    with pytest.raises(RuleBroken, match="finished"):
        finish_assessment(session, actor, sort)


def test_a_paper_sort_is_written_down_whole(session: Session, actor: Actor, client_id: UUID, clock: FakeClock) -> None:
    today = clock.now().date()
    day = today - timedelta(days=5)
    save_draft(session, actor, service.PAPER_FORM, str(client_id), {"words": "Pay"})
    command = PaperSort(client_id, day, {**samples.PILES, "faith": None}, "money", "Pay the rent")
    made = service.record_paper(session, actor, command, today)
    sort = queries.sort_record(session, made)
    assert (sort.day, sort.on_paper, sort.finished) == (day, True, True)
    assert (sort.goal, [card.key for card in sort.left]) == ("Pay the rent", ["faith"])
    assert load_draft(session, actor, service.PAPER_FORM, str(client_id)) is None
    (talk,) = assessments_of(session, client_id)
    assert talk.reading is not None
    assert talk.reading.is_due
    entries = session.scalars(select(AuditEntry.table_name).where(AuditEntry.verb == "record_paper_sort")).all()
    assert entries.count("assessment_answer") == 7
    assert "picture_sort" in entries


def test_a_paper_sort_of_tomorrow_changes_nothing(
    session: Session, actor: Actor, client_id: UUID, clock: FakeClock
) -> None:
    today = clock.now().date()
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        service.record_paper(
            session, actor, PaperSort(client_id, today + timedelta(days=1), {"home": Pile.GOOD}), today
        )
    assert assessments_of(session, client_id) == ()
    service.record_paper(session, actor, PaperSort(client_id, today, {"home": Pile.GOOD}), today)
    assert queries.sorts_of(session, client_id)[0].goal == ""


def test_a_paper_sort_sent_twice_is_kept_once(
    session: Session, actor: Actor, client_id: UUID, clock: FakeClock
) -> None:
    today = clock.now().date()
    command = PaperSort(client_id, today, {**samples.PILES, "faith": None}, "money", "Pay the rent")
    made = service.record_paper(session, actor, command, today)
    assert service.record_paper(session, actor, command, today) == made
    others = (
        replace(command, words="Pay"),
        replace(command, first="sleep"),
        replace(command, piles=samples.PILES),
        replace(command, day=today - timedelta(days=1)),
    )
    assert len({made, *(service.record_paper(session, actor, each, today) for each in others)}) == 5
