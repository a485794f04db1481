"""The phrase bank that comes with LinkDesk: goals and steps in easy words, each with a picture."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BANK = Path(__file__).with_name("bank.csv")
"""Columns: key, kind, words, picture (a key of `pictures.csv`)."""

_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "for",
        "i",
        "in",
        "is",
        "it",
        "me",
        "my",
        "of",
        "on",
        "or",
        "the",
        "to",
        "want",
        "we",
        "with",
    )
)


class PhraseKind(StrEnum):
    """Where a phrase is offered: for a goal, for a step, for what helps if it gets hard."""

    GOAL = "goal"
    STEP = "step"
    HARD = "hard"


@dataclass(frozen=True)
class BankPhrase:
    """One phrase; its words are a sentence of LinkDesk's catalogues, so it has drafts in each language."""

    key: str
    kind: PhraseKind
    words: str
    picture: str


@cache
def bank() -> tuple[BankPhrase, ...]:
    """Return every phrase in the order of the file."""
    with BANK.open(encoding="utf-8", newline="") as file:
        return tuple(
            BankPhrase(row["key"], PhraseKind(row["kind"]), row["words"], row["picture"])
            for row in csv.DictReader(file)
        )


def same_words(text: str) -> str:
    """Return what two texts share that are word for word the same: spaces folded, without the last full stop."""
    return " ".join(text.split()).removesuffix(".").rstrip()


@cache
def _sentences() -> dict[str, str]:
    return {same_words(each.words): each.words for each in bank()}


def bank_sentence(text: str) -> str | None:
    """Return the sentence of the bank that a text is word for word, as the catalogues have it; else nothing."""
    return _sentences().get(same_words(text))


def fitting(typed: str, offered: Sequence[str], most: int) -> list[int]:
    """Return the places of the phrases that fit what is typed, best first.

    A phrase fits where a typed word begins one of its words; words that say little on their own do not count, and a
    word that many phrases share counts less. What is typed already word for word is not offered again.
    """
    begun = {word for word in _words(typed) if word not in _COMMON}
    own = [[word for word in _words(phrase) if word not in _COMMON] for phrase in offered]
    worth = dict.fromkeys(range(len(own)), 0.0)
    for word in begun:
        hit = [place for place, words in enumerate(own) if any(each.startswith(word) for each in words)]
        for place in hit:
            worth[place] += 1 / len(hit)
    fits = [place for place, phrase in enumerate(offered) if worth[place] and same_words(phrase) != same_words(typed)]
    return sorted(fits, key=lambda place: (-worth[place], place))[:most]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
