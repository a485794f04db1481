"""How hard a text reads: sentences, words, syllables, Flesch-Kincaid grade, rarity of words."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Collection
from functools import cache
from importlib import import_module
from importlib.util import find_spec

RAREST = 4.2
"""Zipf frequency (base-10 logarithm of uses in a thousand million words) below which a word counts as rare."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')]*\s+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("er", ""),
    ("ly", ""),
)


def sentences(text: str) -> list[str]:
    """Split a paragraph into sentences; a heading or label without a full stop is one sentence."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def words(text: str) -> list[str]:
    """Return the words and numbers of a text."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Count the syllables of an English word, near enough for a grade: groups of vowels, silent e left out."""
    lower = word.lower()
    if not lower.isalpha():
        return 1
    count = len(_VOWELS.findall(lower))
    if lower.endswith("e") and not lower.endswith("le") and count > 1:
        count -= 1
    if lower.endswith(("ed",)) and not lower.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(count, 1)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade (US school year; reading age is about 5 more). Lines end sentences too."""
    spoken = words(text)
    lines = [part for line in text.splitlines() for part in sentences(line)]
    if not spoken or not lines:
        return 0.0
    return 0.39 * len(spoken) / len(lines) + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59


def rarity_is_checked() -> bool:
    """Say whether the list of word frequencies (`wordfreq`, a development dependency) is installed."""
    return find_spec("wordfreq") is not None


def is_rare(word: str, known: Collection[str] = ()) -> bool:
    """Say whether a word is rare in English, in all its plain forms; never when frequencies are not installed."""
    frequency = _frequency()
    if frequency is None:
        return False
    forms = {word, *plain_forms(word)}
    return not forms & set(known) and max(frequency(form, "en") for form in forms) < RAREST


def plain_forms(word: str) -> set[str]:
    """Return the words that this one may be a form of: walks and walking are as easy as walk."""
    found = set()
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 2:  # noqa: PLR2004 - shorter stems are no words
            found |= {stem + instead, _single(stem) + instead}
    return found


def _single(stem: str) -> str:
    """Undo a doubled consonant: stopp -> stop."""
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem  # noqa: PLR2004 - needs a stem before the pair


@cache
def _frequency() -> Callable[[str, str], float] | None:
    if not rarity_is_checked():
        return None
    found: Callable[[str, str], float] = import_module("wordfreq").zipf_frequency
    return found
