"""What search asks of the notes, and what it says."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime

import pytest

from linkdesk.desk.search import rules
from linkdesk.desk.search.rules import SearchPage

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("garden", '"garden"*'),
        ("gar", '"gar"'),
        ("ga", ""),
        ("", ""),
        ("%", ""),
        ("the Café gard", '"the" AND "cafe" AND "gard"*'),
        ('gar" OR x* NEAR', '"gar" AND "or" AND "x" AND "near"*'),
        ("_garden_", '"garden"*'),
    ],
)
def test_notes_are_asked_for_whole_words_and_the_beginning_of_the_last(typed: str, asked: str) -> None:
    assert rules.note_query(typed) == asked


def test_words_of_a_note_are_folded_like_names() -> None:
    assert rules.note_words("I love Łódź, don’t_I?") == "i love lodz dont i"


def test_it_says_in_which_note_a_word_was_found() -> None:
    assert rules.note_why("an answer", datetime(2026, 5, 3, 12, 0, tzinfo=UTC), NOW) == "in an answer of 3 May"
    assert rules.note_why("a plan", datetime(2025, 5, 3, 12, 0, tzinfo=UTC), NOW) == "in a plan of 3 May 2025"


@pytest.mark.parametrize(
    ("total", "more", "words"),
    [
        (0, False, "0 clients found"),
        (1, False, "1 client found, the best 0 are shown"),
        (150, True, "More than 150 clients found, the best 0 are shown"),
    ],
)
def test_it_says_how_many_there_are(total: int, more: bool, words: str) -> None:  # noqa: FBT001 - a parameter of the test
    assert SearchPage((), total, more).words == words
