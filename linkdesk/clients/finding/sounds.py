"""How names sound and how they are misspelt: pure comparing of folded words."""

from __future__ import annotations

import re
from itertools import combinations
from itertools import pairwise

SOUND_LEAST = 2
"""A shorter key of a sound says nothing."""
_SLIP_FROM = ((7, 2), (4, 1))
"""How many letters may be off, by the length of the word: in short names one letter makes another name."""
_LOOKED_AT = 7
"""So many first letters are indexed: two words with few slips share what is left of these when letters are left out."""
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(.)\1+", r"\1"),
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^mac(?=[^aeiouy])", "mk"),
        (r"^mc", "mk"),
        (r"^(?:gh)", "g"),
        (r"gh", ""),
        (r"ph|v", "f"),
        (r"tch|cz|ch(?=[eiy])", "c"),
        (r"sch|sz|sh", "s"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"bh", "b"),
        (r"kh|ck|ch|q|c(?=[^eiys])|c$", "k"),
        (r"c", "s"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"dg|g(?=[eiy])", "j"),
        (r"h(?![aeiouy])", ""),
        (r"^[aeiou]+", "a"),
        (r"^y(?![aeiou])", "a"),
        (r"(?<=.)[aeiouyw]", ""),
        (r"(.)\1+", r"\1"),
    )
)
"""Our own key of a sound, for names of many countries: Stephen and Steven, Mohammed and Muhammad, Lukasz and Lucas."""


def sound(word: str) -> str:
    """Return a key that words which sound alike share; empty for numbers and for what is too short to tell."""
    if not word.isalpha():
        return ""
    key = word
    for pattern, replacement in _SOUNDS:
        key = pattern.sub(replacement, key)
    return key if len(key) >= SOUND_LEAST else ""


def slips_allowed(word: str) -> int:
    """Return how many letters of a word may be off; none in a number or a very short name."""
    if not word.isalpha():
        return 0
    return next((most for least, most in _SLIP_FROM if len(word) >= least), 0)


def remainders(word: str) -> frozenset[str]:
    """Return what is left of the first letters when none, one or two are left out.

    Words that differ by at most so many letters share a remainder, so a slip is looked up and never scanned for
    (symmetric deletion, W. Garbe 2012).
    """
    first = word[:_LOOKED_AT]
    places = range(len(first))
    return frozenset(
        "".join(letter for place, letter in enumerate(first) if place not in left_out)
        for count in range(slips_allowed(word) + 1)
        for left_out in combinations(places, count)
    )


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters must be put in, left out, changed or swapped with the next; at most `most` + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    older: list[int] = []
    last = list(range(len(other) + 1))
    for row, (before, letter) in enumerate(pairwise(" " + one), start=1):
        line = [row]
        for column, (other_before, other_letter) in enumerate(pairwise(" " + other), start=1):
            least = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != other_letter))
            if row > 1 and column > 1 and letter == other_before and before == other_letter:
                least = min(least, older[column - 2] + 1)
            line.append(least)
        if min(line) > most and min(last) > most:
            return most + 1
        older, last = last, line
    return min(last[-1], most + 1)


def slips(one: str, other: str) -> int | None:
    """Return by how many letters two words differ, or None when they are too different to be one name."""
    most = min(slips_allowed(one), slips_allowed(other))
    off = distance(one, other, most)
    return off if off <= most else None
