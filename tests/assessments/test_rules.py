"""Scores, faces and answers as read models."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import UTC
from datetime import datetime
from uuid import uuid4

import pytest

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.library import form
from linkdesk.assessments.rules import AnswerRecord
from linkdesk.assessments.rules import AnswerValue
from linkdesk.assessments.rules import AssessmentRecord
from linkdesk.assessments.rules import ScoreRecord
from linkdesk.assessments.rules import changes
from linkdesk.assessments.rules import face_for
from linkdesk.assessments.rules import listed
from linkdesk.assessments.rules import plain


@pytest.mark.parametrize(
    ("value", "face"),
    list(enumerate(f"face-{point}" for point in (0, 0, 3, 3, 3, 5, 5, 8, 8, 8, 10))),
)
def test_the_nearest_face_is_shown_and_halfway_takes_the_sadder(value: int, face: str) -> None:
    assert face_for(value, 0, 10) == face


@pytest.mark.parametrize(
    ("value", "face"),
    list(enumerate(f"worry-{point}" for point in (0, 0, 3, 3, 5, 5, 5, 8, 8, 10, 10))),
)
def test_a_face_never_lies_about_worry(value: int, face: str) -> None:
    assert face_for(value, 0, 10, high_is_good=False) == face


def test_faces_work_on_other_ranges_and_outside_them() -> None:
    assert face_for(1, 1, 5) == "face-0"
    assert face_for(5, 1, 5) == "face-10"
    assert face_for(99, 1, 5) == "face-10"
    assert face_for(-3, 1, 5) == "face-0"


def test_a_scale_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="high end above its low end"):
        face_for(1, 3, 3)


def test_nought_and_no_are_answers_but_skipped_and_unknown_are_not() -> None:
    assert AnswerRecord("a", "How?", 0, "0").answered
    assert AnswerRecord("a", "Is it?", value=False, value_text="No").answered
    assert not AnswerRecord("a", "How?", None, "", skipped=True).answered
    assert not AnswerRecord("a", "How?", None, "", unknown=True).answered
    assert not AnswerRecord("a", "How?", None, "").answered


def test_a_record_cannot_be_changed() -> None:
    record = AssessmentRecord(uuid4(), uuid4(), "urn:x", "1", "Talk", datetime(2026, 11, 2, tzinfo=UTC), None, ())
    with pytest.raises(FrozenInstanceError):
        record.title = "Other"  # type: ignore[misc]  # the fault under test


def test_change_says_better_or_worse_by_the_good_end() -> None:
    before = (ScoreRecord("happy", 3, 0, 10), ScoreRecord("anxious", 8, 0, 10, high_is_good=False))
    now = (ScoreRecord("happy", 0, 0, 10), ScoreRecord("anxious", 2, 0, 10, high_is_good=False))
    assert [change.words for change in changes(before, now)] == ["3 worse", "6 better"]


def test_change_keeps_order_and_never_invents_a_number() -> None:
    before = (ScoreRecord("happy", 3, 0, 10), ScoreRecord("gone", 1, 0, 10))
    now = (ScoreRecord("new", 0, 0, 10), ScoreRecord("happy", 3, 0, 10))
    table = changes(before, now)
    assert [row.name for row in table] == ["new", "happy", "gone"]
    assert [row.words for row in table] == ["Nothing to compare yet", "The same", "Nothing to compare yet"]
    assert now[0].face == "face-0"


def test_a_row_that_was_shown_stays_in_the_table_and_says_why_it_has_no_score() -> None:
    left = {
        "worth": AnswerRecord("w", "Worth?", None, "", unknown=True).left_words,
        "happy": AnswerRecord("h", "Happy?", 3, "3").left_words,
        "calm": AnswerRecord("c", "Calm?", None, "", skipped=True).left_words,
    }
    table = changes((), (ScoreRecord("happy", 3, 0, 10),), left)
    assert [row.name for row in table] == ["worth", "happy", "calm"]
    assert [row.left for row in table if row.now is None] == ["I do not know", "Skipped"]


def test_only_another_owner_is_named_under_the_answers() -> None:
    def record(owner: str) -> AssessmentRecord:
        now = datetime(2026, 11, 2, tzinfo=UTC)
        return AssessmentRecord(uuid4(), uuid4(), "urn:x", "1", "Talk", now, None, (), copyright=owner)

    ours, theirs = (form(url).copyright for url in (WHAT_MATTERS, ONS4))
    assert record(ours).attribution == ""
    assert record(theirs).attribution == theirs != ""


@pytest.mark.parametrize("value", [None, 0, False, 2.5, "words", (), ("a", "b")])
def test_a_value_comes_back_from_json_as_it_was(value: AnswerValue) -> None:
    kept = json.loads(json.dumps(plain(value)))
    assert listed(kept) == value
    assert type(listed(kept)) is type(value)
