"""Which answers are most worth talking about before the person goes; pure.

LinkDesk never scores risk: nothing here is added up, ranked or coloured. Each answer is shown for one plain reason
that stands beside it, and an answer that is not shown may matter just as much. Guidance on suicide and self-harm in
England says not to use scales or tools to predict either, and to listen to the person (NICE NG225, 1.6).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.assessments.rules import Kind
from linkdesk.languages.tongues import is_english

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from linkdesk.assessments.questionnaire import Question
    from linkdesk.assessments.rules import AnswerRecord
    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.assessments.rules import ScoreRecord

NO_SCORE = "LinkDesk never scores risk. An answer that is not listed here does not mean that the person is safe."
"""Stands on every page of this room."""

BAD_END = 0.4
"""So much of a row of numbers, from its bad end, is shown: 0 to 4 where high is good, 6 to 10 where low is good.

These are the lowest bands in which ONS publishes its four questions on personal well-being.
"""

OWN_WORDS = (Kind.TEXT, Kind.LINE)
"""How words of one's own are answered."""

_ABOUT_SAFETY = re.compile(r"\b(un)?saf(e|er|ety)\b", re.IGNORECASE)


class Why(StrEnum):
    """Why an answer is shown."""

    MARKED = "The form marks this answer to be talked about."
    LOW = "Near the low end of a row where high is good."
    HIGH = "Near the high end of a row where low is good."
    NOT_SAFE = "A “no” to a question about being safe."
    SKIPPED = "Skipped, and the form marks the question as sensitive."
    UNKNOWN = "Not known, and the form marks the question as sensitive."
    EMPTY = "Left empty, and the form marks the question as sensitive."


@dataclass(frozen=True)
class Mark:
    """What the form says about one question beside its words.

    `about` is empty, `any`, `yes` or `no`; `options` are the keys of answers that are marked; `alone` those that
    stand alone ("None of these"); `has_good_end` is false where the form names no good end of a row of numbers; `first`
    marks the question that says what comes first: the areas of life chosen, the first card of a picture sort.
    """

    about: str = ""
    options: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    sensitive: bool = False
    has_good_end: bool = True
    first: bool = False


@dataclass(frozen=True)
class Worth:
    """One answer that is most worth talking about, and the plain reason."""

    answer: AnswerRecord
    why: Why


@dataclass(frozen=True)
class ReadingRecord:
    """When the screen was in the client's hands, when they stopped for today, and who read what they wrote.

    Of a paper form `turned_at` is when it was typed in.
    """

    turned_at: datetime
    stopped_at: datetime | None = None
    read_at: datetime | None = None
    read_by: UUID | None = None
    version: int = 1

    @property
    def is_due(self) -> bool:
        """Say whether nobody has confirmed yet that they read it."""
        return self.read_at is None


@dataclass(frozen=True)
class BeforeTheyGo:
    """What the worker reads: every free text, the answers most worth talking about, and whether it was read."""

    record: AssessmentRecord
    own_words: tuple[AnswerRecord, ...]
    worth: tuple[Worth, ...]
    read_by: str = ""
    first: tuple[AnswerRecord, ...] = ()
    aside: int = 0
    """How many questions were set aside to be asked when the person is alone."""
    foreign: frozenset[UUID | None] = frozenset()
    """Of which answers somebody may write down what they mean in English."""
    put_away: tuple[AnswerRecord, ...] = ()
    """What was answered and then fell away with the answer that had brought it up."""


def mark_of(question: Question, *, first: bool = False) -> Mark:
    """Return what the form says about a question; `first` where it is the first card of a picture sort."""
    return Mark(
        about=question.talk_about,
        options=frozenset(option.key for option in question.options if option.talk_about),
        alone=frozenset(option.key for option in question.options if option.exclusive),
        sensitive=question.sensitive is not None,
        has_good_end=question.scale is None or question.scale.faces,
        first=question.waits or first,
    )


def may_be_listed(question: Question) -> bool:
    """Say whether an answer to this question may be listed to be talked about, a row of numbers aside."""
    marked = question.talk_about or any(option.talk_about for option in question.options)
    return bool(marked) or (question.kind is Kind.BOOLEAN and _ABOUT_SAFETY.search(question.text) is not None)


def own_words(answers: Iterable[AnswerRecord]) -> tuple[AnswerRecord, ...]:
    """Return everything that was typed in words, whole and in the order of the form."""
    return tuple(each for each in answers if each.answered and each.kind in OWN_WORDS)


def may_be_foreign(answer: AnswerRecord, tags: Iterable[str]) -> bool:
    """Say whether own words may need to be told in English: by a language of the person or the talk, or their letters.

    `tags` are languages (BCP-47) of the person and of the talk.
    """
    if not answer.answered or answer.kind not in OWN_WORDS:
        return False
    letters = (sign for sign in str(answer.value) if sign.isalpha())
    return not all(map(is_english, tags)) or any("LATIN" not in unicodedata.name(letter, "") for letter in letters)


def what_comes_first(answers: Iterable[AnswerRecord], marks: Mapping[str, Mark]) -> tuple[AnswerRecord, ...]:
    """Return what the person chose to come first."""
    return tuple(each for each in answers if each.answered and marks.get(each.link_id, Mark()).first)


def worth_talking_about(
    answers: Iterable[AnswerRecord], scores: Iterable[ScoreRecord], marks: Mapping[str, Mark]
) -> tuple[Worth, ...]:
    """Return the answers most worth talking about, in the order of the form, each with its first reason.

    `marks` holds what the form says, by link id; of a form that is not here any more nothing is known but the answers.
    """
    by_question = {score.link_id: score for score in scores}
    found = ((each, why(each, by_question.get(each.link_id), marks.get(each.link_id, Mark()))) for each in answers)
    return tuple(Worth(answer, reason) for answer, reason in found if reason is not None)


def why(answer: AnswerRecord, score: ScoreRecord | None, mark: Mark) -> Why | None:
    """Return why an answer is most worth talking about, or None."""
    if not answer.answered:
        left = Why.UNKNOWN if answer.unknown else Why.SKIPPED if answer.skipped else Why.EMPTY
        return left if mark.sensitive else None
    if _is_marked(answer, mark):
        return Why.MARKED
    if answer.kind is Kind.BOOLEAN and answer.value is False and _ABOUT_SAFETY.search(answer.question_shown):
        return Why.NOT_SAFE
    return _at_bad_end(score) if score is not None and mark.has_good_end else None


def _is_marked(answer: AnswerRecord, mark: Mark) -> bool:
    """Say whether the form marks this answer; “None of these” alone is no answer to talk about."""
    chosen = {option.key for option in answer.chosen}
    if chosen & mark.options:
        return True
    if answer.kind is Kind.BOOLEAN:
        return mark.about in ("any", "yes" if answer.value else "no")
    return mark.about == "any" and not (chosen and chosen <= mark.alone)


def _at_bad_end(score: ScoreRecord) -> Why | None:
    share = (score.value - score.low) / (score.high - score.low) if score.high > score.low else 1.0
    if score.high_is_good:
        return Why.LOW if share <= BAD_END else None
    return Why.HIGH if share >= 1 - BAD_END else None
