"""Starting, answering, turning pages, finishing."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import select

from linkdesk.assessments import queries
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.service import turn_page
from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.queries import client_record
from linkdesk.record.audit import AuditEntry
from linkdesk.record.audit import verify
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def _verbs(session: Session) -> list[str]:
    return list(session.scalars(select(AuditEntry.verb).order_by(AuditEntry.seq)))


def test_a_talk_starts_on_its_first_page_and_is_audited(
    session: Session, actor: Actor, client_id: UUID, talk_id: UUID
) -> None:
    record = queries.assessment_record(session, talk_id)
    assert (record.client_id, record.title, record.setting) == (client_id, "What matters to you", Setting.CLIENT)
    assert (record.completed_at, record.answers, record.worker_id) == (None, (), actor.worker_id)
    assert queries.talk(session, talk_id).page == 1
    assert _verbs(session) == ["add_client", "start_assessment"]


def test_nobody_starts_a_talk_with_nobody_or_with_a_form_we_do_not_have(
    session: Session, actor: Actor, client_id: UUID
) -> None:
    for command in (
        StartAssessment(uuid.uuid4(), ONS4, Setting.WORKER),
        StartAssessment(client_id, "urn:gone", Setting.WORKER),
    ):
        with pytest.raises(NotFound):
            start_assessment(session, actor, command)
    stranger = replace(actor, organisation_id=uuid.uuid4())
    with pytest.raises(NotFound):
        start_assessment(session, stranger, StartAssessment(client_id, ONS4, Setting.WORKER))
    assert _verbs(session) == ["add_client"]


def test_nobody_starts_a_talk_with_somebody_who_died(session: Session, actor: Actor, client_id: UUID) -> None:
    version = client_record(session, client_id).version
    note_death(session, actor, NoteDeath(client_id, version, date(2026, 5, 3), "GP practice"))
    with pytest.raises(RuleBroken, match="has died"):
        start_assessment(session, actor, StartAssessment(client_id, ONS4, Setting.WORKER))
    assert queries.assessments_of(session, client_id) == ()


def test_an_answer_is_kept_with_the_words_as_shown_and_changed_in_place(
    session: Session, actor: Actor, talk_id: UUID
) -> None:
    give_answer(session, actor, GiveAnswer(talk_id, "worries", ("home", "money")[::-1], turn_to=7))
    give_answer(session, actor, GiveAnswer(talk_id, "worries", ("home",)))
    (answer,) = queries.assessment_record(session, talk_id).answers
    assert answer.question_shown == "What do you worry about?"
    assert (answer.value, answer.value_text, answer.section) == (("home",), "My home", "What you worry about")
    assert [option.picture for option in answer.chosen] == ["home"]
    assert queries.talk(session, talk_id).page == 7
    assert verify(session, b"k" * 32).faults == ()


def test_the_same_answer_again_changes_nothing(session: Session, actor: Actor, talk_id: UUID) -> None:
    command = GiveAnswer(talk_id, "hopes", "A garden.")
    for _ in range(3):
        give_answer(session, actor, command)
    assert _verbs(session).count("give_answer") == 1


def test_skipping_and_not_knowing_replace_an_answer_and_an_answer_replaces_them(
    session: Session, actor: Actor, talk_id: UUID
) -> None:
    for command in (
        GiveAnswer(talk_id, "hopes", "A garden."),
        GiveAnswer(talk_id, "hopes", skipped=True),
        GiveAnswer(talk_id, "hopes", unknown=True),
    ):
        give_answer(session, actor, command)
    (answer,) = queries.assessment_record(session, talk_id).answers
    assert (answer.value, answer.value_text, answer.skipped, answer.unknown) == (None, "", False, True)
    give_answer(session, actor, GiveAnswer(talk_id, "hopes", "A cat."))
    (answer,) = queries.assessment_record(session, talk_id).answers
    assert (answer.value, answer.unknown) == ("A cat.", False)


@pytest.mark.parametrize(
    "command",
    [
        GiveAnswer(UUID(int=0), "worries", ("beer",)),
        GiveAnswer(UUID(int=0), "worries", ("nothing", "money")),
        GiveAnswer(UUID(int=0), "worries", ("money", "home", "money")),
        GiveAnswer(UUID(int=0), "hopes", " not trimmed "),
        GiveAnswer(UUID(int=0), "hopes", "x" * 4001),
        GiveAnswer(UUID(int=0), "hopes", "words", skipped=True),
        GiveAnswer(UUID(int=0), "hopes", skipped=True, unknown=True),
    ],
)
def test_a_value_that_no_page_would_send_is_refused(
    session: Session, actor: Actor, talk_id: UUID, command: GiveAnswer
) -> None:
    with pytest.raises(RuleBroken):
        give_answer(session, actor, replace(command, assessment_id=talk_id))
    assert queries.assessment_record(session, talk_id).answers == ()


def test_what_is_not_there_cannot_be_answered_or_turned_to(session: Session, actor: Actor, talk_id: UUID) -> None:
    for link_id, turn_to in (("gone", None), ("hopes", 0), ("hopes", 99)):
        with pytest.raises(NotFound):
            give_answer(session, actor, GiveAnswer(talk_id, link_id, "words", turn_to=turn_to))
    with pytest.raises(NotFound):
        turn_page(session, actor, uuid.uuid4(), 1)
    with pytest.raises(NotFound):
        turn_page(session, replace(actor, organisation_id=uuid.uuid4()), talk_id, 1)
    assert queries.assessment_record(session, talk_id).answers == ()


def test_words_on_a_page_of_ons4_cannot_be_answered(session: Session, actor: Actor, client_id: UUID) -> None:
    ons = start_assessment(session, actor, StartAssessment(client_id, ONS4, Setting.WORKER))
    with pytest.raises(NotFound):
        give_answer(session, actor, GiveAnswer(ons, "intro", "words"))


def test_turning_a_page_is_remembered_and_turning_to_the_same_one_is_no_change(
    session: Session, actor: Actor, talk_id: UUID
) -> None:
    turn_page(session, actor, talk_id, 3)
    turn_page(session, actor, talk_id, 3)
    turn_page(session, actor, talk_id, 13)
    assert queries.talk(session, talk_id).page == 13
    assert _verbs(session).count("turn_page") == 2


def test_finishing_lists_every_question_asked_and_drops_what_fell_away(
    session: Session, actor: Actor, talk_id: UUID
) -> None:
    give_answer(session, actor, GiveAnswer(talk_id, "worries", ("money",)))
    give_answer(session, actor, GiveAnswer(talk_id, "worries-words", "The rent."))
    give_answer(session, actor, GiveAnswer(talk_id, "worries", ("nothing",)))
    finish_assessment(session, actor, talk_id)
    record = queries.assessment_record(session, talk_id)
    assert record.completed_at is not None
    names = [answer.link_id for answer in record.answers]
    assert "worries-words" not in names
    assert "in-the-way-words" not in names
    assert len(names) == 10
    assert [answer.link_id for answer in record.answers if answer.answered] == ["worries"]
    assert verify(session, b"k" * 32).faults == ()


def test_nothing_changes_after_the_end(session: Session, actor: Actor, talk_id: UUID) -> None:
    finish_assessment(session, actor, talk_id)
    before = _verbs(session)
    with pytest.raises(RuleBroken, match="finished"):
        give_answer(session, actor, GiveAnswer(talk_id, "hopes", "Late."))
    with pytest.raises(RuleBroken, match="finished"):
        turn_page(session, actor, talk_id, 2)
    with pytest.raises(RuleBroken, match="finished"):
        finish_assessment(session, actor, talk_id)
    assert _verbs(session) == before


def test_nought_is_kept_as_an_answer(session: Session, actor: Actor, client_id: UUID) -> None:
    ons = start_assessment(session, actor, StartAssessment(client_id, ONS4, Setting.WORKER))
    give_answer(session, actor, GiveAnswer(ons, "happy", 0))
    record = queries.assessment_record(session, ons)
    assert [(score.name, score.value) for score in record.scores] == [("Happy yesterday", 0)]
    assert record.answers[0].value_text == "0 out of 10"
    assert record.answers[0].answered
