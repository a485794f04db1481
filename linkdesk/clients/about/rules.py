"""About me and social context: headings, lengths and what a record holds (PRSB, v1.1).

Smoking, alcohol and drugs are no part of this page: they are asked only when the work needs them.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.settings import Limits

if TYPE_CHECKING:
    from datetime import date

TEXT_LENGTH = Limits().text
SUPPORTED_BY_LENGTH = 150
FACT_LENGTH = 150
FIRST_WORDS = 160
"""So much of the person's own words stands on the overview."""

HEADINGS = {
    "most_important": "What is most important to me",
    "people": "People who are important to me",
    "communication": "How I communicate and how to communicate with me",
    "wellness": "My wellness",
    "do_and_dont": "Please do and please don’t",
    "support": "How and when to support me",
    "also": "Also worth knowing about me",
}
"""The seven headings of the standard, in its order and words."""

FACTS = {
    "household": "Who lives with them",
    "accommodation": "What kind of home it is",
    "environment": "What at home is good or bad for their health",
    "occupation": "Work, now and before",
    "education": "School and learning",
    "lifestyle": "Activity, pets and hobbies",
    "circumstances": "Their situation, and if they are a carer",
    "dependants": "Who depends on them",
    "transport": "How they get about",
    "digital": "Phone, internet and how they use them",
    "home_access": "How to get in",
}
"""The social context."""

NAMES = {**HEADINGS, "supported_by": "Who helped to write it", **FACTS}


@dataclass(frozen=True, kw_only=True)
class AboutWords:
    """What is written about a person; empty where nothing is."""

    most_important: str = ""
    people: str = ""
    communication: str = ""
    wellness: str = ""
    do_and_dont: str = ""
    support: str = ""
    also: str = ""
    supported_by: str = ""
    household: str = ""
    accommodation: str = ""
    environment: str = ""
    occupation: str = ""
    education: str = ""
    lifestyle: str = ""
    circumstances: str = ""
    dependants: str = ""
    transport: str = ""
    digital: str = ""
    home_access: str = ""


@dataclass(frozen=True, kw_only=True)
class SaveAbout(AboutWords):
    """Keep the page; `version` is the one the worker saw, 0 where there was none."""

    client_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class AboutRecord(AboutWords):
    """The page as it is read: version 0 and no day where nothing was written yet."""

    client_id: UUID
    version: int = 0
    written_on: date | None = None
    writer_id: UUID | None = None

    @property
    def first_words(self) -> tuple[tuple[str, str], ...]:
        """What the overview shows: heading and beginning of the two that every visitor needs."""
        wanted = ("most_important", "do_and_dont")
        return tuple((HEADINGS[name], beginning(words)) for name in wanted if (words := getattr(self, name)))


@dataclass(frozen=True)
class AboutChange:
    """One part in which record and typed words differ."""

    name: str
    kept: str
    typed: str


def beginning(words: str) -> str:
    """Return the first words of a text, cut between two words."""
    line = " ".join(words.split())
    return line if len(line) <= FIRST_WORDS else f"{line[:FIRST_WORDS].rsplit(' ', 1)[0]}…"


def check(words: AboutWords) -> None:
    """Refuse what is too long; nothing is cut off.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    for name, label in NAMES.items():
        most = TEXT_LENGTH if name in HEADINGS else FACT_LENGTH
        if len(getattr(words, name)) > most:
            raise ValueError(f"“{label}” is too long. Use {most} characters or fewer.")


def differences(kept: AboutWords, typed: AboutWords) -> tuple[AboutChange, ...]:
    """Return every part that differs, in the order of the page."""
    pairs = ((each.name, getattr(kept, each.name), getattr(typed, each.name)) for each in fields(AboutWords))
    return tuple(AboutChange(NAMES[name], old or "Nothing", new or "Nothing") for name, old, new in pairs if old != new)
