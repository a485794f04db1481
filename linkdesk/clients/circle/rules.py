"""People in a person's life: who they are, how close, and where they stand in the picture (PRSB "Relevant contacts").

Nobody here may be told anything because they are here: permission and representatives are kept under sharing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from dataclasses import fields
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from datetime import date

NAME_LENGTH = 70
WORDS_LENGTH = 70
PHONE_LENGTH = 35
EMAIL_LENGTH = 255
NOTE_LENGTH = 150
PEOPLE = 40
"""So many stand in the circle at a time; more than anybody can look through."""


class Closeness(StrEnum):
    """How close somebody is, as the person says it; the circle has one ring for each."""

    VERY_CLOSE = "very-close"
    CLOSE = "close"
    IN_MY_LIFE = "in-my-life"


CLOSENESS_WORDS = {
    Closeness.VERY_CLOSE: "Very close",
    Closeness.CLOSE: "Close",
    Closeness.IN_MY_LIFE: "In my life",
}
ROLES = {"next_of_kin": "Next of kin", "carer": "Carer", "emergency_contact": "Phone in an emergency"}

# The picture: a square of 600, one ring for each closeness, the person in the middle.
SIDE = 600
RINGS = {Closeness.VERY_CLOSE: 130, Closeness.CLOSE: 205, Closeness.IN_MY_LIFE: 280}
_PLACES = {Closeness.VERY_CLOSE: 95, Closeness.CLOSE: 168, Closeness.IN_MY_LIFE: 243}
"""How far from the middle somebody of each ring stands."""


@dataclass(frozen=True, kw_only=True)
class PersonWords:
    """What is known of somebody in a person's life; empty where nothing is."""

    name: str
    relationship: str = ""
    closeness: Closeness = Closeness.IN_MY_LIFE
    role: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""
    availability: str = ""
    next_of_kin: bool = False
    carer: bool = False
    emergency_contact: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AddPerson(PersonWords):
    """Put somebody into the circle."""

    client_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChangePerson(PersonWords):
    """Change what is known of somebody; `version` is the one the worker saw."""

    client_id: UUID
    person_id: UUID
    version: int


@dataclass(frozen=True)
class EndPerson:
    """Say that somebody is in the person's life no more; they stay on record with the day."""

    client_id: UUID
    person_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class PersonRecord(PersonWords):
    """Somebody in a person's life as every page reads them."""

    id: UUID
    client_id: UUID
    version: int
    ended_on: date | None = None

    @property
    def closeness_words(self) -> str:
        """How close, in words."""
        return CLOSENESS_WORDS[self.closeness]

    @property
    def roles(self) -> tuple[str, ...]:
        """What they are besides: next of kin, carer, the one to phone in an emergency."""
        return tuple(words for name, words in ROLES.items() if getattr(self, name))


@dataclass(frozen=True)
class Spot:
    """Where somebody stands in the picture, with the number that leads to their line of the table."""

    number: int
    name: str
    x: int
    y: int
    person: PersonRecord


@dataclass(frozen=True)
class CirclePage:
    """Everybody in a person's life, and those who were."""

    spots: tuple[Spot, ...]
    past: tuple[PersonRecord, ...]

    @property
    def rings(self) -> tuple[tuple[int, str], ...]:
        """The rings from the widest, with their words."""
        return tuple((radius, CLOSENESS_WORDS[closeness]) for closeness, radius in reversed(RINGS.items()))


@dataclass(frozen=True)
class PersonChange:
    """One part in which record and typed words differ."""

    name: str
    kept: str
    typed: str


def spots(people: tuple[PersonRecord, ...]) -> tuple[Spot, ...]:
    """Return where each stands: the closest first, by name, evenly spread over their ring.

    Every ring begins at another angle, so that names of neighbours in two rings do not lie on one another.
    """
    found: list[Spot] = []
    for turn, closeness in enumerate(Closeness):
        here = sorted((each for each in people if each.closeness is closeness), key=lambda each: each.name.casefold())
        for place, person in enumerate(here):
            angle = 2 * math.pi * (place / len(here) + turn / 7) - math.pi / 3
            x = SIDE // 2 + round(_PLACES[closeness] * math.cos(angle))
            y = SIDE // 2 + round(_PLACES[closeness] * math.sin(angle))
            found.append(Spot(len(found) + 1, short(person.name), x, y, person))
    return tuple(found)


SHORT = 10
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})


def short(name: str) -> str:
    """Return the first name, cut to what fits into the picture; the table has the whole."""
    words = name.split()
    first = next((word for word in words if word.rstrip(".").casefold() not in TITLES), name)
    return first if len(first) <= SHORT else f"{first[: SHORT - 1]}…"


LENGTHS = {
    "name": NAME_LENGTH,
    "relationship": WORDS_LENGTH,
    "role": WORDS_LENGTH,
    "organisation": WORDS_LENGTH,
    "phone": PHONE_LENGTH,
    "email": EMAIL_LENGTH,
    "availability": NOTE_LENGTH,
    "note": NOTE_LENGTH,
}


def check(words: PersonWords) -> None:
    """Refuse what nobody can be.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if not words.name:
        raise ValueError("Enter a name.")
    for name, most in LENGTHS.items():
        if len(getattr(words, name)) > most:
            raise ValueError(f"The {name} is too long. Use {most} characters or fewer.")


def differences(kept: PersonWords, typed: PersonWords) -> tuple[PersonChange, ...]:
    """Return every part that differs, in the order of the record."""
    pairs = ((each.name, getattr(kept, each.name), getattr(typed, each.name)) for each in fields(PersonWords))
    return tuple(
        PersonChange(name.replace("_", " ").capitalize(), _words(old), _words(new))
        for name, old, new in pairs
        if old != new
    )


def _words(value: Closeness | str | bool) -> str:  # noqa: FBT001 - a value of the record, whatever it is
    if isinstance(value, Closeness):
        return CLOSENESS_WORDS[value]
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return value or "Nothing"
