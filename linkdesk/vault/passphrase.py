"""Passphrases: five generated words on offer, and how hard a typed one is to guess."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from linkdesk.record.clock import Clock
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits

MOST_ESTIMATED = 100
"""The estimator's time grows faster than the text; what follows can only make the passphrase stronger."""

_CONTEXT = ("linkdesk", "link desk", "link worker", "social prescribing", "wellbeing")
_SPAN = 2**16


@lru_cache(maxsize=1)
def word_list() -> tuple[str, ...]:
    """Return the EFF's long list of easy words (about 12.9 bits each), without those spelt with a hyphen."""
    text = files("xkcdpass").joinpath("static", "eff-long").read_text(encoding="utf-8")
    return tuple(sorted({word for word in text.split() if word.isalpha()}))


def suggest_passphrase(clock: Clock, count: int) -> str:
    """Return `count` words, each drawn evenly from the list by the system's random source."""
    words = word_list()
    even = _SPAN - _SPAN % len(words)  # numbers above would favour the first words
    drawn: list[str] = []
    while len(drawn) < count:
        number = int.from_bytes(clock.random(2), "big")
        if number < even:
            drawn.append(words[number % len(words)])
    return " ".join(drawn)


def strength_bits(passphrase: str, context: Iterable[str] = ()) -> float:
    """Return log2 of the guesses that a clever guesser needs (zxcvbn), knowing the words of `context`."""
    from zxcvbn import zxcvbn

    if not passphrase.strip():
        return 0.0
    known = [*_CONTEXT, *(part for words in context for part in (words, *words.split()) if part)]
    found = zxcvbn(passphrase[:MOST_ESTIMATED], user_inputs=known, max_length=MOST_ESTIMATED)
    return math.log2(max(1, int(found["guesses"])))


def check_passphrase(passphrase: str, context: Iterable[str], limits: Limits) -> None:
    """Refuse a passphrase that could be guessed.

    The floor of 50 bits keeps a stolen laptop shut for centuries at the cost of one Argon2id run a guess.

    Raises:
        RuleBroken: it is too long to type, or estimated below `limits.passphrase_bits`.
    """
    if len(passphrase) > limits.passphrase_text:
        raise RuleBroken(f"That passphrase is longer than {limits.passphrase_text} characters. Use a shorter one.")
    if strength_bits(passphrase, context) < limits.passphrase_bits:
        raise RuleBroken(
            "That passphrase could be guessed. Nothing was changed. "
            "Use the five words on offer, or four or more words that have nothing to do with each other or with you."
        )
