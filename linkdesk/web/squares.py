"""QR codes (ISO/IEC 18004): words that a phone reads from the screen or from paper, without a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime

QUIET = 4
"""Modules of white around a code, as the standard asks."""
MOST = 500
"""Bytes: a denser code is hard to read from a printer of an office."""


@dataclass(frozen=True)
class Square:
    """One code: `side` in modules with its white edge, `path` the dark modules as SVG path data, `holds` its words."""

    side: int
    path: str
    holds: str


def square(words: str) -> Square:
    """Return the code of some words, with error correction M.

    Raises:
        RuleBroken: there are too many words for a code that every phone can read.
    """
    import segno

    if len(words.encode()) > MOST:
        raise RuleBroken("These words are too long for a square. Nothing was changed. Make them shorter.")
    rows = segno.make_qr(words, error="m", boost_error=False).matrix
    path = "".join(_row(bytes(row), number) for number, row in enumerate(rows, start=QUIET))
    return Square(len(rows) + 2 * QUIET, path, words)


def _row(row: bytes, number: int) -> str:
    """Return the dark runs of one row; a run is one shape, so that no hairline shows between its modules."""
    parts, start = [], None
    for place, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            parts.append(f"M{start + QUIET} {number}h{place - start}v1h-{place - start}z")
            start = None
    return "".join(parts)


def call(number: str) -> str:
    """Return the address that makes a phone ring a number (RFC 3966)."""
    return f"tel:{_dialled(number)}"


def text_message(number: str, words: str) -> str:
    """Return what opens a ready text on a phone; it is sent only when somebody presses send there."""
    return f"SMSTO:{_dialled(number)}:{words}"


def whole_day(day: date, title: str, place: str = "") -> str:
    """Return a day for the calendar of a phone (RFC 5545)."""
    return _event(f"DTSTART;VALUE=DATE:{day:%Y%m%d}", title, place)


def meeting(begins: datetime, title: str, place: str = "") -> str:
    """Return a meeting for the calendar of a phone, at the time of the clock on the wall, wherever the phone is."""
    return _event(f"DTSTART:{begins:%Y%m%dT%H%M%S}", title, place)


def _event(begins: str, title: str, place: str) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", f"SUMMARY:{_escaped(title)}", begins]
    lines += [f"LOCATION:{_escaped(place)}"] if place else []
    return "\r\n".join((*lines, "END:VEVENT", "END:VCALENDAR"))


def _dialled(number: str) -> str:
    return "".join(sign for sign in number if sign in "0123456789+")


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
