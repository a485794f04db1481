"""Totals of a form: several answers added up as its owner says, or no total and the reason why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.assessments import elements
from linkdesk.assessments.elements import OURS
from linkdesk.assessments.elements import Node
from linkdesk.assessments.elements import refused
from linkdesk.assessments.items import read_band
from linkdesk.assessments.questionnaire import SumScore
from linkdesk.assessments.questionnaire import shown
from linkdesk.assessments.rules import ScoreRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.questionnaire import Question
    from linkdesk.assessments.questionnaire import Values
    from linkdesk.assessments.rules import AnswerValue
    from linkdesk.settings import Forms

_NAME = 200
_WORDS = 60


@dataclass(frozen=True)
class Total:
    """One total of one talk: its score, or the questions without a number, so that there is none."""

    rule: SumScore
    score: ScoreRecord | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counted:
    """One question of a total, and what its answers count there; of a row of numbers its two ends.

    `turned` says that the form turns its numbers round; `answers` are so already.
    """

    text: str
    turned: bool
    answers: tuple[tuple[str, float], ...]
    unweighed: tuple[str, ...] = ()
    """Answers without a number: with one of them there is no total."""


def read_sums(found: Node, questions: Mapping[str, Question], limits: Forms) -> tuple[SumScore, ...]:
    """Return the totals a form names in its own extension `sum-score`.

    Raises:
        FileRefused: one has no name or a name twice, or adds up what has no numbers.
    """
    taken = {question.scale.name for question in questions.values() if question.scale}
    sums: list[SumScore] = []
    for entry in elements.extensions(found, limits.items).get(OURS + "sum-score", []):
        made = _sum(elements.extensions(entry, limits.items), questions, limits)
        if made.name in taken:
            raise refused(f"In this form two scores have the same name “{made.name[:40]}”.")
        taken.add(made.name)
        sums.append(made)
    return tuple(sums)


def totals(form: Form, values: Values) -> tuple[Total, ...]:
    """Return every total of which at least one question was asked.

    A question without an answer, or with one that has no number, leaves no total: nothing is made up for it.
    """
    asked = {question.link_id: question for question in shown(form, values)}
    return tuple(
        _total(form, each, asked, values) for each in form.sums if any(link_id in asked for link_id in each.items)
    )


def counted(form: Form, rule: SumScore) -> tuple[Counted, ...]:
    """Return each question of a total with what its answers count, in the order in which they are added up."""
    asked = {question.link_id: question for question in form.questions}
    return tuple(_counted(asked[link_id], turned=link_id in rule.reverse) for link_id in rule.items)


def _counted(question: Question, *, turned: bool) -> Counted:
    low, high = _ends(question)
    if question.scale is not None:
        ends = [(str(point), float(point)) for point in (question.scale.low, question.scale.high)]
        given: list[tuple[str, float | None]] = [*ends]
    else:
        given = [(option.text, option.weight) for option in question.options]
    numbers = tuple((words, low + high - weight if turned else weight) for words, weight in given if weight is not None)
    return Counted(question.text, turned, numbers, tuple(words for words, weight in given if weight is None))


def weight_of(question: Question, value: AnswerValue) -> float | None:
    """Return the number an answer counts with; 0 is a number like any other, None says that it has none."""
    if question.scale is not None:
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None
    return next((option.weight for option in question.options if option.key == value), None)


def _total(form: Form, rule: SumScore, asked: Mapping[str, Question], values: Values) -> Total:
    numbers: list[float] = []
    missing: list[str] = []
    for link_id in rule.items:
        question = asked.get(link_id)
        number = None if question is None else weight_of(question, values.get(link_id))
        if question is None or number is None:
            without = form.question(link_id)
            missing.append(without.text if without else link_id)
            continue
        low, high = _ends(question)
        numbers.append(low + high - number if link_id in rule.reverse else number)
    if missing:
        return Total(rule, None, tuple(missing))
    value = sum(numbers)
    score = ScoreRecord(
        name=rule.name,
        value=value,
        low=rule.low,
        high=rule.high,
        high_is_good=rule.high_is_good,
        lower_words=rule.lower_words,
        upper_words=rule.upper_words,
        band=next((band.words for band in rule.bands if band.low <= value <= band.high), ""),
        judged=rule.judged,
        total=True,
    )
    return Total(rule, score)


def _ends(question: Question) -> tuple[float, float]:
    """Return the least and the most that one question can count."""
    if question.scale is not None:
        return question.scale.low, question.scale.high
    weights = [option.weight for option in question.options if option.weight is not None]
    return min(weights, default=0), max(weights, default=0)


def _sum(parts: dict[str, list[Node]], questions: Mapping[str, Question], limits: Forms) -> SumScore:
    def text(name: str, kind: str, most: int) -> str:
        return next((elements.text(entry, kind, most) for entry in parts.get(name, [])), "")

    name = text("name", "valueString", _NAME)
    items = tuple(elements.text(entry, "valueString", limits.text) for entry in parts.get("item", []))
    reverse = frozenset(elements.text(entry, "valueString", limits.text) for entry in parts.get("reverse", []))
    good = text("good-end", "valueCode", 10)
    if not name or not items or len(set(items)) < len(items) or not reverse <= set(items):
        raise refused("In this form a total is not built as it should be.")
    if good not in ("", "high", "low"):
        raise refused("In this form the good end of a total is neither “high” nor “low”.")
    for link_id in items:
        if link_id not in questions or _ends(questions[link_id]) == (0, 0):
            raise refused(f"In this form a total adds up “{link_id[:40]}”, which has no numbers.")
    ends = [_ends(questions[link_id]) for link_id in items]
    return SumScore(
        name=name,
        items=items,
        low=sum(low for low, _high in ends),
        high=sum(high for _low, high in ends),
        reverse=reverse,
        judged=bool(good),
        high_is_good=good != "low",
        lower_words=text("lower-words", "valueString", _WORDS),
        upper_words=text("upper-words", "valueString", _WORDS),
        bands=tuple(read_band(entry, limits) for entry in parts.get("band", [])),
    )
