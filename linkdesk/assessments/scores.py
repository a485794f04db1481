"""Scores of a form: each row of numbers is its own score, as ONS asks; there is no sum of unlike things."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from linkdesk.assessments.questionnaire import Band
from linkdesk.assessments.questionnaire import Form
from linkdesk.assessments.questionnaire import Question
from linkdesk.assessments.questionnaire import Values
from linkdesk.assessments.questionnaire import shown
from linkdesk.assessments.rules import AnswerValue
from linkdesk.assessments.rules import ScoreRecord


def scores(form: Form, values: Values) -> tuple[ScoreRecord, ...]:
    """Return a score for every row of numbers that was asked and answered; 0 is a score like any other.

    ONS publishes no composite of its four questions, so none is made (harmonised personal well-being standard).
    """
    found = (
        score_of(question.link_id, values.get(question.link_id), frame(question)) for question in shown(form, values)
    )
    return tuple(score for score in found if score is not None)


def frame(question: Question) -> dict[str, Any] | None:
    """Return what must be kept beside an answer so that its score can be read without the form."""
    scale = question.scale
    if scale is None:
        return None
    return {
        "name": scale.name,
        "low": scale.low,
        "high": scale.high,
        "high_is_good": scale.high_is_good,
        "lower_words": scale.lower_words,
        "upper_words": scale.upper_words,
        "judged": scale.faces,
        "bands": [asdict(band) for band in scale.bands],
    }


def score_of(link_id: str, value: AnswerValue, kept: dict[str, Any] | None) -> ScoreRecord | None:
    """Return the score of a kept answer, or nothing where there is no row of numbers or no answer."""
    if kept is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    bands = (Band(**band) for band in kept["bands"])
    return ScoreRecord(
        name=kept["name"],
        value=value,
        low=kept["low"],
        high=kept["high"],
        link_id=link_id,
        high_is_good=kept["high_is_good"],
        lower_words=kept["lower_words"],
        upper_words=kept["upper_words"],
        judged=kept.get("judged", True),
        band=next((band.words for band in bands if band.low <= value <= band.high), ""),
    )
