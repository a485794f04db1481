"""Visits and meetings as a file for a calendar (RFC 5545): initials, time and venue, and nothing else; pure."""

from __future__ import annotations

from datetime import datetime
from datetime import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

LONGEST = 75
"""Bytes of a line, as the standard has it; a longer one goes on in the next after a space."""


def initials(given_name: str, family_name: str) -> str:
    """Return the first letters of a name: a calendar lies open on many screens."""
    return "".join(f"{name.strip()[0].upper()}." for name in (given_name, family_name) if name.strip())


def calendar_file(uid: UUID, made: datetime, who: str, day: date, at: str, place: str) -> bytes:
    """Return the file: a day, or from a time (14:30) at the clock on the wall, with initials (`who`) and the venue."""
    return calendar_of(((uid, who, day, at, place),), made)


def calendar_of(events: Iterable[tuple[UUID, str, date, str, str]], made: datetime) -> bytes:
    """Return a file of several events: for each its id, initials, day, time (14:30, or empty) and venue."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//LinkDesk//first visit//EN"]
    for uid, who, day, at, place in events:
        begins = f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        if at:
            begins = f"DTSTART:{datetime.combine(day, time.fromisoformat(at)):%Y%m%dT%H%M%S}"
        lines += [
            *("BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}", begins, f"SUMMARY:{_escaped(who)}"),
            *((f"LOCATION:{_escaped(place)}",) if place else ()),
            *("CLASS:PRIVATE", "END:VEVENT"),
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _folded(line: str) -> list[str]:
    """Cut a line where it is too long in bytes, never within a letter."""
    parts, now = [], ""
    for sign in line:
        if len((now + sign).encode()) > LONGEST:
            parts.append(now)
            now = " "
        now += sign
    return [*parts, now]


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
