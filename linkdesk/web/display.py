"""How values are shown: dates, ages, phone and NHS numbers, file sizes. One filter each, pure functions."""

from __future__ import annotations

import re
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NOON = 12
_NHS_DIGITS = 10
_ISOLATE = "\u2066{}\u2069"
"""Left-to-right isolate and its end (Unicode UAX 9): keeps a number in order inside a right-to-left line."""


def local(value: date | datetime) -> date | datetime:
    """Return a moment in the time zone of this computer; a plain date stays as it is."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone()
    return value


def long_date(value: date | datetime | None) -> str:
    """Return "12 March 2026", or an empty text for None."""
    if value is None:
        return ""
    day = local(value)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_date(value: date | datetime | None) -> str:
    """Return "Thursday 12 March 2026"; the weekday helps to keep an appointment."""
    return "" if value is None else f"{_DAYS[local(value).weekday()]} {long_date(value)}"


def easy_date(value: date | datetime | None) -> str:
    """Return "Thursday 12 March" for easy-read pages, where the year is only noise for a near date."""
    return "" if value is None else day_date(value).rsplit(" ", 1)[0]


def clock_time(value: datetime | None) -> str:
    """Return "14:06" in the time of this computer."""
    return "" if value is None else f"{local(value):%H:%M}"


def easy_time(value: datetime | None) -> str:
    """Return "2:30 in the afternoon"; the 24-hour clock is hard for many readers."""
    if value is None:
        return ""
    moment = local(value)
    hour = int(f"{moment:%H}")
    minute = f"{moment:%M}"
    part = "in the morning" if hour < _NOON else ("in the afternoon" if hour < _NOON + 5 else "in the evening")
    shown = hour - _NOON if hour > _NOON else hour or _NOON
    return f"{shown} o’clock {part}" if minute == "00" else f"{shown}:{minute} {part}"


def day_and_time(value: datetime | None) -> str:
    """Return "12 March 2026, 14:06"."""
    return "" if value is None else f"{long_date(value)}, {clock_time(value)}"


def nhs_number(text: str | None) -> str:
    """Return "999 123 4567": three, three and four digits as the NHS prints it; other text unchanged."""
    digits = re.sub(r"\s", "", text or "")
    if len(digits) != _NHS_DIGITS or not digits.isdecimal():
        return text or ""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def phone(text: str | None) -> str:
    """Return a UK number in the groups it is read aloud in; a number already spaced stays as it is.

    Grouping after Ofcom's numbering plan: 020 + 4 + 4, 01x1 and 011x + 3 + 4, 03/08 + 3 + 4, else 5 + 3 + 3.
    """
    plain = (text or "").strip()
    if not re.fullmatch(r"0\d{10}", plain):
        return plain
    if plain.startswith("02"):
        cut = (3, 7)
    elif re.match(r"0(1\d1|11\d|3|8|9)", plain):
        cut = (4, 7)
    else:
        cut = (5, 8)
    return f"{plain[: cut[0]]} {plain[cut[0] : cut[1]]} {plain[cut[1] :]}"


def ltr(text: Any) -> str:
    """Return a text that keeps left-to-right order inside any line: numbers, codes, email addresses."""
    return _ISOLATE.format(text) if text not in (None, "") else ""


def years(age: int | None) -> str:
    """Return "1 year" or "34 years"."""
    return "" if age is None else f"{age} year{'' if age == 1 else 's'}"


def days_ago(value: date | datetime | None, today: date) -> str:
    """Return "today", "yesterday", "5 days ago", "tomorrow" or "in 3 days"."""
    if value is None:
        return ""
    there = local(value)
    day = there.date() if isinstance(there, datetime) else there
    gap = (today - day).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}
    if gap in near:
        return near[gap]
    return f"{gap} days ago" if gap > 0 else f"in {-gap} days"


def count(number: int, one: str, many: str = "") -> str:
    """Return "1 client", "3 clients", "No clients"; `many` for words that do not take an s."""
    several = many or f"{one}s"
    if number == 0:
        return f"No {several}"
    return f"{number:,} {one if number == 1 else several}"


def file_size(size: int) -> str:
    """Return a size in plain words: "640 KB", "1.2 MB"."""
    kib = 1024
    if size < kib:
        return count(size, "byte")
    if size < kib * kib:
        return f"{size / kib:.0f} KB"
    return f"{size / kib / kib:.1f} MB"


FILTERS: dict[str, Callable[..., str]] = {
    "long_date": long_date,
    "day_date": day_date,
    "easy_date": easy_date,
    "clock_time": clock_time,
    "easy_time": easy_time,
    "day_and_time": day_and_time,
    "nhs_number": nhs_number,
    "phone": phone,
    "ltr": ltr,
    "years": years,
    "days_ago": days_ago,
    "count_of": count,
    "file_size": file_size,
}
"""The Jinja filters, by name."""
