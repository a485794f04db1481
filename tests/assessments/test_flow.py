"""Where a talk stands and where each button leads."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.assessments.flow import Go
from linkdesk.assessments.flow import Talk
from linkdesk.assessments.flow import button
from linkdesk.assessments.flow import check_lines
from linkdesk.assessments.flow import check_parts
from linkdesk.assessments.flow import next_page
from linkdesk.assessments.flow import said_anyway
from linkdesk.assessments.flow import unanswered
from linkdesk.assessments.flow import with_answer
from linkdesk.assessments.questionnaire import Progress
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Kind
from linkdesk.record.errors import RuleBroken
from tests.assessments.forms import build
from tests.assessments.forms import choices
from tests.assessments.forms import item
from tests.assessments.forms import when

if TYPE_CHECKING:
    from linkdesk.assessments.rules import AnswerValue

FORM = build(
    item("hello", "display"),
    item("a", "boolean"),
    item("b", enableWhen=[when("a", "=", answerBoolean=True)]),
    item("c", "choice", repeats=True, answerOption=choices("tea", "milk")),
)


def _talk(**more: Any) -> Talk:
    plain: dict[str, Any] = {
        "id": uuid.UUID(int=1),
        "client_id": uuid.UUID(int=2),
        "form": FORM,
        "values": {},
        "skipped": frozenset(),
        "unknown": frozenset(),
        "page": 1,
        "finished": False,
        "language": "en-GB",
    }
    return Talk(**{**plain, **more})


@pytest.mark.parametrize(
    ("page", "values", "here"),
    [(1, {}, 1), (2, {}, 2), (3, {}, 4), (3, {"a": True}, 3), (4, {}, 4), (5, {}, 5), (99, {}, 5)],
)
def test_a_talk_stands_on_its_page_or_the_next_one_still_asked(page: int, values: dict[str, Any], here: int) -> None:
    assert _talk(page=page, values=values).here == here


def test_back_is_offered_from_the_second_page_on() -> None:
    assert not _talk(page=1).can_go_back
    assert _talk(page=2).can_go_back


def test_progress_is_that_of_the_page_shown() -> None:
    assert _talk(page=3).progress() == Progress(2, 2)


@pytest.mark.parametrize(
    ("number", "go", "values", "page"),
    [
        (1, Go.NEXT, {}, 2),
        (2, Go.NEXT, {}, 4),
        (2, Go.NEXT, {"a": True}, 3),
        (2, Go.SKIP, {}, 4),
        (4, Go.UNKNOWN, {}, 5),
        (4, Go.BACK, {}, 2),
        (4, Go.BACK, {"a": True}, 3),
        (1, Go.BACK, {}, 1),
    ],
)
def test_each_button_leads_on(number: int, go: Go, values: dict[str, Any], page: int) -> None:
    assert next_page(_talk(values=values), number, go, checking=False) == page


def test_a_change_leads_back_to_the_check_unless_it_brought_up_a_new_question() -> None:
    answered = {"a": False, "c": ("tea",)}
    assert next_page(_talk(values=answered), 2, Go.NEXT, checking=True) == 5
    assert next_page(_talk(values={**answered, "a": True}), 2, Go.NEXT, checking=True) == 3
    skipped = _talk(values={**answered, "a": True}, skipped=frozenset({"b"}))
    assert next_page(skipped, 2, Go.NEXT, checking=True) == 5


@pytest.mark.parametrize(
    ("go", "before", "expected"),
    [
        (Go.NEXT, {}, (False, False)),
        (Go.NEXT, {"skipped": frozenset({"a"})}, (True, False)),
        (Go.SKIP, {}, (True, False)),
        (Go.UNKNOWN, {}, (False, True)),
        (Go.BACK, {}, (False, False)),
        (Go.BACK, {"skipped": frozenset({"a"})}, (True, False)),
        (Go.BACK, {"unknown": frozenset({"a"})}, (False, True)),
        (Go.NEXT, {"unknown": frozenset({"a"})}, (False, True)),
        (Go.SKIP, {"unknown": frozenset({"a"})}, (True, False)),
    ],
)
def test_going_on_without_an_answer_leaves_it_empty_and_what_was_said_before_stays(
    go: Go, before: dict[str, Any], expected: tuple[bool, bool]
) -> None:
    command = unanswered(_talk(**before), FORM.questions[1], go)
    assert (command.skipped, command.unknown) == expected
    assert command.value is None


def test_the_talk_after_an_answer_forgets_that_it_was_skipped() -> None:
    talk = _talk(skipped=frozenset({"a"}), unknown=frozenset({"b"}))
    after = with_answer(talk, GiveAnswer(talk.id, "a", value=False))
    assert (after.values["a"], after.skipped, set(after.unknown)) == (False, frozenset(), {"b"})
    again = with_answer(after, GiveAnswer(talk.id, "a", unknown=True))
    assert (again.values["a"], set(again.unknown)) == (None, {"a", "b"})


@pytest.mark.parametrize(
    ("kind", "words", "kept"),
    [
        (Kind.TEXT, "half a thought", True),
        (Kind.LINE, "half a thought", True),
        (Kind.TEXT, None, False),
        (Kind.CHOICE, "tea", False),
        (Kind.BOOLEAN, True, False),
        (Kind.SCALE, 3, False),
    ],
)
def test_words_are_never_dropped_by_a_button(kind: Kind, words: AnswerValue, *, kept: bool) -> None:
    talk, question = _talk(), replace(FORM.questions[1], kind=kind)
    assert said_anyway(talk, question, words) == (GiveAnswer(talk.id, question.link_id, words) if kept else None)


def test_what_was_left_empty_was_seen_and_is_not_asked_again_after_a_change() -> None:
    talk = with_answer(_talk(), unanswered(_talk(), FORM.questions[1], Go.NEXT))
    assert talk.touched(FORM.questions[1].link_id)
    assert not _talk().touched(FORM.questions[1].link_id)


def test_answers_are_checked_under_the_headings_of_the_form() -> None:
    questions = [replace(q, section={1: "", 2: "Home", 3: "Home", 4: "Food"}.get(q.number, "")) for q in FORM.questions]
    parts = check_parts(_talk(form=replace(FORM, questions=tuple(questions)), values={"a": True}))
    assert [(part.heading, [line.number for line in part.lines]) for part in parts] == [("Home", [2, 3]), ("Food", [4])]


def test_the_check_lists_every_question_asked_and_how_it_was_left() -> None:
    talk = _talk(values={"a": True, "c": ("milk", "tea")}, unknown=frozenset({"b"}))
    assert [(line.number, line.answer) for line in check_lines(talk)] == [
        (2, "Yes"),
        (3, "I do not know"),
        (4, "Tea, Milk"),
    ]
    left = check_lines(_talk(skipped=frozenset({"a"})))
    assert [line.answer for line in left] == ["You skipped this question", "No answer yet"]


def test_only_the_buttons_of_the_page_are_known() -> None:
    assert button("unknown") is Go.UNKNOWN
    with pytest.raises(RuleBroken, match="not on this page"):
        button("delete")


@pytest.mark.parametrize("go", [Go.BREAK, Go.STOP])
@pytest.mark.parametrize("checking", [False, True])
def test_a_rest_stays_at_the_question(go: Go, *, checking: bool) -> None:
    assert next_page(_talk(page=2), 2, go, checking=checking) == 2


def test_the_last_page_before_checking_is_the_last_one_asked() -> None:
    assert _talk().last_asked == 4
    assert _talk(form=FORM.setting_aside({"hello", "a", "b", "c"})).last_asked == 0


def test_a_line_without_an_answer_has_a_picture_that_says_why() -> None:
    lines = check_lines(_talk(skipped=frozenset({"a"}), unknown=frozenset({"c"})))
    assert [line.pictures for line in lines] == [("skip",), ("unknown",)]
