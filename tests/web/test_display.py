"""How values are shown."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from typing import Any

import pytest

from linkdesk.web import display

DAY = date(2026, 3, 12)


@pytest.fixture(autouse=True)
def london(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()


def test_dates_are_written_out() -> None:
    assert display.long_date(DAY) == "12 March 2026"
    assert display.day_date(DAY) == "Thursday 12 March 2026"
    assert display.easy_date(DAY) == "Thursday 12 March"


def test_moments_are_shown_in_local_time() -> None:
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert display.day_and_time(summer) == "2 July 2026, 00:30"
    assert display.clock_time(summer.replace(tzinfo=None)) == "00:30"
    assert display.long_date(summer) == "2 July 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 5, "12:05 in the morning"),
        (9, 0, "9 o’clock in the morning"),
        (12, 0, "12 o’clock in the afternoon"),
        (14, 30, "2:30 in the afternoon"),
        (17, 0, "5 o’clock in the evening"),
    ],
)
def test_easy_time_does_without_the_24_hour_clock(hour: int, minute: int, words: str) -> None:
    assert display.easy_time(datetime(2026, 1, 5, hour, minute, tzinfo=UTC)) == words


@pytest.mark.parametrize(
    "show",
    [
        display.long_date, display.day_date, display.easy_date, display.clock_time, display.easy_time,
        display.day_and_time, display.nhs_number, display.phone, display.ltr, display.years,
    ],
)  # fmt: skip
def test_nothing_is_shown_for_nothing(show: Any) -> None:
    assert show(None) == ""


def test_nhs_number_in_three_groups() -> None:
    assert display.nhs_number("9991234551") == "999 123 4551"
    assert display.nhs_number("not a number") == "not a number"


@pytest.mark.parametrize(
    ("plain", "shown"),
    [
        ("02079460001", "020 7946 0001"),
        ("01632960001", "01632 960 001"),
        ("01134960001", "0113 496 0001"),
        ("01214960001", "0121 496 0001"),
        ("08081570000", "0808 157 0000"),
        ("07700900001", "07700 900 001"),
        ("01632 960 001", "01632 960 001"),
        ("999", "999"),
    ],
)
def test_phone_in_groups(plain: str, shown: str) -> None:
    assert display.phone(plain) == shown


def test_number_keeps_its_order_in_a_right_to_left_line() -> None:
    assert display.ltr("020 1") == "\u2066020 1\u2069"


def test_counts_and_ages_agree_with_their_nouns() -> None:
    assert display.years(1) == "1 year"
    assert display.years(0) == "0 years"
    assert display.count(0, "client") == "No clients"
    assert display.count(1, "client") == "1 client"
    assert display.count(1250, "person", "people") == "1,250 people"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 12), "today"),
        (date(2026, 3, 11), "yesterday"),
        (date(2026, 3, 13), "tomorrow"),
        (date(2026, 3, 7), "5 days ago"),
        (date(2026, 3, 15), "in 3 days"),
        (datetime(2026, 3, 11, 9, tzinfo=UTC), "yesterday"),
        (None, ""),
    ],
)
def test_days_are_counted_from_today(day: date | None, words: str) -> None:
    assert display.days_ago(day, DAY) == words


def test_sizes_in_plain_words() -> None:
    assert [display.file_size(size) for size in (1, 900, 640 * 1024, 1258291)] == [
        "1 byte", "900 bytes", "640 KB", "1.2 MB",
    ]  # fmt: skip


def test_every_filter_is_named_once() -> None:
    assert display.FILTERS["long_date"] is display.long_date
    assert len(set(display.FILTERS.values())) == len(display.FILTERS)
