"""What link workers ask for, and which invented groups answer it: judged by what a group is, never by what is found.

Odd lines of the file are for tuning; even lines are held out: nobody looks at what they find before it is published.
`*` stands for a group of any kind that has the rest.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from linkdesk.services.rules import Steps
from linkdesk.services.rules import is_free

if TYPE_CHECKING:
    from tests.services.invented.region import Group

FILE = Path(__file__).parent / "questions.csv"
TOP = 5
_PARTS = {"morning": ("00:00", "12:00"), "afternoon": ("12:00", "17:00"), "evening": ("17:00", "24:00")}


@dataclass(frozen=True)
class Question:
    """One question: the words, the kinds of group that answer it, and what else must be so."""

    words: str
    kinds: frozenset[str]
    town: str
    day: str
    part: str
    free: bool
    language: str
    access: bool

    def is_answered_by(self, group: Group) -> bool:
        """Say whether a group answers it: it can be used, is of that kind, and has what else is asked for."""
        words = group.words
        opens = [each for each in words.times if not self.day or self.day in each.days]
        since, until = _PARTS.get(self.part, ("", ""))
        return (
            group.usable
            and (self.kinds == {"*"} or group.kind in self.kinds)
            and self.town in {"", group.town}
            and (not self.day or bool(opens))
            and (not self.part or any(since <= each.opens_at < until for each in opens))
            and (not self.free or is_free(words.amount))
            and (not self.language or self.language in words.languages)
            and (not self.access or words.steps is Steps.FREE)
        )


def questions() -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Return the questions for tuning and those that are held out."""
    with FILE.open(encoding="utf-8", newline="") as file:
        every = [
            Question(
                row["question"],
                frozenset(row["kinds"].split("|")),
                row["town"],
                row["day"],
                row["part"],
                row["free"] == "yes",
                row["language"],
                row["access"] == "yes",
            )
            for row in csv.DictReader(file)
        ]
    return tuple(every[0::2]), tuple(every[1::2])


def recall(found: list[Group], question: Question, every: list[Group]) -> float:
    """Return which part of what should be among the first five is there: 1.0 where all five answer the question.

    Where fewer than five groups answer it, those are what should be there.
    """
    there = sum(map(question.is_answered_by, every))
    right = sum(map(question.is_answered_by, found[:TOP]))
    return right / min(TOP, there)
