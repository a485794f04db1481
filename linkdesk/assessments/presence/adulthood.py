"""Whether somebody is a child, as far as words about them tell: nobody's date of birth is kept in the circle.

A child must not interpret. Where words leave it open the worker is asked, so a wrong guess here costs one tick.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

FULL_AGE = 18
_OLDEST = 120

_CHILDREN = frozenset(
    (
        *("baby", "babies", "toddler", "child", "children", "kid", "kids", "grandchild", "grandchildren", "grandson"),
        *("granddaughter", "grandkid", "minor", "teenager", "teen", "schoolboy", "schoolgirl", "pupil", "godchild"),
        *("stepchild", "little", "young", "boy", "girl"),
    )
)
"""Said of somebody who is a child, or who is one more often than not: not offered unless an age says otherwise."""

_ADULTS = frozenset(
    (
        *("mother", "father", "mum", "mam", "mom", "dad", "parent", "stepmother", "stepfather", "stepmum", "stepdad"),
        *("husband", "wife", "spouse", "widow", "widower", "grandmother", "grandfather", "grandparent", "grandma"),
        *("grandpa", "granny", "nan", "nana", "grandad", "doctor", "gp", "nurse", "solicitor", "social", "worker"),
        *("landlord", "landlady", "manager", "teacher", "counsellor", "priest", "imam", "vicar", "rabbi", "adult"),
    )
)
_LITTLE_WORDS = frozenset(
    ("a", "an", "and", "the", "my", "our", "her", "his", "their", "of", "in", "law", "s", "old", "grown", "up")
)

_WORDS = re.compile(r"[^\W\d_]+")
_BORN = re.compile(r"\b(?:born|dob).{0,15}?((?:19|20)\d\d)\b")
_MONTHS_OLD = re.compile(r"\b\d{1,3}[\s-]*(?:months?|weeks?|days?)[\s-]*old\b")
_AGED = r"\baged?\s*(\d{1,3})\b|\b(\d{1,3})[\s-]*(?:years?|yrs?)[\s-]*old\b"
_AGE_IN_A_NOTE = re.compile(_AGED)
_AGE = re.compile(_AGED + r"|(?:^|[,(])\s*(\d{1,3})\s*(?:[,)]|$)|^[^\W\d]+\s+(\d{1,3})$")
"""In words on who somebody is a bare number is an age at the end: "son, 12", not "friend, 12 years"."""


class AgeGroup(StrEnum):
    """What words about somebody tell of their age."""

    CHILD = "child"
    ADULT = "adult"
    UNCLEAR = "unclear"


def age_group(about: str, note: str = "", *, today: date) -> AgeGroup:
    """Return what is told by words on who somebody is ("daughter, 12") and by a note on them.

    An age or a year of birth counts before any word; of several the youngest. A son or a friend may be of any age.
    """
    said, noted = about.casefold().strip(), note.casefold()
    born = [today.year - int(year) for text in (said, noted) for year in _BORN.findall(text)]
    ages = [*_numbers(_AGE, said), *_numbers(_AGE_IN_A_NOTE, noted)]
    if _MONTHS_OLD.search(f"{said} {noted}") or any(age < FULL_AGE for age in ages):
        return AgeGroup.CHILD
    if any(age <= FULL_AGE for age in born):
        return AgeGroup.CHILD  # in the year of the eighteenth birthday nobody knows whether it was yet
    if any(age <= _OLDEST for age in (*ages, *born)):
        return AgeGroup.ADULT
    return _by_words(set(_WORDS.findall(said)))


def _numbers(pattern: re.Pattern[str], text: str) -> list[int]:
    return [int("".join(groups)) for groups in pattern.findall(text)]


def _by_words(words: set[str]) -> AgeGroup:
    if "adult" in words or {"grown", "up"} <= words:
        return AgeGroup.UNCLEAR if words & _CHILDREN else AgeGroup.ADULT
    if words & _CHILDREN:
        return AgeGroup.CHILD
    telling = words - _LITTLE_WORDS
    return AgeGroup.ADULT if telling and telling <= _ADULTS else AgeGroup.UNCLEAR
