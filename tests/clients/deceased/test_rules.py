"""What may be said about a death."""

from __future__ import annotations

from datetime import date

import pytest

from linkdesk.clients.deceased import rules

BORN, TODAY = date(1950, 1, 2), date(2026, 11, 24)


def test_a_death_between_birth_and_today_with_a_source_is_fine() -> None:
    for day in (BORN, TODAY):
        rules.check_death(day, "GP practice", BORN, TODAY)


@pytest.mark.parametrize(
    ("day", "source", "words"),
    [
        (date(2026, 11, 25), "GP", "future"),
        (date(1950, 1, 1), "GP", "before the date of birth"),
        (TODAY, "", "who told you"),
        (TODAY, "x" * 151, "150 characters"),
    ],
)
def test_a_death_that_cannot_be_is_refused(day: date, source: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rules.check_death(day, source, BORN, TODAY)


@pytest.mark.parametrize("reason", ["", "x" * 151])
def test_it_is_taken_back_only_with_a_reason(reason: str) -> None:
    rules.check_reason("Another person of that name")
    with pytest.raises(ValueError, match="in error"):
        rules.check_reason(reason)


def test_the_sentence_says_when() -> None:
    assert rules.stopped(date(2026, 5, 3)).startswith("This person died on 3 May 2026, so nothing is printed")
