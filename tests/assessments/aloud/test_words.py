"""Only words of the talk that is open are spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.aloud.words import fixed
from linkdesk.assessments.aloud.words import piece_of
from linkdesk.assessments.aloud.words import spoken
from linkdesk.assessments.aloud.words import words_of
from linkdesk.assessments.queries import talk
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.languages.catalogue import drafts
from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import speaking
from linkdesk.languages.tongues import TONGUES

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

POLISH = next(each for each in TONGUES if each.tag == "pl")
GOAL_RATINGS = "urn:linkdesk:form:goal-ratings"


def test_questions_answers_and_the_fixed_words_of_the_pages_are_the_talks_own(
    session: Session, actor: Actor, talk_id: UUID
) -> None:
    give_answer(session, actor, GiveAnswer(talk_id, "matters-words", "My sister.\nMy garden."))
    found = talk(session, talk_id)
    own = set(words_of(found))
    assert {"What matters to you?", "My home", "Choose all the pictures that are right for you."} <= own
    assert "My sister. My garden." in own
    assert {"Check your answers", "Is this right?", "Have a break", "What you said is kept safe."} <= set(fixed())


def test_a_text_of_elsewhere_has_no_piece(session: Session, talk_id: UUID) -> None:
    found = talk(session, talk_id)
    (question,), stranger = spoken(found, ["What matters\n to you?", "Say this instead"], 300)
    assert stranger == []
    assert piece_of(found, question, 300) == "What matters to you?"
    assert piece_of(found, "0" * 64, 300) is None


def test_in_another_language_its_words_are_the_talks_own_too(session: Session, talk_id: UUID) -> None:
    found = talk(session, talk_id)
    with speaking(Speech(POLISH, drafts=drafts("pl"))):
        own = set(words_of(found))
    said = drafts("pl")["What matters to you?"]
    assert {said, "What matters to you?", f"{said} What matters to you?", drafts("pl")["My home"]} <= own
    assert drafts("pl")["Have a break"] in own


def test_the_ends_of_a_row_are_said_with_their_numbers(session: Session, actor: Actor, client_id: UUID) -> None:
    asked = start_assessment(session, actor, StartAssessment(client_id, GOAL_RATINGS, Setting.CLIENT))
    with speaking(Speech(POLISH, drafts=drafts("pl"))):
        own = set(words_of(talk(session, asked)))
    assert {"1, does not matter", f"1, {drafts('pl')['does not matter']}"} <= own
