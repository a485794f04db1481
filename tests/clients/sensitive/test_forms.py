"""One question on a page: words, a choice, or not to say."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from linkdesk.clients.sensitive.forms import AnswerForm
from linkdesk.clients.sensitive.forms import TopicsForm
from linkdesk.clients.sensitive.rules import QUESTIONS
from linkdesk.clients.sensitive.rules import AnswerKept
from linkdesk.clients.sensitive.rules import Said
from linkdesk.clients.sensitive.rules import Topic

CLIENT = uuid.UUID(int=5)


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context(method="POST"):
        yield


@pytest.mark.parametrize(
    ("said", "choice", "words"),
    [(Said.TOLD, "7", "Since the spring"), (Said.TOLD, "", "It is complicated"), (Said.NOT_SAID, "", "")],
)
def test_an_answer_goes_through_the_form_unchanged(said: Said, choice: str, words: str) -> None:
    started = date(2020, 1, 2) if choice else None
    kept = AnswerKept(
        topic=Topic.IMMIGRATION,
        version=3,
        said=said,
        choice=choice,
        words=words,
        started_on=started,
        ended_on=None,
        updated_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    made = AnswerForm.of(QUESTIONS[Topic.IMMIGRATION], kept).command(CLIENT)
    assert (made.said, made.choice, made.words, made.version) == (said, choice, words, 3)
    assert (made.started_on, made.topic) == (started, Topic.IMMIGRATION)


def test_only_some_have_days_and_each_question_offers_not_to_say() -> None:
    for topic, question in QUESTIONS.items():
        form = AnswerForm.of(question, None)
        assert len(form.shown()) == (4 if topic in {Topic.IMMIGRATION, Topic.SMOKING} else 2)
        assert form.choice.options[-1].label == "I do not want to say"
        assert form.choice.label.text == question.question


def test_words_alone_are_an_answer() -> None:
    made = AnswerForm(QUESTIONS[Topic.RELIGION], formdata=MultiDict({"words": "Quaker"})).command(CLIENT)
    assert (made.said, made.words, made.version) == (Said.TOLD, "Quaker", 0)


def test_topics_are_ticked() -> None:
    form = TopicsForm(formdata=MultiDict([("asked", "sex"), ("asked", "drugs")]))
    assert form.topics() == {Topic.SEX, Topic.DRUGS}
    assert TopicsForm(formdata=MultiDict()).topics() == frozenset()
