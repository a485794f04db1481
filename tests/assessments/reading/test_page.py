"""What the page shows of a talk, by the form that comes with LinkDesk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linkdesk.assessments.library import LONELINESS
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.library import PICTURE_SORT
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.queries import assessment_record
from linkdesk.assessments.reading.page import before_they_go
from linkdesk.assessments.reading.page import marks
from linkdesk.assessments.reading.page import reader
from linkdesk.assessments.reading.rules import Why
from linkdesk.assessments.reading.service import confirm_reading
from linkdesk.assessments.reading.service import hand_over
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.sort.cards import FIRST
from linkdesk.web.database import current_actor
from linkdesk.web.database import session as pages

if TYPE_CHECKING:
    from uuid import UUID

    from flask import Flask
    from sqlalchemy.orm import Session

    from linkdesk.assessments.rules import AnswerValue
    from linkdesk.record.session import Actor


def test_worries_and_being_safe_and_skipped_worries_are_shown(session: Session, actor: Actor, talk_id: UUID) -> None:
    hand_over(session, actor, talk_id)
    give_answer(session, actor, GiveAnswer(talk_id, "matters", ("home", "safe")))
    give_answer(session, actor, GiveAnswer(talk_id, "matters-words", "I am afraid of my door."))
    give_answer(session, actor, GiveAnswer(talk_id, "worries", skipped=True))
    found = before_they_go(session, talk_id)
    assert [each.value for each in found.own_words] == ["I am afraid of my door."]
    assert [(each.answer.link_id, each.why) for each in found.worth] == [
        ("matters", Why.MARKED),
        ("worries", Why.SKIPPED),
    ]
    give_answer(session, actor, GiveAnswer(talk_id, "worries", ("money",)))
    assert before_they_go(session, talk_id).worth[1].why is Why.MARKED
    give_answer(session, actor, GiveAnswer(talk_id, "worries", ("nothing",)))
    assert len(before_they_go(session, talk_id).worth) == 1


def test_the_areas_that_were_chosen_come_first(session: Session, actor: Actor, client_id: UUID) -> None:
    talk = start_assessment(session, actor, StartAssessment(client_id, MY_LIFE, Setting.CLIENT))
    assert before_they_go(session, talk).first == ()
    give_answer(session, actor, GiveAnswer(talk, "areas", ("money", "food")))
    give_answer(session, actor, GiveAnswer(talk, "good-at", ("cook",)))
    assert [each.value_text for each in before_they_go(session, talk).first] == ["Money, Food"]


def test_of_a_picture_sort_the_card_that_comes_first_does(session: Session, actor: Actor, client_id: UUID) -> None:
    talk = start_assessment(session, actor, StartAssessment(client_id, PICTURE_SORT, Setting.CLIENT))
    marked = marks(session, assessment_record(session, talk))
    assert [link_id for link_id, mark in marked.items() if mark.first] == [FIRST]


def test_of_a_form_that_is_not_here_any_more_the_answers_alone_tell(
    session: Session, actor: Actor, talk_id: UUID
) -> None:
    record = assessment_record(session, talk_id)
    assert marks(session, record)["worries"].about == "any"
    assert marks(session, replace(record, form_version="0")) == {}


def test_the_reader_is_named(app: Flask, talking: UUID) -> None:
    assert app.name == "linkdesk"
    hand_over(pages(), current_actor(), talking)
    assert before_they_go(pages(), talking).read_by == ""
    confirm_reading(pages(), current_actor(), talking, 1)
    assert reader(pages(), assessment_record(pages(), talking)) == "Robin Tester"


def test_yes_to_being_hurt_and_what_was_set_aside_are_seen(session: Session, actor: Actor, client_id: UUID) -> None:
    talk = start_assessment(session, actor, StartAssessment(client_id, MY_LIFE, Setting.CLIENT))
    give_answer(session, actor, GiveAnswer(talk, "areas", ("safety",)))
    give_answer(session, actor, GiveAnswer(talk, "safety-person", value=True))
    found = before_they_go(session, talk)
    assert [each.answer.link_id for each in found.worth] == ["areas", "safety-person"]
    assert found.aside == 0


def test_sad_most_days_and_the_areas_about_hard_things_stand_there(
    session: Session, actor: Actor, client_id: UUID
) -> None:
    talk = start_assessment(session, actor, StartAssessment(client_id, MY_LIFE, Setting.CLIENT))
    give_answer(session, actor, GiveAnswer(talk, "areas", ("money", "feelings")))
    for feelings, seen in ((("happy",), 1), (("calm", "sad"), 2), (("worried",), 2), (("angry",), 2)):
        give_answer(session, actor, GiveAnswer(talk, "feelings-what", feelings))
        assert len(before_they_go(session, talk).worth) == seen, feelings
    give_answer(session, actor, GiveAnswer(talk, "feelings-what", ("happy",)))
    for area in ("safety", "loss", "alcohol"):
        give_answer(session, actor, GiveAnswer(talk, "areas", (area,)))
        assert [(each.answer.link_id, each.why) for each in before_they_go(session, talk).worth] == [
            ("areas", Why.MARKED)
        ], area
    give_answer(session, actor, GiveAnswer(talk, "areas", ("money", "food")))
    assert before_they_go(session, talk).worth == ()


def test_a_hard_card_that_is_to_change_is_worth_talking_about(session: Session, actor: Actor, client_id: UUID) -> None:
    talk = start_assessment(session, actor, StartAssessment(client_id, PICTURE_SORT, Setting.CLIENT))
    hard = ["caring", "feelings", "loss", "habits", "safe", "papers"]
    for card in ("home", "days", *hard):
        give_answer(session, actor, GiveAnswer(talk, card, "change"))
    assert [each.answer.link_id for each in before_they_go(session, talk).worth] == hard
    for card in hard:
        give_answer(session, actor, GiveAnswer(talk, card, "so-so"))
    assert before_they_go(session, talk).worth == ()


def test_nobody_to_talk_to_and_nobody_around_stand_there(session: Session, actor: Actor, client_id: UUID) -> None:
    def listed(url: str, **given: AnswerValue) -> list[str]:
        talk = start_assessment(session, actor, StartAssessment(client_id, url, Setting.CLIENT))
        for link_id, value in given.items():
            give_answer(session, actor, GiveAnswer(talk, link_id.replace("_", "-"), value))
        return [each.answer.link_id for each in before_they_go(session, talk).worth]

    assert listed(MY_LIFE, feelings_talk=False, loss_talk=False) == ["feelings-talk", "loss-talk"]
    assert listed(MY_LIFE, feelings_talk=True, loss_talk=True) == []
    assert listed(WHAT_MATTERS, people=("no-one",)) == ["people"]
    assert listed(WHAT_MATTERS, people=("family", "pet")) == []
    always = listed(LONELINESS, companionship="often", left_out="often", isolated="often", lonely="always")
    assert always == ["companionship", "left-out", "isolated", "lonely"]
    assert listed(LONELINESS, companionship="some", left_out="hardly-ever", isolated="some", lonely="some") == []
