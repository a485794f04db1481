"""Which answers are most worth talking about, each for one plain reason."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from typing import Any

import pytest

from linkdesk.assessments.questionnaire import Option
from linkdesk.assessments.questionnaire import Question
from linkdesk.assessments.questionnaire import Scale
from linkdesk.assessments.reading.rules import Mark
from linkdesk.assessments.reading.rules import ReadingRecord
from linkdesk.assessments.reading.rules import Why
from linkdesk.assessments.reading.rules import mark_of
from linkdesk.assessments.reading.rules import own_words
from linkdesk.assessments.reading.rules import why
from linkdesk.assessments.reading.rules import worth_talking_about
from linkdesk.assessments.rules import AnswerRecord
from linkdesk.assessments.rules import ChosenOption
from linkdesk.assessments.rules import Kind
from linkdesk.assessments.rules import ScoreRecord
from linkdesk.assessments.rules import Sensitive


def answer(value: Any = None, words: str = "", question: str = "What about it?", **more: Any) -> AnswerRecord:
    return AnswerRecord("a", question, value, words, **more)


def score(value: float, *, good: bool = True) -> ScoreRecord:
    return ScoreRecord("A", value, 0, 10, link_id="a", high_is_good=good)


@pytest.mark.parametrize(
    ("value", "good", "expected"),
    [
        *((value, True, Why.LOW if value <= 4 else None) for value in range(11)),
        *((value, False, Why.HIGH if value >= 6 else None) for value in range(11)),
    ],
)
def test_the_bad_end_of_a_row_is_the_lowest_band_of_ons(value: int, good: bool, expected: Why | None) -> None:  # noqa: FBT001 - a case
    assert why(answer(value, kind=Kind.SCALE), score(value, good=good), Mark()) is expected


def test_a_row_without_a_good_end_is_not_judged() -> None:
    assert why(answer(0, kind=Kind.SCALE), score(0), Mark(has_good_end=False)) is None


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        ("Do you feel safe at home?", False, Why.NOT_SAFE),
        ("Do you feel safe at home?", True, None),
        ("Do you like tea?", False, None),
        ("Is your safety good?", False, Why.NOT_SAFE),
    ],
)
def test_a_no_to_being_safe(question: str, value: bool, expected: Why | None) -> None:  # noqa: FBT001 - a case
    assert why(answer(value, question=question, kind=Kind.BOOLEAN), None, Mark()) is expected


@pytest.mark.parametrize(
    ("about", "value", "marked"),
    [("any", True, True), ("any", False, True), ("yes", True, True), ("yes", False, False), ("no", False, True)],
)
def test_the_form_marks_a_yes_or_a_no(about: str, value: bool, marked: bool) -> None:  # noqa: FBT001 - a case
    found = why(answer(value, kind=Kind.BOOLEAN), None, Mark(about=about))
    assert (found is Why.MARKED) is marked


def test_the_form_marks_a_question_or_one_answer_but_never_none_of_these_alone() -> None:
    chosen = {key: ChosenOption(key, key.title()) for key in ("home", "safe", "nothing")}

    def picked(*keys: str) -> AnswerRecord:
        return answer(keys, kind=Kind.MULTI, chosen=tuple(chosen[key] for key in keys))

    marked = Mark(about="any", alone=frozenset({"nothing"}))
    assert why(picked("home"), None, marked) is Why.MARKED
    assert why(picked("nothing"), None, marked) is None
    one = Mark(options=frozenset({"safe"}))
    assert why(picked("home", "safe"), None, one) is Why.MARKED
    assert why(picked("home"), None, one) is None
    assert why(answer("My words", kind=Kind.TEXT), None, Mark(about="any")) is Why.MARKED


def test_what_was_left_counts_only_where_the_form_says_sensitive() -> None:
    sensitive = Mark(sensitive=True)
    assert why(answer(skipped=True), None, sensitive) is Why.SKIPPED
    assert why(answer(unknown=True), None, sensitive) is Why.UNKNOWN
    assert why(answer(), None, sensitive) is Why.EMPTY
    assert why(answer(), None, Mark(about="any")) is None
    assert why(answer(skipped=True), None, Mark(about="any")) is None


def test_all_free_text_is_there_whole_and_in_order() -> None:
    given = (
        answer("first", "first", kind=Kind.TEXT),
        answer(3, "3", kind=Kind.WHOLE),
        answer("second", "second", kind=Kind.LINE),
        answer(kind=Kind.TEXT, skipped=True),
    )
    assert [each.value for each in own_words(given)] == ["first", "second"]


def test_the_list_keeps_the_order_of_the_form_and_names_each_reason() -> None:
    unsafe = AnswerRecord("b", "Are you safe?", value=False, value_text="No", kind=Kind.BOOLEAN)
    given = (answer(2, kind=Kind.SCALE), unsafe)
    found = worth_talking_about(given, (score(2),), {})
    assert [(each.answer.link_id, each.why) for each in found] == [("a", Why.LOW), ("b", Why.NOT_SAFE)]


def test_a_question_tells_its_marks() -> None:
    options = (Option("x", "X", talk_about=True), Option("none", "None of these", exclusive=True), Option("y", "Y"))
    question = Question("a", 1, Kind.MULTI, "A?", options=options, sensitive=Sensitive.ALONE, talk_about="any")
    assert mark_of(question) == Mark("any", frozenset({"x"}), frozenset({"none"}), sensitive=True)
    row = Question("b", 2, Kind.SCALE, "B?", scale=Scale(0, 10, "B"))
    assert not mark_of(row).has_good_end


def test_it_is_due_until_somebody_confirms() -> None:
    now = datetime(2026, 11, 30, tzinfo=UTC)
    assert ReadingRecord(now).is_due
    assert not ReadingRecord(now, read_at=now).is_due
