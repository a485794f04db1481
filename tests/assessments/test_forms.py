"""The form made for a question: its field, what it is filled with, and what it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest
from markupsafe import Markup
from markupsafe import escape
from werkzeug.datastructures import MultiDict

from linkdesk.assessments.forms import StartForm
from linkdesk.assessments.forms import answer_form
from linkdesk.assessments.forms import given
from linkdesk.assessments.forms import picture_url
from linkdesk.assessments.forms import value_of
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import form as library_form
from linkdesk.assessments.library import forms
from linkdesk.assessments.questionnaire import Question
from linkdesk.assessments.rules import Kind
from linkdesk.languages.catalogue import drafts
from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import speaking
from linkdesk.languages.tongues import TONGUES
from linkdesk.web import fields
from tests.assessments.forms import OURS
from tests.assessments.forms import build
from tests.assessments.forms import choices
from tests.assessments.forms import item
from tests.assessments.forms import scale

if TYPE_CHECKING:
    from flask import Flask

    from linkdesk.assessments.rules import AnswerValue

DRAWN = [
    {
        "valueCoding": {"code": code, "display": code},
        "extension": [{"url": OURS + "picture", "valueCode": code}],
    }
    for code in ("home", "money")
]


def _ask(raw: dict[str, Any]) -> Question:
    return build(raw).questions[0]


@pytest.mark.parametrize(
    ("raw", "field", "value", "shown"),
    [
        (item("a"), fields.LineField, "Tea & cake", "Tea &amp; cake"),
        (item("a", "text"), fields.TextField, "one\ntwo", ">one\ntwo</textarea>"),
        (item("a", "integer"), fields.NumberTextField, 0, 'value="0"'),
        (item("a", "decimal"), fields.NumberTextField, 2.5, 'value="2.5"'),
        (item("a", "date"), fields.DateField, "2026-03-01", 'value="2026"'),
        (item("a", "boolean"), fields.CardField, False, 'value="no" checked'),
        (scale("a"), fields.ScaleField, 0, 'value="0" checked'),
        (item("a", "choice", answerOption=choices("tea", "milk")), fields.ChoiceField, "milk", 'value="milk" checked'),
        (
            item("a", "choice", repeats=True, answerOption=choices("tea", "milk")),
            fields.ChoicesField,
            ("milk",),
            'value="milk" checked',
        ),
        (item("a", "choice", answerOption=DRAWN), fields.CardField, "home", 'value="home" checked'),
        (item("a", "choice", repeats=True, answerOption=DRAWN), fields.CardsField, ("home",), 'value="home" checked'),
    ],
)
def test_each_kind_of_question_has_its_field_filled_with_what_was_kept(
    app: Flask, raw: dict[str, Any], field: type[fields.KitField], value: AnswerValue, shown: str
) -> None:
    with app.test_request_context():
        made = answer_form(_ask(raw), value)
        assert type(made["answer"]) is field
        drawn = str(made["answer"]())
        assert shown in drawn
        assert drawn.count("<h1") == 1
        empty = str(answer_form(_ask(raw), None)["answer"]())
        assert "checked" not in empty


def test_faces_stand_over_five_points_and_never_lie(app: Flask) -> None:
    with app.test_request_context():
        happy = answer_form(_ask(scale("a")), None)["answer"]
        worry = answer_form(_ask(scale("a", good="low")), None)["answer"]
        bare = answer_form(_ask(scale("a", good="")), None)["answer"]
        short = answer_form(_ask(scale("a", 1, 5)), None)["answer"]
        assert list(happy.faces) == list(worry.faces) == [0, 3, 5, 8, 10]
        assert happy.faces[0] == picture_url("face-0")
        assert worry.faces[0] == picture_url("worry-0")
        assert bare.faces == short.faces == {}


def test_a_form_reads_what_its_page_sent(app: Flask) -> None:
    cards = _ask(item("a", "choice", repeats=True, answerOption=DRAWN))
    with app.test_request_context(method="POST", data=MultiDict([("answer", "money"), ("answer", "home")])):
        assert answer_form(cards, None).to_command() == ("home", "money")
    when = {"answer-day": "1", "answer-month": "March", "answer-year": "2026"}
    with app.test_request_context(method="POST", data=when):
        assert answer_form(_ask(item("a", "date")), None).to_command() == "2026-03-01"


def test_autosave_sends_the_same_answer_as_lines_of_one_text(app: Flask) -> None:
    cards = _ask(item("a", "choice", repeats=True, answerOption=DRAWN))
    assert given(cards, {"answer": ["home\nmoney"]}) == given(cards, {"answer": ["home", "money"]})
    with app.app_context():
        assert value_of(cards, {"answer": ["home\nmoney"]}) == ("home", "money")
        assert value_of(_ask(item("a", "text")), {"answer": ["one\ntwo"]}) == "one\ntwo"
        assert value_of(cards, {}) is None


def test_answers_about_danger_never_stand_alone_in_a_draft(app: Flask) -> None:
    tender = [
        question
        for each in forms()
        for question in each.questions
        if question.asks and (question.sensitive or question.talk_about)
    ]
    assert {Kind.CHOICE, Kind.BOOLEAN} & {question.kind for question in tender}
    words, polish = drafts("pl"), next(each for each in TONGUES if each.tag == "pl")
    with app.test_request_context(), speaking(Speech(polish, drafts=words, unchecked=True)):
        for question in tender:
            drawn = str(answer_form(question, None).answer())
            said = ["Yes", "No"] if question.kind is Kind.BOOLEAN else [option.text for option in question.options]
            for each in said:
                beside = escape(words[each]) + Markup(' <span class="ld-alongside" lang="en-GB" dir="ltr">{}</span>')
                assert beside.format(each) in drawn, each


def test_a_row_of_numbers_without_ends_cannot_be_drawn(app: Flask) -> None:
    broken = Question("a", 1, library_form(ONS4).questions[1].kind, "How?")
    with app.test_request_context(), pytest.raises(ValueError, match="two ends"):
        answer_form(broken, None)


def test_starting_lists_every_form(app: Flask) -> None:
    with app.test_request_context():
        made = StartForm()
        assert [option.value for option in made.form.options] == [found.url for found in forms()]


def test_no_picture_has_no_address(app: Flask) -> None:
    with app.test_request_context():
        assert picture_url(None) == ""
        assert picture_url("home").endswith(".svg")
