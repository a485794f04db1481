"""What is typed over a card: cut to its room, never a day that is over, said as a person says it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest

from linkdesk.printing.rules import ClientItem
from linkdesk.printing.short.rules import LINE
from linkdesk.printing.short.rules import NOTHING_SAID
from linkdesk.printing.short.rules import ROWS
from linkdesk.printing.short.rules import TEXT
from linkdesk.printing.short.rules import TYPED
from linkdesk.printing.short.rules import Said
from linkdesk.printing.short.rules import begins
from linkdesk.printing.short.rules import clock_words
from linkdesk.printing.short.rules import draft_name
from linkdesk.printing.short.rules import typed_over
from linkdesk.record.drafts import KEY_LENGTH

TODAY = date(2026, 11, 25)
OFFERED = Said(day=date(2026, 12, 8), time="14:30", place="The library")
DAY = {"day-day": "9", "day-month": "12", "day-year": "2026"}


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("09:05", "9:05 in the morning"),
        ("00:30", "12:30 in the morning"),
        ("12:00", "12:00 in the afternoon"),
        ("14:30", "2:30 in the afternoon"),
        ("18:00", "6:00 in the evening"),
        ("after lunch", "after lunch"),
    ],
)
def test_a_time_is_said_with_twelve_hours(time: str, said: str) -> None:
    assert clock_words(time) == said


def test_what_is_typed_stands_over_what_is_offered() -> None:
    typed = {**DAY, "time": "10:00", "place": " At \x00home ", "bring": "", "secret": "x", "hours": "y"}
    said = typed_over(ClientItem.APPOINTMENT, OFFERED, typed, TODAY)
    assert said == Said(day=date(2026, 12, 9), time="10:00", place="At home")


def test_a_card_for_a_day_that_is_over_is_offered_anew() -> None:
    over = {"day-day": "1", "day-month": "11", "day-year": "2026", "place": "The old place"}
    assert typed_over(ClientItem.APPOINTMENT, OFFERED, over, TODAY) == OFFERED
    letter = typed_over(ClientItem.CANNOT_REACH, OFFERED, {**over, "words": "Hello"}, TODAY)
    assert (letter.day, letter.words) == (OFFERED.day, "Hello")


@pytest.mark.parametrize("day", ["", "31 of never", "99"])
def test_a_day_that_is_none_leaves_a_line_to_write_on(day: str) -> None:
    assert typed_over(ClientItem.APPOINTMENT, OFFERED, {"day-day": day}, TODAY).day is None


def test_very_long_words_stay_on_the_card() -> None:
    said = typed_over(ClientItem.APPOINTMENT, OFFERED, {"place": "x\ny" * 500, "words": "z\n" * 5000}, TODAY)
    assert len(said.place) <= LINE
    assert "\n" not in said.place
    assert len(said.words) <= TEXT


def test_every_short_print_says_what_may_be_typed_and_is_kept_under_its_own_name() -> None:
    assert set(TYPED) == set(ROWS)
    assert len({draft_name(item) for item in ROWS}) == len(ROWS)
    assert all(draft_name(item).isidentifier() for item in ROWS)
    about = [draft_name(ClientItem.SERVICE, uuid.UUID(int=number)) for number in (1, 2)]
    assert about[0] != about[1]
    assert all(each.isidentifier() and len(each) <= KEY_LENGTH for each in about)
    assert all(hasattr(NOTHING_SAID, name) for names in TYPED.values() for name in names)


def test_a_visit_begins_where_its_day_and_time_are_known() -> None:
    found = begins(OFFERED)
    assert found is not None
    assert found.isoformat() == "2026-12-08T14:30:00"
    for unknown in (replace(OFFERED, day=None), replace(OFFERED, time="25:99"), replace(OFFERED, time="about 2")):
        assert begins(unknown) is None
