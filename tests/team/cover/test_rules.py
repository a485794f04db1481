"""What a cover cannot be."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from linkdesk.team.cover import rules
from linkdesk.team.cover.rules import ArrangeCover
from linkdesk.team.cover.rules import CoverRecord

ONE, TWO = uuid.UUID(int=1), uuid.UUID(int=2)
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("who", "first", "last", "words"),
    [
        (ONE, TODAY, TODAY, "somebody else"),
        (TWO, date(2026, 11, 27), date(2026, 11, 26), "before the first"),
        (TWO, date(2026, 11, 1), date(2026, 11, 24), "over already"),
        (TWO, TODAY, date(2027, 12, 25), "a year at most"),
    ],
)
def test_what_cannot_be_is_refused(who: uuid.UUID, first: date, last: date, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        rules.check(ArrangeCover(ONE, who, first, last), TODAY)


def test_one_day_is_enough_and_both_days_count() -> None:
    rules.check(ArrangeCover(ONE, TWO, TODAY, TODAY), TODAY)
    cover = CoverRecord(ONE, ONE, "A", TWO, "B", date(2026, 11, 24), TODAY)
    assert [cover.runs(day) for day in (date(2026, 11, 23), date(2026, 11, 24), TODAY, date(2026, 11, 26))] == [
        False, True, True, False,
    ]  # fmt: skip
