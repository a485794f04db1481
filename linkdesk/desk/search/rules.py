"""What search shows: who was found, why, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from linkdesk.clients import rules as clients
from linkdesk.clients.finding.rules import INNER_LEAST
from linkdesk.clients.rules import CaseloadRow

VERSION = 1
"""Of how texts are folded for the index."""
NOTE = 100
"""The worth of a hit in a note: any hit in a name or number is better."""
_PREFIX_LEAST = 4
"""So many letters of a word that is still being typed are looked for as its beginning; fewer would begin too many."""


@dataclass(frozen=True, kw_only=True)
class SearchRow(CaseloadRow):
    """One person who was found; `why` is empty where the name says it."""

    why: str


@dataclass(frozen=True)
class SearchPage:
    """Those who were found, best first; `more` says that others fit as well and are not counted."""

    rows: tuple[SearchRow, ...]
    total: int
    more: bool
    number: int = 1
    pages: int = 1

    @property
    def words(self) -> str:
        """Say in one line how many there are."""
        counted = f"{'More than ' if self.more else ''}{self.total} client{'' if self.total == 1 else 's'} found"
        shown = len(self.rows)
        return f"{counted}, the best {shown} are shown" if self.more or shown < self.total else counted


def note_words(text: str) -> str:
    """Return a text as its words are indexed: folded like names, so that both are searched the same way."""
    return clients.folded(text).replace("_", " ")


def note_query(search: str) -> str:
    """Return what the index of notes is asked, or an empty text when nothing typed can be asked there.

    Every word must be in the same note; the last one may still be being typed.
    """
    words = note_words(search).split()
    if not words or max(map(len, words)) < INNER_LEAST:
        return ""
    last = f'"{words[-1]}"*' if len(words[-1]) >= _PREFIX_LEAST else f'"{words[-1]}"'
    return " AND ".join([*(f'"{word}"' for word in words[:-1]), last])


def note_why(source: str, at: datetime, now: datetime) -> str:
    """Say in which note a word was found, like "in an answer of 3 May"; the year where it is another one."""
    day = at.astimezone()
    year = f" {day.year}" if day.year != now.astimezone().year else ""
    return f"in {source} of {day.day} {day:%B}{year}"
