"""Topics, why they are asked, and what an answer is."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest

from linkdesk.clients.sensitive import rules
from linkdesk.clients.sensitive.rules import QUESTIONS
from linkdesk.clients.sensitive.rules import KeepAnswer
from linkdesk.clients.sensitive.rules import Said
from linkdesk.clients.sensitive.rules import Topic

ANSWER = KeepAnswer(client_id=uuid.UUID(int=5), topic=Topic.IMMIGRATION, version=0, said=Said.TOLD, choice="7")


def test_every_topic_is_asked_with_a_reason() -> None:
    assert set(QUESTIONS) == set(Topic)
    for question in QUESTIONS.values():
        assert question.question.endswith("?")
        assert question.why
        assert all(len(value) <= rules.CHOICE_LENGTH for value, _words in question.choices)


def test_the_list_says_whether_it_was_asked_and_never_the_answer() -> None:
    shown = rules.lines(frozenset({Topic.RELIGION}), {Topic.DRUGS: Said.TOLD, Topic.SEX: Said.NOT_SAID})
    assert [(line.question.name, line.state) for line in shown] == [
        ("Sex", "Does not want to say"),
        ("Religion or belief", "Not asked"),
        ("Drugs", "Answered"),
    ]
    assert rules.lines(frozenset(), {}) == ()


def test_answers_and_not_to_say_are_fine() -> None:
    rules.check(ANSWER)
    rules.check(replace(ANSWER, choice="", words="It is complicated"))
    rules.check(replace(ANSWER, choice="", said=Said.NOT_SAID))
    rules.check(replace(ANSWER, started_on=date(2020, 1, 1), ended_on=date(2020, 1, 1)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"said": Said.NOT_SAID}, "nothing else"),
        ({"said": Said.NOT_SAID, "choice": "", "ended_on": date(2020, 1, 1)}, "nothing else"),
        ({"choice": ""}, "Choose an answer"),
        ({"choice": "77"}, "answers on the page"),
        ({"words": "x" * 151}, "150 characters"),
        ({"started_on": date(2020, 1, 2), "ended_on": date(2020, 1, 1)}, "before the first"),
    ],
)
def test_what_is_no_answer_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rules.check(replace(ANSWER, **change))  # type: ignore[arg-type]  # each is of its field's type


def test_a_choice_is_read_in_words() -> None:
    assert QUESTIONS[Topic.IMMIGRATION].words("7") == "Refugee"
    assert QUESTIONS[Topic.RELIGION].words("") == ""
