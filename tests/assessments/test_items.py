"""Single questions: their kind, bounds, row of numbers, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest

from linkdesk.assessments.items import Reading
from linkdesk.assessments.items import belongs_to_parent
from linkdesk.assessments.items import read_question
from linkdesk.assessments.questionnaire import Question
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import Sensitive
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Forms
from tests.assessments.forms import OURS
from tests.assessments.forms import build
from tests.assessments.forms import choices
from tests.assessments.forms import control
from tests.assessments.forms import item
from tests.assessments.forms import scale

URL = "http://hl7.org/fhir/StructureDefinition/"


def _only(*items: dict[str, Any]) -> Question:
    (question,) = build(*items).questions
    return question


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("string", Kind.LINE),
        ("text", Kind.TEXT),
        ("boolean", Kind.BOOLEAN),
        ("integer", Kind.WHOLE),
        ("decimal", Kind.DECIMAL),
        ("date", Kind.DATE),
        ("time", Kind.LINE),
        ("dateTime", Kind.LINE),
        ("quantity", Kind.LINE),
    ],
)
def test_each_type_has_its_kind_of_page(kind: str, expected: Kind) -> None:
    assert _only(item("a", kind)).kind is expected


def test_choices_take_one_answer_and_repeating_ones_several() -> None:
    assert _only(item("a", "choice", answerOption=choices("x"))).kind is Kind.CHOICE
    assert _only(item("a", "choice", repeats=True, answerOption=choices("x"))).kind is Kind.MULTI


def test_choices_kept_elsewhere_are_answered_in_words_and_the_worker_is_told() -> None:
    form = build(item("a", "choice", answerValueSet="http://example.org/x"))
    assert form.questions[0].kind is Kind.LINE
    assert form.notes == (
        "Answered in words: the form keeps its list of answers somewhere else. Where: “What about a?”.",
    )


def test_an_open_choice_says_that_its_own_words_are_not_taken() -> None:
    form = build(item("a", "open-choice", answerOption=choices("x")))
    assert form.notes == (
        "Answered from the list only: the form also takes an answer in other words. Where: “What about a?”.",
    )


def test_a_slider_is_a_row_of_numbers_with_words_at_both_ends() -> None:
    ends = [
        item("lo", "display", text="not at all", extension=[control("lower")]),
        item("hi", "display", text="completely", extension=[control("upper")]),
    ]
    row = _only({**scale("a"), "item": ends}).scale
    assert row is not None
    assert (row.low, row.high, row.lower_words, row.upper_words) == (0, 10, "not at all", "completely")
    assert list(row.points) == list(range(11))
    assert row.high_is_good
    assert row.faces
    assert row.name == "What about a?"


def test_a_row_without_a_good_end_shows_no_faces() -> None:
    row = _only(scale("a", good="")).scale
    assert row is not None
    assert not row.faces


@pytest.mark.parametrize(("low", "high"), [(0, 100), (5, 5), (7, 3)])
def test_a_slider_that_makes_no_row_is_a_plain_number_with_its_bounds(low: int, high: int) -> None:
    question = _only(scale("a", low, high))
    assert question.kind is Kind.WHOLE
    assert (question.low, question.high) == (low, high)


def test_bounds_of_dates_and_numbers_are_read() -> None:
    dates = [{"url": URL + "minValue", "valueDate": "2020-01-01"}, {"url": URL + "maxValue", "valueDate": "2030-01-01"}]
    question = _only(item("a", "date", extension=dates))
    assert (question.low, question.high) == ("2020-01-01", "2030-01-01")
    decimal = _only(item("a", "decimal", extension=[{"url": URL + "maxValue", "valueDecimal": 2.5}]))
    assert (decimal.low, decimal.high) == (None, 2.5)


def test_unit_entry_format_and_length_are_kept() -> None:
    unit = {"url": URL + "questionnaire-unit", "valueCoding": {"code": "kg"}}
    hint = {"url": URL + "entryFormat", "valueString": "kilograms"}
    question = _only(item("a", "string", extension=[unit, hint], maxLength=12))
    assert (question.unit, question.helper, question.max_length) == ("kg", "kilograms", 12)


@pytest.mark.parametrize(
    "silent",
    [
        item("b", "attachment"),
        item("b", "reference"),
        item("b", readOnly=True),
        item("b", extension=[{"url": URL + "questionnaire-hidden", "valueBoolean": True}]),
    ],
)
def test_what_a_person_cannot_answer_is_not_asked_and_the_worker_is_told(silent: dict[str, Any]) -> None:
    form = build(item("a"), silent)
    assert [question.link_id for question in form.questions] == ["a"]
    assert form.notes[0].startswith("Not asked: “What about b?”")


def test_an_empty_line_of_words_is_no_page() -> None:
    assert [q.link_id for q in build(item("x", "display", text=""), item("a")).questions] == ["a"]


@pytest.mark.parametrize(
    "extension",
    [
        {"url": OURS + "good-end", "valueCode": "middle"},
        {"url": OURS + "band", "extension": [{"url": "low", "valueInteger": 0}]},
    ],
)
def test_a_row_of_numbers_that_is_not_built_right_is_refused(extension: dict[str, Any]) -> None:
    row = scale("a", good="")
    row["extension"].append(extension)
    with pytest.raises(FileRefused, match="row of numbers"):
        build(row)


def test_only_helper_lines_belong_to_the_question_around_them() -> None:
    assert belongs_to_parent(item("h", "display", extension=[control("help")]))
    assert not belongs_to_parent(item("h", "display"))
    assert not belongs_to_parent(item("h", "string", extension=[control("help")]))


def test_nothing_cannot_be_placed() -> None:
    reading = read_question(item("a", "attachment"), [], {}, Forms())
    assert isinstance(reading, Reading)
    with pytest.raises(ValueError, match="no question"):
        reading.placed("a", 1, "", ())


@pytest.mark.parametrize("code", list(Sensitive))
def test_a_sensitive_question_says_when_it_is_set_aside(code: Sensitive) -> None:
    mark = {"url": OURS + "sensitive", "valueCode": code}
    assert _only(item("a", extension=[mark])).sensitive is code
    assert _only(item("a")).sensitive is None


def test_a_mark_that_nobody_knows_is_refused_and_not_passed_over() -> None:
    with pytest.raises(FileRefused, match="neither “family” nor “alone”"):
        build(item("a", extension=[{"url": OURS + "sensitive", "valueCode": "always"}]))


@pytest.mark.parametrize("code", ["any", "yes", "no"])
def test_a_question_says_which_answers_to_talk_about(code: str) -> None:
    mark = {"url": OURS + "talk-about", "valueCode": code}
    assert _only(item("a", "boolean", extension=[mark])).talk_about == code
    assert _only(item("a", "boolean")).talk_about == ""


def test_a_mark_to_talk_about_that_nobody_knows_is_refused() -> None:
    with pytest.raises(FileRefused, match="to talk about"):
        build(item("a", extension=[{"url": OURS + "talk-about", "valueCode": "maybe"}]))


MOST = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs"


def _upto(most: Any, **more: Any) -> Question:
    found = {"url": MOST, "valueInteger": most}
    return build(item("a", "choice", answerOption=choices("x", "y", "z"), extension=[found], **more)).questions[0]


def test_at_most_so_many_answers_are_taken_and_the_helper_line_says_so() -> None:
    several = _upto(2, repeats=True)
    assert (several.kind, several.most, several.waits, several.helper) == (Kind.MULTI, 2, False, "Choose up to 2.")
    help_line = {**item("help", "display", extension=[control("help")]), "text": "Choose up to 2 cards."}
    assert _upto(2, repeats=True, item=[help_line]).helper == "Choose up to 2 cards."
    assert (_upto(1, repeats=True).kind, _upto(1, repeats=True).helper) == (Kind.CHOICE, "")


@pytest.mark.parametrize("most", [0, -1, 1.5, "3", None])
def test_a_most_that_is_no_number_of_answers_is_refused(most: Any) -> None:
    with pytest.raises(FileRefused):
        _upto(most, repeats=True)


def test_areas_that_are_not_chosen_wait_where_the_form_says_so() -> None:
    waits = {"url": OURS + "waits", "valueBoolean": True}
    assert (
        build(item("a", "choice", answerOption=choices("x", "y"), repeats=True, extension=[waits])).questions[0].waits
    )
