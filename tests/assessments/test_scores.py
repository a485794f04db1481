"""Scores: nought counts, what was not answered does not, and there is no total."""

from __future__ import annotations

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import form
from linkdesk.assessments.scores import scores
from tests.assessments.forms import build
from tests.assessments.forms import item
from tests.assessments.forms import scale
from tests.assessments.forms import when


def test_nought_is_a_score_and_no_answer_is_none() -> None:
    found = scores(build(scale("a"), scale("b"), scale("c")), {"a": 0, "b": None})
    assert [(score.link_id, score.value) for score in found] == [("a", 0)]


def test_an_answer_to_a_hidden_row_does_not_count() -> None:
    gated = {**scale("b"), "enableWhen": [when("a", "=", answerBoolean=True)]}
    assert scores(build(item("a", "boolean"), gated), {"a": False, "b": 7}) == ()


def test_other_answers_are_not_scores() -> None:
    assert scores(build(item("a", "integer"), scale("b")), {"a": 3, "b": True}) == ()


def test_ons4_has_four_scores_their_bands_and_no_total() -> None:
    found = scores(form(ONS4), {"satisfied": 0, "worthwhile": 6, "happy": 9, "anxious": 0})
    assert [(score.name, score.value, score.band) for score in found] == [
        ("Satisfied with life", 0, "Low"),
        ("Things I do are worthwhile", 6, "Medium"),
        ("Happy yesterday", 9, "Very high"),
        ("Anxious yesterday", 0, "Very low"),
    ]
    assert [score.face for score in found] == ["face-0", "face-5", "face-8", "worry-0"]


def test_every_point_of_ons4_has_exactly_one_band() -> None:
    for question in form(ONS4).questions:
        if question.scale is None:
            continue
        for point in question.scale.points:
            assert sum(band.low <= point <= band.high for band in question.scale.bands) == 1
        assert question.scale.band(11) == ""
