"""What matters to a person: from their record, from finished talks, and from what stood in the way before."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Any

import pytest

from linkdesk.assessments.library import BARRIERS
from linkdesk.assessments.library import form
from linkdesk.assessments.rules import AnswerRecord
from linkdesk.assessments.rules import AssessmentRecord
from linkdesk.assessments.rules import ChosenOption
from linkdesk.clients.rules import ClientRecord
from linkdesk.clients.rules import Impairment
from linkdesk.clients.rules import Need
from linkdesk.connections.fitting.person import ANSWERS
from linkdesk.connections.fitting.person import person
from linkdesk.connections.fitting.rules import Point
from linkdesk.connections.rules import Barrier
from linkdesk.connections.rules import BarrierRecord
from tests.data import people

TODAY = date(2026, 12, 1)
NOW = datetime(2026, 11, 1, tzinfo=UTC)
WHEELS = Need("1108191000000103", "Requires wheelchair access")


def client(**more: Any) -> ClientRecord:
    plain: dict[str, Any] = {"needs": (), "language": "en", "interpreter_needed": False}
    return replace(people.client(), **(plain | more))


def talk(url: str, link_id: str, *chosen: str, done: bool = True) -> AssessmentRecord:
    options = tuple(ChosenOption(each, f"words of {each}") for each in chosen)
    answer = AnswerRecord(link_id, "?", tuple(chosen), "", chosen=options)
    return AssessmentRecord(uuid.uuid4(), uuid.uuid4(), url, "1", "", NOW, NOW if done else None, (answer,))


def points(
    who: ClientRecord, talks: tuple[AssessmentRecord, ...] = (), met: tuple[BarrierRecord, ...] = ()
) -> set[Point]:
    return {each.point for each in person(who, talks, met, TODAY).told}


def test_every_answer_that_counts_stands_in_its_form() -> None:
    for url, questions in ANSWERS.items():
        offered = {each.link_id: {option.key for option in each.options} for each in form(url).questions}
        for link_id, keys in questions.items():
            assert set(keys) <= offered[link_id], link_id


@pytest.mark.parametrize(
    ("more", "point", "words"),
    [
        ({"needs": (WHEELS,)}, Point.STEPS, "On record: Wheelchair access"),
        ({"mobility": ("Uses a walking frame",)}, Point.STEPS, "On record: Uses a walking frame"),
        ({"impairments": (Impairment("Hearing"),)}, Point.HEARING, "On record: Hearing"),
        ({"interpreter_needed": True}, Point.LANGUAGE, "On record: an interpreter is needed"),
    ],
)
def test_the_record_says_it(more: dict[str, Any], point: Point, words: str) -> None:
    assert person(client(**more), (), (), TODAY).why(point) == words
    assert points(client(), (), ()) == set()


def test_an_answer_says_it_in_the_words_of_the_form_and_the_newest_finished_talk_counts() -> None:
    talks = (talk(BARRIERS, "hard", "cost", done=False), talk(BARRIERS, "hard", "steps"), talk(BARRIERS, "hard", "far"))
    who = person(client(), talks, (), TODAY)
    assert [(each.point, each.words) for each in who.told] == [(Point.STEPS, "They said “words of steps”")]
    assert points(client(), (talk(BARRIERS, "hard", "nothing"),), ()) == set()


def test_a_language_counts_only_where_it_is_needed() -> None:
    assert person(client(language="pl"), (), (), TODAY).language == ""
    assert person(client(language="pl", interpreter_needed=True), (), (), TODAY).language == "Polish"
    assert person(client(language="pl"), (talk(BARRIERS, "easier", "interpret"),), (), TODAY).language == "Polish"
    assert person(client(language="en", interpreter_needed=True), (), (), TODAY).language == ""


def test_what_stood_in_the_way_counts_until_it_is_solved() -> None:
    met = BarrierRecord(uuid.uuid4(), uuid.uuid4(), Barrier.COST, "", "", TODAY)
    assert points(client(), (), (met,)) == {Point.COST}
    assert points(client(), (), (replace(met, solved="A free place"),)) == set()
