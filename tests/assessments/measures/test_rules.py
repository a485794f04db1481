"""Before and after: the same person, the same form, asked in the same way."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any

import pytest

from linkdesk.assessments.library import form
from linkdesk.assessments.measures import rules
from linkdesk.assessments.measures.rules import MOST_LEFT
from linkdesk.assessments.measures.rules import HeldScoreRecord
from linkdesk.assessments.measures.rules import HowRecord
from linkdesk.assessments.measures.rules import HowWords
from linkdesk.assessments.measures.rules import Mode
from linkdesk.assessments.measures.rules import NotAskedReason
from linkdesk.assessments.measures.rules import NotAskedRecord
from linkdesk.assessments.measures.rules import NoteHeldScore
from linkdesk.assessments.measures.rules import NoteNotAsked
from linkdesk.assessments.measures.rules import check_held
from linkdesk.assessments.measures.rules import check_how
from linkdesk.assessments.measures.rules import check_not_asked
from linkdesk.assessments.measures.rules import conducted
from linkdesk.assessments.measures.rules import default_how
from linkdesk.assessments.measures.rules import dots
from linkdesk.assessments.measures.rules import left_open
from linkdesk.assessments.measures.rules import series
from linkdesk.assessments.rules import AnswerRecord
from linkdesk.assessments.rules import AssessmentRecord
from linkdesk.assessments.rules import ScoreRecord
from linkdesk.assessments.rules import Setting

START = datetime(2026, 1, 5, 12, tzinfo=UTC)
TODAY = date(2026, 6, 1)
CLIENT = uuid.UUID(int=9)


def answered(week: int, *values: float, mode: Mode = Mode.CLIENT, **more: Any) -> AssessmentRecord:
    """Return a finished talk of that week with a score for each value: "Happy", and "Anxious" where low is good."""
    at = START + timedelta(weeks=week)
    names = (("Happy", True), ("Anxious", False))
    given = {
        "form_version": "1",
        "completed_at": at,
        "scores": tuple(
            ScoreRecord(name, value, 0, 10, high_is_good=good)
            for value, (name, good) in zip(values, names, strict=False)
        ),
        "how": HowRecord(mode=mode, pictures=True),
        **more,
    }
    return AssessmentRecord(
        id=uuid.UUID(int=week + 1),
        client_id=CLIENT,
        form_url="urn:x",
        title="Well",
        started_at=at,
        answers=(),
        **given,
    )


def test_the_first_and_the_last_answer_are_compared() -> None:
    happy, anxious = series([answered(9, 7, 3), answered(4, 1, 9), answered(0, 4, 6)])
    assert [point.score.value for point in happy.points] == [4, 1, 7]
    assert happy.before is not None
    assert happy.after is not None
    assert (happy.before.score.value, happy.after.score.value, happy.words) == (4, 7, "3 better")
    assert anxious.words == "3 better", "for worry a smaller number is the good end"


@pytest.mark.parametrize(
    ("before", "after", "words"), [(4, 4, "The same"), (7, 4, "3 worse"), (0, 10, "10 better"), (0, 0, "The same")]
)
def test_change_in_words(before: int, after: int, words: str) -> None:
    assert series([answered(0, before), answered(1, after)])[0].words == words


def test_a_row_that_was_shown_and_not_answered_says_why_the_newest_first() -> None:
    def row(week: int, name: str, **more: Any) -> AssessmentRecord:
        answer = AnswerRecord(name, f"{name}?", more.pop("value", None), "", score_name=name, **more)
        return replace(answered(week, scores=()), answers=(answer, AnswerRecord("own", "Words?", None, "")))

    talks = [
        row(0, "Happy", skipped=True),
        row(2, "Anxious", unknown=True),
        row(1, "Satisfied"),
        row(3, "Worthwhile", value=0),
        replace(row(4, "Unfinished"), completed_at=None),
        replace(row(5, "Taken up"), follows_id=CLIENT),
    ]
    assert [(each.name, each.words) for each in left_open(talks)] == [
        ("Anxious", "I do not know"),
        ("Satisfied", "No answer"),
        ("Happy", "Skipped"),
    ]
    assert len(left_open([row(week, "Happy") for week in range(MOST_LEFT + 5)])) == MOST_LEFT


def test_a_row_without_a_good_end_is_higher_or_lower() -> None:
    def row(week: int, value: float) -> AssessmentRecord:
        return answered(week, scores=(ScoreRecord("Sure", value, 1, 10, judged=False),))

    assert series([row(0, 3), row(1, 8)])[0].words == "5 higher"
    assert series([row(0, 8), row(1, 3)])[0].words == "5 lower"


def test_answers_given_in_different_ways_are_never_compared() -> None:
    (happy,) = series([answered(0, 4), answered(1, 8, mode=Mode.PHONE)])
    assert (happy.before, happy.after, happy.words) == (None, None, rules.MIXED)
    assert not any(dot.paired for dot in happy.dots)


def test_of_several_ways_the_one_answered_last_is_compared() -> None:
    phone = {"mode": Mode.PHONE}
    (happy,) = series(
        [answered(0, 1), answered(1, 2), answered(2, 3, **phone), answered(3, 9), answered(4, 5, **phone)]
    )
    assert happy.before is not None
    assert happy.after is not None
    assert (happy.before.score.value, happy.after.score.value) == (3, 5)
    assert [dot.paired for dot in happy.dots] == [False, False, True, False, True]
    assert [dot.alike for dot in happy.dots] == [False, False, True, False, True], "no line joins what is not compared"


def test_versions_of_a_form_are_not_compared_and_one_answer_is_not_enough() -> None:
    (happy,) = series([answered(0, 4), answered(1, 8, form_version="2")])
    assert happy.words == rules.VERSIONS
    assert series([answered(0, 4)])[0].words == rules.ONE


def about(week: int, goal: str, value: float) -> AssessmentRecord:
    """Return a rating of a goal."""
    answer = AnswerRecord("goal", "What is your goal?", goal, goal)
    return replace(answered(week, value), form_url="urn:linkdesk:form:goal-ratings", answers=(answer,))


def test_two_goals_are_never_taken_for_one() -> None:
    (other,) = series([about(0, "Swim again", 3), about(1, "Find a job", 9)])
    assert other.words == rules.SUBJECT
    (same,) = series([about(0, "Swim again", 3), about(1, "Find a job", 9), about(2, " swim  AGAIN ", 5)])
    assert same.words == "2 better"
    assert [dot.alike for dot in same.dots] == [True, False, True]


def test_the_form_of_goals_asks_what_the_goal_is() -> None:
    for url, link_id in rules.SUBJECTS.items():
        assert form(url).question(link_id) is not None


def test_unfinished_talks_and_those_that_take_up_others_do_not_count() -> None:
    assert series([answered(0, 4, completed_at=None), answered(1, 4, follows_id=uuid.UUID(int=1))]) == ()
    assert series([]) == ()


def test_the_chart_keeps_its_points_inside_and_apart() -> None:
    (line,) = series([answered(week, week % 11) for week in range(30)])
    found = line.dots
    assert len(found) == rules.CHART_POINTS
    assert len({dot.x for dot in found}) == rules.CHART_POINTS
    assert all(0 < dot.x < rules.WIDTH and 0 < dot.y < rules.HEIGHT for dot in found)
    assert [dot.paired for dot in found] == [True, *[False] * 10, True], "the first of the two stays in the picture"
    by_value = {dot.value: dot.y for dot in found}
    assert by_value["10"] < by_value["0"], "a larger number stands higher"


def test_one_point_stands_in_the_middle_and_an_empty_row_does_not_divide_by_nought() -> None:
    (line,) = series([answered(0, scores=(ScoreRecord("Flat", 5, 5, 5),))])
    assert [(dot.x, dot.value) for dot in dots(line)] == [(rules.WIDTH // 2, "5")]


def test_how_a_talk_ran_comes_from_who_had_the_screen_until_somebody_says_it() -> None:
    assert default_how(Setting.CLIENT) == HowRecord(mode=Mode.CLIENT, pictures=True)
    assert default_how(Setting.WORKER) == HowRecord(mode=Mode.WORKER, pictures=False)
    assert conducted(answered(0, how=None, setting=Setting.CLIENT)).mode is Mode.CLIENT
    said = HowWords(mode=Mode.PAPER, pictures=False, help_given="Read aloud")
    assert said.sentence == "On paper. Without pictures. Help given: Read aloud."
    assert HowWords(mode=Mode.PHONE, pictures=True).sentence == "By phone. Pictures were shown."


def test_help_has_a_limit() -> None:
    check_how(HowWords(mode=Mode.PAPER, pictures=True, help_given="x" * 150))
    with pytest.raises(ValueError, match="too long"):
        check_how(HowWords(mode=Mode.PAPER, pictures=True, help_given="x" * 151))


@pytest.mark.parametrize(
    ("reason", "words", "day", "sentence"),
    [
        (NotAskedReason.OTHER, "", TODAY, "other reason"),
        (NotAskedReason.UPSET, "x" * 151, TODAY, "too long"),
        (NotAskedReason.UPSET, "", date(2026, 6, 2), "still to come"),
    ],
)
def test_a_measure_that_was_not_asked_needs_what_it_needs(
    reason: NotAskedReason, words: str, day: date, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        check_not_asked(NoteNotAsked(CLIENT, "urn:x", reason, words, day), TODAY)


def test_each_reason_has_its_words() -> None:
    for reason in NotAskedReason:
        check_not_asked(NoteNotAsked(CLIENT, "urn:x", reason, "In own words", TODAY), TODAY)
        assert NotAskedRecord(CLIENT, "urn:x", "X", reason, "", TODAY).reason_words


HELD: dict[str, Any] = {
    "client_id": CLIENT,
    "name": "A scale of theirs",
    "value": 21,
    "low": 7,
    "high": 35,
    "taken_on": TODAY,
    "by_whom": "The practice",
}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "name of the form"),
        ({"name": "x" * 151}, "name of the form"),
        ({"by_whom": ""}, "who holds"),
        ({"low": 35}, "smaller than the highest"),
        ({"high": 1e9}, "smaller than the highest"),
        ({"value": 6}, "between 7 and 35"),
        ({"value": float("nan")}, "between 7 and 35"),
        ({"taken_on": date(2026, 6, 2)}, "still to come"),
    ],
)
def test_a_total_that_cannot_be_is_refused(wrong: dict[str, Any], sentence: str) -> None:
    check_held(NoteHeldScore(**HELD), TODAY)
    with pytest.raises(ValueError, match=sentence):
        check_held(NoteHeldScore(**(HELD | wrong)), TODAY)


def test_a_total_says_both_its_ends() -> None:
    values = {name: value for name, value in HELD.items() if name != "client_id"}
    assert HeldScoreRecord(id=CLIENT, **values).words == "21, on a row from 7 to 35"
    assert HeldScoreRecord(id=CLIENT, **(values | {"value": 123456.125})).words.startswith("123456.125,")


def test_papers_count_from_the_day_on_the_paper_in_whatever_order_they_were_typed_in() -> None:
    march, january = date(2026, 3, 2), date(2026, 1, 7)
    typed = [answered(20, 8, paper_on=march), answered(21, 2, paper_on=january), answered(6, 5)]
    (happy,) = series(typed)
    assert [(point.day, point.score.value) for point in happy.points] == [
        (january, 2),
        (date(2026, 2, 16), 5),
        (march, 8),
    ]
    assert happy.words == "6 better"


def test_what_was_answered_in_words_nobody_checked_is_never_compared() -> None:
    asked = [answered(0, 3, 3), answered(4, 5, 5, unchecked_words=True), answered(8, 7, 7)]
    found = series(asked)[0]
    assert found.before is not None
    assert found.after is not None
    assert (found.before.score.value, found.after.score.value) == (3, 7)
    alone = series([answered(0, 3, 3, unchecked_words=True), answered(4, 5, 5)])[0]
    assert (alone.before, alone.why) == (None, rules.UNCHECKED)
