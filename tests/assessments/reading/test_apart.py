"""What others must not read is put away from every page while someone is beside the worker, and quoted nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from linkdesk.assessments import queries
from linkdesk.assessments.library import LONELINESS
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.library import form
from linkdesk.assessments.presence.rules import ONLY_US
from linkdesk.assessments.reading.apart import never_quoted
from linkdesk.assessments.reading.apart import put_away_beside
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.service import turn_page
from linkdesk.desk.queries import opening_of
from linkdesk.web.database import current_actor
from linkdesk.web.database import session

if TYPE_CHECKING:
    from flask.testing import FlaskClient

NONE = UUID(int=0)
HURT = "Does anybody hurt you or make you scared?"
SAFETY = (
    GiveAnswer(NONE, "areas", ("money", "safety")),
    GiveAnswer(NONE, "good-at-words", "Zwiebel soup"),
    GiveAnswer(NONE, "safety-person", value=True),
    GiveAnswer(NONE, "safety-help", "Tom hits me"),
    GiveAnswer(NONE, "money-help", "A letter about rent"),
)


def _talk(person: UUID, url: str, *given: GiveAnswer, finished: bool = False) -> UUID:
    talk = start_assessment(session(), current_actor(), StartAssessment(person, url, Setting.WORKER, presence=ONLY_US))
    asked = {each.link_id for each in queries.talk(session(), talk).form.questions}
    for each in given:
        if each.link_id in asked:
            give_answer(session(), current_actor(), replace(each, assessment_id=talk))
    if finished:
        finish_assessment(session(), current_actor(), talk)
    return talk


def _beside(site: FlaskClient, state: str = "on") -> None:
    site.post("/beside", data={"beside": state, "here": "/"})


def test_the_page_of_a_talk_puts_away_the_question_with_its_answer(site: FlaskClient, person: UUID) -> None:
    talk = _talk(person, MY_LIFE, *SAFETY)
    page = site.get(f"/assessments/{talk}").text
    for words in (HURT, "Tom hits me", "Feeling safe", "A letter about rent"):
        assert words in page
    _beside(site)
    page = site.get(f"/assessments/{talk}").text
    for words in (HURT, "Tom hits me", "Feeling safe", "feel safe"):
        assert words not in page
    assert "A letter about rent" in page, "what may be read stays"
    assert "Put away" in page
    for place in (f"/assessments/{talk}/waiting", f"/assessments/start/{person}"):
        assert "Feeling safe" not in site.get(place).text
    _beside(site, "off")
    assert "Tom hits me" in site.get(f"/assessments/{talk}").text


def test_the_page_where_a_worker_checks_answers_puts_them_away_and_the_client_s_does_not(
    site: FlaskClient, person: UUID
) -> None:
    talk = _talk(person, MY_LIFE, *SAFETY)
    turn_page(session(), current_actor(), talk, queries.talk(session(), talk).last_page)
    assert "Tom hits me" in site.get(f"/assessments/{talk}/answers").text
    _beside(site)
    page = site.get(f"/assessments/{talk}/answers").text
    for words in (HURT, "Tom hits me", "Feeling safe"):
        assert words not in page
    assert "A letter about rent" in page
    number = next(each.number for each in form(MY_LIFE).questions if each.link_id == "safety-help")
    turn_page(session(), current_actor(), talk, number)
    assert "Tom hits me" not in site.get(f"/assessments/{talk}/question/{number}").text
    site.post(f"/assessments/{talk}/turn")
    assert "Tom hits me" in site.get(f"/assessments/{talk}/question/{number}").text


def test_a_row_of_numbers_that_is_listed_goes_with_every_other_row(site: FlaskClient, person: UUID) -> None:
    numbers = {"satisfied": 1, "worthwhile": 9, "happy": 9, "anxious": 1}
    given = [GiveAnswer(NONE, link_id, value) for link_id, value in numbers.items()]
    talk = _talk(person, ONS4, *given, finished=True)
    fine = _talk(person, ONS4, *given[1:], finished=True)
    shown = "Things I do are worthwhile"
    assert shown in site.get(f"/assessments/{talk}").text
    _beside(site)
    page = site.get(f"/assessments/{talk}").text
    assert shown not in page
    assert 'id="scores"' not in page
    assert shown in site.get(f"/assessments/{fine}").text, "nothing is listed, so nothing is put away"


@pytest.mark.parametrize("beside", ["on", "off"])
def test_the_overview_and_a_new_plan_never_quote_a_sensitive_answer(
    site: FlaskClient, person: UUID, beside: str
) -> None:
    _talk(person, WHAT_MATTERS, GiveAnswer(NONE, "hopes", "To see the sea"), finished=True)
    _talk(person, MY_LIFE, *(each for each in SAFETY if each.link_id in {"areas", "safety-person", "safety-help"}))
    worries = (GiveAnswer(NONE, "worries", ("money",)), GiveAnswer(NONE, "worries-words", "Tom hits me"))
    _talk(person, WHAT_MATTERS, *worries, finished=True)
    _beside(site, beside)
    page = site.get(f"/clients/{person}").text
    assert "Tom hits me" not in page
    assert "To see the sea" in page
    assert opening_of(session(), person).hopes == ("To see the sea",)


def test_of_a_form_that_is_not_here_any_more_nothing_is_quoted(site: FlaskClient, person: UUID) -> None:
    talk = _talk(person, WHAT_MATTERS, GiveAnswer(NONE, "hopes", "To see the sea"), finished=True)
    del site
    record = queries.assessment_record(session(), talk)
    assert "hopes" not in never_quoted(session(), record)
    gone = replace(record, form_version="0")
    assert "hopes" in never_quoted(session(), gone)
    assert "hopes" in put_away_beside(session(), gone)


def test_a_total_goes_with_its_questions(site: FlaskClient, person: UUID) -> None:
    worst = {"companionship": "often", "left-out": "often", "isolated": "often", "lonely": "always"}
    talk = _talk(person, LONELINESS, *(GiveAnswer(NONE, *each) for each in worst.items()), finished=True)
    assert "Loneliness (3 questions)" in site.get(f"/assessments/{talk}").text
    _beside(site)
    page = site.get(f"/assessments/{talk}").text
    assert "Loneliness (3 questions)" not in page
    assert "Often" not in page
