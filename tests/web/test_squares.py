"""Squares are read back by another reader than the one that made them."""

from __future__ import annotations

from datetime import date
from datetime import datetime

import pytest
import zxingcpp
from PIL import Image
from PIL import ImageDraw

from linkdesk.record.errors import RuleBroken
from linkdesk.web.squares import MOST
from linkdesk.web.squares import QUIET
from linkdesk.web.squares import Square
from linkdesk.web.squares import call
from linkdesk.web.squares import meeting
from linkdesk.web.squares import square
from linkdesk.web.squares import text_message
from linkdesk.web.squares import whole_day
from tests.web.squares import runs_of

SCALE = 6
DAY = date(2027, 1, 12)


def _read(code: Square) -> str:
    side = code.side * SCALE
    picture = Image.new("L", (side, side), 255)
    for x, y, length in runs_of(code.path):
        box = (x * SCALE, y * SCALE, (x + length) * SCALE - 1, (y + 1) * SCALE - 1)
        ImageDraw.Draw(picture).rectangle(box, 0)
    (found,) = zxingcpp.read_barcodes(picture)
    return str(found.text)


@pytest.mark.parametrize(
    "words",
    [
        call("01632 960 001"),
        text_message("+44 1632 960 001", "Hello, this is Robin. See you at 2:30; bring tea."),
        text_message("01632 960 001", "ہیلو، میں Robin ہوں۔"),
        whole_day(DAY, "We meet again", "Library; first floor, room 2"),
        "x" * MOST,
    ],
)
def test_another_reader_reads_what_was_put_in(words: str) -> None:
    code = square(words)
    assert _read(code) == words == code.holds
    assert min(x for x, _, _ in runs_of(code.path)) == min(y for _, y, _ in runs_of(code.path)) == QUIET
    assert max(x + length for x, _, length in runs_of(code.path)) == code.side - QUIET


def test_only_digits_are_dialled() -> None:
    assert call("01632 (960)-001 ext<script>") == "tel:01632960001"
    assert text_message("+44 1632", "a:b") == "SMSTO:+441632:a:b"


def test_a_day_is_one_event_and_words_cannot_break_out_of_it() -> None:
    event = whole_day(DAY, "a;b,c\\d\r\nEND:VEVENT")
    assert event.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        "SUMMARY:a\\;b\\,c\\\\d END:VEVENT",
        "DTSTART;VALUE=DATE:20270112",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_a_meeting_begins_at_the_time_of_the_clock_on_the_wall() -> None:
    lines = meeting(datetime(2027, 1, 12, 14, 30), "We meet", "The library, upstairs").split("\r\n")  # noqa: DTZ001
    assert "DTSTART:20270112T143000" in lines
    assert "LOCATION:The library\\, upstairs" in lines


def test_too_many_words_are_refused() -> None:
    with pytest.raises(RuleBroken, match="too long for a square"):
        square("x" * (MOST + 1))
