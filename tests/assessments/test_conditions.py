"""Conditions look back only, at questions that are asked."""

from __future__ import annotations

from typing import Any

import pytest

from linkdesk.assessments.questionnaire import Form
from linkdesk.assessments.questionnaire import Values
from linkdesk.assessments.questionnaire import shown
from linkdesk.record.errors import FileRefused
from tests.assessments.forms import build
from tests.assessments.forms import choices
from tests.assessments.forms import item
from tests.assessments.forms import scale
from tests.assessments.forms import when

TEA = [{"valueString": "Tea"}]


def _names(form: Form, values: Values) -> list[str]:
    return [question.link_id for question in shown(form, values)]


@pytest.mark.parametrize(
    ("asked", "condition", "opens", "closes"),
    [
        (item("a", "boolean"), when("a", "=", answerBoolean=True), True, False),
        (item("a", "boolean"), when("a", "=", answerBoolean=False), False, None),
        (item("a", "boolean"), when("a", "!=", answerBoolean=True), False, True),
        (item("a"), when("a", "exists", answerBoolean=True), "words", None),
        (item("a"), when("a", "exists", answerBoolean=False), None, "words"),
        (item("a"), when("a", "=", answerString="yes"), "yes", "no"),
        (item("a", "integer"), when("a", "=", answerInteger=0), 0, 1),
        (item("a", "integer"), when("a", ">", answerInteger=3), 4, 3),
        (item("a", "decimal"), when("a", "<=", answerDecimal=2.5), 2.5, 2.6),
        (scale("a"), when("a", "<", answerInteger=1), 0, 1),
        (scale("a"), when("a", "!=", answerInteger=1), 0, None),
        (item("a", "date"), when("a", ">=", answerDate="2026-01-01"), "2026-01-01", "2025-12-31"),
        (item("a", "quantity"), when("a", "=", answerQuantity={"value": 1}), 1, "1"),
        (item("a", "choice", answerOption=choices("x", "y")), when("a", "=", answerCoding={"code": "x"}), "x", "y"),
        (item("a", "choice", answerOption=choices("x")), when("a", "=", answerCoding={"display": "X"}), "x", None),
        (
            item("a", "choice", answerOption=[{"valueString": "Tea"}]),
            when("a", "=", answerString="Tea"),
            "option-1",
            "",
        ),
        (item("a", "choice"), when("a", "=", answerCoding={"display": "Tea"}), "Tea", "Milk"),
    ],
)
def test_a_question_is_asked_only_when_its_condition_holds(
    asked: dict[str, Any], condition: dict[str, Any], opens: Any, closes: Any
) -> None:
    form = build(asked, item("b", enableWhen=[condition]))
    assert _names(form, {"a": opens}) == ["a", "b"]
    assert _names(form, {"a": closes}) == ["a"]


def test_several_cards_match_when_any_of_them_does() -> None:
    cards = item("a", "choice", repeats=True, answerOption=choices("x", "y", "none"))
    form = build(cards, item("b", enableWhen=[when("a", "!=", answerCoding={"code": "none"})]))
    assert _names(form, {"a": ("x", "y")}) == ["a", "b"]
    assert _names(form, {"a": ("none",)}) == ["a"]
    assert _names(form, {"a": ()}) == ["a"]
    assert _names(form, {}) == ["a"]


def test_all_or_any_of_several_conditions() -> None:
    def form(behaviour: str) -> Form:
        both = [when("a", "=", answerBoolean=True), when("b", "=", answerBoolean=True)]
        gated = item("c", enableWhen=both, enableBehavior=behaviour)
        return build(item("a", "boolean"), item("b", "boolean"), gated)

    assert _names(form("all"), {"a": True, "b": False}) == ["a", "b"]
    assert _names(form("any"), {"a": True, "b": False}) == ["a", "b", "c"]


def test_a_group_hides_all_that_is_in_it_and_hidden_answers_do_not_count() -> None:
    form = build(
        item("a", "boolean"),
        item("g", "group", item=[item("b")], enableWhen=[when("a", "=", answerBoolean=True)]),
        item("c", enableWhen=[when("b", "exists", answerBoolean=True)]),
    )
    assert _names(form, {"a": True, "b": "words"}) == ["a", "b", "c"]
    assert _names(form, {"a": False, "b": "words"}) == ["a"]


def test_words_and_numbers_are_never_ordered_against_each_other() -> None:
    form = build(item("a"), item("b", enableWhen=[when("a", ">", answerInteger=3)]))
    assert _names(form, {"a": "zebra"}) == ["a"]


def test_an_answer_that_is_not_offered_never_matches() -> None:
    form = build(
        item("a", "choice", answerOption=choices("x")),
        item("b", enableWhen=[when("a", "=", answerCoding={"code": "gone"})]),
    )
    assert _names(form, {"a": "x"}) == ["a"]


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (when("zz", "exists", answerBoolean=True), "does not have"),
        (when("b", "exists", answerBoolean=True), "before it is asked"),
        (when("later", "exists", answerBoolean=True), "before it is asked"),
        (when("words", "exists", answerBoolean=True), "before it is asked"),
        (when("a", "~", answerString="x"), "does not know"),
        (when("a", "="), "exactly one answer"),
        (when("a", "=", answerString="x", answerInteger=1), "exactly one answer"),
        (when("a", "=", answerReference={"reference": "Patient/1"}), "does not know"),
        (when("a", "=", answerInteger="1"), "not a number"),
    ],
)
def test_a_condition_that_cannot_be_trusted_is_refused(condition: dict[str, Any], sentence: str) -> None:
    with pytest.raises(FileRefused, match=sentence):
        build(item("a"), item("words", "display"), item("b", enableWhen=[condition]), item("later"))


def test_an_unknown_way_to_join_conditions_is_refused() -> None:
    gated = item("b", enableWhen=[when("a", "exists", answerBoolean=True)], enableBehavior="most")
    with pytest.raises(FileRefused, match="neither"):
        build(item("a"), gated)
