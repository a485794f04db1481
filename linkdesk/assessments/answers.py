"""From what was typed or chosen to a value, and from a value to the words that are shown."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from linkdesk.assessments.questionnaire import Question
from linkdesk.assessments.rules import AnswerValue
from linkdesk.assessments.rules import ChosenOption
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Kind
from linkdesk.languages.sentences import Sentence
from linkdesk.record.checks import date_parts
from linkdesk.record.checks import not_both
from linkdesk.record.checks import plain_digits
from linkdesk.record.checks import plain_text
from linkdesk.settings import Limits
from linkdesk.web.display import long_date

SKIPPED = Sentence("You skipped this question")
UNKNOWN = Sentence("I do not know")
NOT_ASKED = Sentence("No answer yet")
YES, NO = Sentence("Yes"), Sentence("No")
WHOLE_NUMBER = Sentence("Write a whole number, like 3.")
ANY_NUMBER = Sentence("Write a number, like 3 or 2.5.")

_WHOLE = re.compile(r"[+-]?[0-9]{1,12}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_YES_NO = {"yes": True, "no": False}
_DATE_BOXES = 3


def read(question: Question, given: Sequence[str], limits: Limits | None = None) -> AnswerValue:
    """Return the value of what was given for a question; nothing given is None, 0 and "no" are answers.

    `given` holds the chosen keys or the typed text; for a date the day, month and year.

    Raises:
        ValueError: one easy-read sentence that says what to do.
    """
    limits = limits or Limits()
    parts = [plain_text(part) for part in given]
    if not any(parts):
        return None
    if not question.asks:
        raise ValueError(Sentence("There is nothing to answer on this page."))
    if question.kind is not Kind.DATE:
        parts = [part for part in parts if part]
    return _READERS[question.kind](question, parts, limits)


def words(question: Question, value: AnswerValue) -> str:
    """Return the value as page, print and export show it; no answer is an empty text."""
    if value is None:
        return ""
    if question.kind is Kind.BOOLEAN:
        return YES if value is True else NO
    if question.kind in (Kind.CHOICE, Kind.MULTI):
        return ", ".join(option.text for option in chosen(question, value))
    if question.scale is not None:
        return Sentence("%(points)s out of %(most)s", points=value, most=question.scale.high)
    if question.kind is Kind.DATE and isinstance(value, str):
        return long_date(date.fromisoformat(value))
    return f"{value} {question.unit}".strip()


def chosen(question: Question, value: AnswerValue) -> tuple[ChosenOption, ...]:
    """Return the options that a value means, in the order of the form."""
    keys = value if isinstance(value, tuple) else (value,)
    return tuple(
        ChosenOption(option.key, option.text, option.system, option.code, option.picture)
        for option in question.options
        if option.key in keys
    )


def with_hidden(question: Question, command: GiveAnswer, kept: AnswerValue) -> GiveAnswer:
    """Return the command with those answers added that were chosen before and are not offered because of who is here.

    The page did not show them, so nothing that it sends takes them away, not even skipping. There may be more answers
    together than the form allows: when the person is alone, they see them all and choose.
    """
    if not isinstance(kept, tuple) or question.kind is not Kind.MULTI:
        return command
    hidden = {option.key for option in question.options if option.aside}.intersection(kept)
    if not hidden:
        return command
    given = command.value if isinstance(command.value, tuple) else ()
    both = tuple(option.key for option in question.options if option.key in hidden.union(given))
    return replace(command, value=both, skipped=False, unknown=False)


def day(value: AnswerValue) -> date | None:
    """Return the date of a kept answer, or nothing."""
    return date.fromisoformat(value) if isinstance(value, str) else None


def boxes(question: Question, value: AnswerValue) -> tuple[str, ...]:
    """Return a kept value as it is filled into the page again: the inverse of `read`."""
    if value is None:
        return ()
    if question.kind is Kind.BOOLEAN:
        return ("yes" if value is True else "no",)
    if question.kind is Kind.DATE and isinstance(value, str):
        day = date.fromisoformat(value)
        return (str(day.day), str(day.month), str(day.year))
    return value if isinstance(value, tuple) else (str(value),)


def _text(question: Question, parts: list[str], limits: Limits) -> str:
    return _within(question, parts[0], limits.text)


def _line(question: Question, parts: list[str], limits: Limits) -> str:
    return _within(question, " ".join(parts[0].split()), limits.line)


def _within(question: Question, text: str, most: int) -> str:
    allowed = min(most, question.max_length or most)
    if len(text) > allowed:
        raise ValueError(Sentence("Use fewer words. There is room for %(count)s letters.", count=f"{allowed:,}"))
    return text


def _choice(question: Question, keys: list[str], _limits: Limits) -> AnswerValue:
    picked = tuple(option for option in question.options if option.key in keys)
    if {option.key for option in picked} != {key for key in keys if key}:
        raise ValueError(Sentence("Choose one of the answers on this page."))
    if question.kind is Kind.CHOICE:
        if len(picked) > 1:
            raise ValueError(Sentence("Choose one answer only."))
        return picked[0].key
    if question.most and len(picked) > question.most:
        over = len(picked) - question.most
        raise ValueError(
            Sentence(
                "Choose up to %(most)s. You chose %(count)s. Take %(over)s away.",
                most=question.most,
                count=len(picked),
                over=over,
            )
        )
    alone = [option.text for option in picked if option.exclusive]
    if alone and len(picked) > 1:
        raise ValueError(not_both(alone[0]))
    return tuple(option.key for option in picked)


def _point(question: Question, parts: list[str], _limits: Limits) -> int:
    text = parts[0]
    scale = question.scale
    if scale is None:
        raise ValueError(Sentence("This question has no numbers to choose from."))
    if not _WHOLE.fullmatch(text) or int(text) not in scale.points:
        raise ValueError(Sentence("Choose a number from %(low)s to %(high)s.", low=scale.low, high=scale.high))
    return int(text)


def _yes_no(_question: Question, parts: list[str], _limits: Limits) -> bool:
    text = parts[0]
    if text not in _YES_NO:
        raise ValueError(Sentence("Choose yes or no."))
    return _YES_NO[text]


def _number(question: Question, parts: list[str], _limits: Limits) -> int | float:
    text = plain_digits(parts[0])
    whole = question.kind is Kind.WHOLE
    if not (_WHOLE if whole else _DECIMAL).fullmatch(text):
        raise ValueError(WHOLE_NUMBER if whole else ANY_NUMBER)
    value = int(text) if whole else float(text)
    low = question.low if isinstance(question.low, int | float) else -math.inf
    high = question.high if isinstance(question.high, int | float) else math.inf
    if not low <= value <= high:
        raise ValueError(_range(low, high))
    return value


def _range(low: float, high: float) -> Sentence:
    if math.isinf(low):
        return Sentence("Write a number that is %(high)s or less.", high=f"{high:g}")
    if math.isinf(high):
        return Sentence("Write a number that is %(low)s or more.", low=f"{low:g}")
    return Sentence("Write a number from %(low)s to %(high)s.", low=f"{low:g}", high=f"{high:g}")


def _date(question: Question, parts: list[str], _limits: Limits) -> str:
    if len(parts) != _DATE_BOXES:
        raise ValueError(Sentence("Write a day, a month and a year."))
    day = date_parts(*parts).isoformat()
    if isinstance(question.low, str) and day < question.low:
        raise ValueError(Sentence("Write a date that is not before %(day)s.", day=_day_words(question.low)))
    if isinstance(question.high, str) and day > question.high:
        raise ValueError(Sentence("Write a date that is not after %(day)s.", day=_day_words(question.high)))
    return day


def _day_words(day: str) -> str:
    return long_date(date.fromisoformat(day))


_READERS: dict[Kind, Callable[[Question, list[str], Limits], AnswerValue]] = {
    Kind.TEXT: _text,
    Kind.LINE: _line,
    Kind.CHOICE: _choice,
    Kind.MULTI: _choice,
    Kind.SCALE: _point,
    Kind.BOOLEAN: _yes_no,
    Kind.WHOLE: _number,
    Kind.DECIMAL: _number,
    Kind.DATE: _date,
}
