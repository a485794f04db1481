"""What the practice vault has of forms: one brought in with a translation, a talk with it, a picture sort, a total."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.assessments.elements import FHIR
from linkdesk.assessments.elements import OURS
from linkdesk.assessments.measures.rules import NoteHeldScore
from linkdesk.assessments.measures.service import note_held_score
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.shelf.checks import CheckPage
from linkdesk.assessments.shelf.queries import entry
from linkdesk.assessments.shelf.service import bring_in
from linkdesk.assessments.shelf.service import check_translation
from linkdesk.assessments.shelf.service import use
from linkdesk.assessments.sort.rules import PaperSort
from linkdesk.assessments.sort.rules import Pile
from linkdesk.assessments.sort.service import record_paper
from linkdesk.clients.models import Client
from linkdesk.languages.tongues import ENGLISH

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.desk.demo_way import StoryClock
    from linkdesk.record.session import Actor

WHO = 1
"""Which of the invented people this is about, the longest known first."""
URL = "urn:linkdesk:practice:things-to-do"
CHECKED = (1, 2)
PILES = {"friends": Pile.CHANGE, "home": Pile.GOOD, "money": Pile.SO_SO, "sleep": Pile.CHANGE}


def _said(english: str, urdu: str, name: str = "text") -> dict[str, Any]:
    """Return a text with its translation, as FHIR writes it."""
    parts = [{"url": "lang", "valueCode": "ur"}, {"url": "content", "valueString": urdu}]
    return {name: english, f"_{name}": {"extension": [{"url": FHIR + "translation", "extension": parts}]}}


def _answer(code: str, english: str, urdu: str, picture: str) -> dict[str, Any]:
    beside = [{"url": OURS + "picture", "valueCode": picture}]
    return {"valueCoding": {"code": code, **_said(english, urdu, "display")}, "extension": beside}


FORM: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "url": URL,
    "version": "1",
    "status": "active",
    "language": ENGLISH,
    **_said("Things to do near you", "آپ کے قریب کرنے کی چیزیں", "title"),
    "description": "An invented form, to practise with.",
    "copyright": "Practice Link Service. Free for everybody.",
    "item": [
        {
            "linkId": "like",
            "type": "choice",
            "repeats": True,
            **_said("What do you like to do?", "آپ کو کیا کرنا پسند ہے؟"),
            "answerOption": [
                _answer("walk", "Walking", "پیدل چلنا", "walk"),
                _answer("art", "Making pictures", "تصویریں بنانا", "art"),
                _answer("food", "Cooking", "کھانا پکانا", "food"),
            ],
        },
        {
            "linkId": "with",
            "type": "boolean",
            **_said("Do you want to go with somebody?", "کیا آپ کسی کے ساتھ جانا چاہتے ہیں؟"),
        },
        {"linkId": "helps", "type": "text", "text": "What helps you to go?"},
    ],
}
"""A small form of the service's own in two languages; its last question has no translation yet."""


def furnish(session: Session, actor: Actor, clock: StoryClock) -> None:
    """Put the form in use and answer it for one of the people, who sorted picture cards on paper too."""
    people = session.scalars(select(Client.id).order_by(Client.created_at, Client.id).limit(WHO + 1)).all()
    if len(people) <= WHO:
        return
    _bring_in(session, actor, clock)
    _answers(session, actor, people[WHO])
    day = clock.now().astimezone().date()
    record_paper(session, actor, PaperSort(people[WHO], day, PILES, "friends", "To see my friends every week."), day)
    held = NoteHeldScore(people[WHO], "A feelings scale", 21.0, 7.0, 35.0, day, "Practice Surgery One")
    note_held_score(session, actor, held)


def _bring_in(session: Session, actor: Actor, clock: StoryClock) -> None:
    form_id = bring_in(session, actor, json.dumps(FORM, ensure_ascii=False).encode())
    day, version = clock.now().astimezone().date(), entry(session, form_id).version
    check_translation(session, actor, CheckPage(form_id, version, "ur", CHECKED, CHECKED, "Amina Invented", day))
    use(session, actor, form_id)


def _answers(session: Session, actor: Actor, client_id: UUID) -> None:
    talk = start_assessment(session, actor, StartAssessment(client_id, URL, Setting.WORKER))
    give_answer(session, actor, GiveAnswer(talk, "like", ("walk", "food")))
    give_answer(session, actor, GiveAnswer(talk, "with", value=True))
    give_answer(session, actor, GiveAnswer(talk, "helps", "A lift, and somebody who waits for me."))
    finish_assessment(session, actor, talk)
