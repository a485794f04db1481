"""The file for a calendar: initials, time and venue, sound by the standard, and not a word more."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import date
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from linkdesk.connections.calendar import LONGEST
from linkdesk.connections.calendar import calendar_file
from linkdesk.connections.calendar import calendar_of
from linkdesk.connections.calendar import initials

MADE = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
UID = uuid.UUID(int=5)


def test_it_holds_initials_time_and_venue() -> None:
    lines = calendar_file(UID, MADE, "A.E.", date(2026, 12, 3), "14:30", "The gate, 1 Park Lane").decode().split("\r\n")
    assert lines == [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//LinkDesk//first visit//EN", "BEGIN:VEVENT", f"UID:{UID}"),
        *("DTSTAMP:20261125T100000Z", "DTSTART:20261203T143000", "SUMMARY:A.E."),
        *("LOCATION:The gate\\, 1 Park Lane", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR", ""),
    ]


def test_without_a_time_it_is_the_day_and_without_a_venue_there_is_none() -> None:
    text = calendar_file(UID, MADE, "A.", date(2026, 12, 3), "", "").decode()
    assert "DTSTART;VALUE=DATE:20261203\r\n" in text
    assert "LOCATION" not in text


@given(st.text(max_size=200))
def test_no_venue_breaks_out_of_its_line_or_makes_one_too_long(place: str) -> None:
    raw = calendar_file(UID, MADE, "A.", date(2026, 12, 3), "", place)
    lines = raw.decode().split("\r\n")
    assert all(len(line.encode()) <= LONGEST for line in lines)
    whole = raw.decode().replace("\r\n ", "")
    assert whole.count("BEGIN:VEVENT") == 1 + place.count("BEGIN:VEVENT")
    names = [line.split(":")[0].split(";")[0] for line in lines if line and not line.startswith(" ")]
    assert set(names) <= {
        *("BEGIN", "VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "SUMMARY", "LOCATION", "CLASS", "END"),
    }


def test_only_first_letters_are_left_of_a_name() -> None:
    assert initials("ann", " Example") == "A.E."
    assert initials("", "") == ""


def test_several_events_are_one_file_each_with_its_own_id() -> None:
    day = date(2026, 12, 3)
    events = ((uuid.UUID(int=number), "A.E.", day, "14:30", "Hall") for number in (1, 2))
    text = calendar_of(events, MADE).decode()
    assert text.count("BEGIN:VEVENT\r\n") == text.count("END:VEVENT\r\n") == 2
    assert text.count("BEGIN:VCALENDAR") == text.count("END:VCALENDAR") == 1
    assert all(f"UID:{uuid.UUID(int=number)}\r\n" in text for number in (1, 2))
    assert calendar_of((), MADE).decode().endswith("END:VCALENDAR\r\n")
