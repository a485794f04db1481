"""By what a person can be found, how well a typed word fits, and why; no row and no page in here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.clients import rules
from linkdesk.clients.finding import sounds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from linkdesk.clients.rules import ClientDetails

VERSION = 2
"""Of these rules; a vault whose index was made by others makes it anew."""
INNER_LEAST = 3
"""So many letters or digits must be typed before they are looked for inside a name or number."""


class Field(StrEnum):
    """What of a person a term comes from."""

    NAME = "name"
    NHS = "nhs"
    PHONE = "phone"
    POSTCODE = "postcode"
    BORN = "born"


class How(StrEnum):
    """How a part leads to a whole term."""

    INNER = "inner"
    SLIP = "slip"
    SOUND = "sound"


@dataclass(frozen=True, order=True)
class Term:
    """One folded word or number by which a person can be found."""

    field: Field
    text: str


@dataclass(frozen=True, order=True)
class Part:
    """What leads to a term that is not typed from its beginning or not typed right."""

    part: str
    how: How
    text: str


@dataclass(frozen=True)
class Fit:
    """How well a person fits a search: 0 is best. `why` is empty where it can be seen."""

    worth: int
    why: str = ""


@dataclass(frozen=True)
class Match:
    """A person who was found."""

    client_id: UUID
    fit: Fit


@dataclass(frozen=True)
class Found:
    """Who was found, best first; `more` says that there are others, who fit no better."""

    matches: tuple[Match, ...]
    more: bool = False


WHOLE, START, INSIDE, ONE_SLIP, SOUNDS, TWO_SLIPS = range(6)
_OTHER_WORTH = {How.INNER: INSIDE, How.SOUND: SOUNDS}
_WHY_FIELD = {Field.NHS: "NHS number", Field.PHONE: "phone", Field.POSTCODE: "postcode", Field.BORN: "date of birth"}
_WHY_WORTH = {ONE_SLIP: "similar spelling", SOUNDS: "sounds alike", TWO_SLIPS: "similar spelling"}


def terms(details: ClientDetails) -> frozenset[Term]:
    """Return all by which a person can be found."""
    written = (details.given_name, details.family_name, details.preferred_name, details.alias)
    names = rules.folded(" ".join(written)).split()
    found = {Term(Field.NAME, name) for name in names}
    found |= {Term(Field.PHONE, number) for phone in details.phones if (number := rules.digits(phone.number))}
    found.add(Term(Field.BORN, details.birth_date.isoformat()))
    if details.nhs_number:
        found.add(Term(Field.NHS, details.nhs_number))
    for postcode in (details.postcode, *(address.postcode for address in details.other_addresses)):
        halves = rules.folded(postcode).split()
        found |= {Term(Field.POSTCODE, each) for each in (*halves, "".join(halves)) if each}
    return frozenset(found)


def parts(text: str) -> frozenset[Part]:
    """Return what leads to a term: its inner parts, what is left of it after a slip, and its sound."""
    inner = {Part(text[at:], How.INNER, text) for at in range(1, len(text) - INNER_LEAST + 1) if "-" not in text}
    if sounds.slips_allowed(text):
        inner |= {Part(rest, How.SLIP, text) for rest in sounds.remainders(text)}
    if key := sounds.sound(text):
        inner.add(Part(key, How.SOUND, text))
    return frozenset(inner)


def readings(search: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to read a search, each the words that must all fit; a date may also be part of a number."""
    born, rest = rules.search_date(search)
    plain = rules.search_words(search)
    found = []
    if born is not None:
        found.append((born.isoformat(), *rules.search_words(rest)) if rest else (born.isoformat(),))
    if plain and not (born is not None and rest):
        found.append(plain)
    return tuple(found)


@dataclass(frozen=True)
class Word:
    """One typed word; `others` are the terms it may mean besides those it begins, each with its worth."""

    text: str
    others: Mapping[str, int]

    def worth(self, text: str) -> int | None:
        """Return how well the word fits one term, or None."""
        if text.startswith(self.text):
            return WHOLE if text == self.text else START
        return self.others.get(text)


def other_terms(word: str, led: Iterable[tuple[str, How]]) -> dict[str, int]:
    """Return the worth of the terms that parts led to; what only looked like a slip is left out."""
    found: dict[str, int] = {}
    for text, how in led:
        worth = _OTHER_WORTH.get(how) or _slip_worth(word, text)
        if worth is not None and not text.startswith(word):
            found[text] = min(worth, found.get(text, worth))
    return found


def _slip_worth(word: str, text: str) -> int | None:
    off = sounds.slips(word, text)
    return None if off is None else (ONE_SLIP if off == 1 else TWO_SLIPS)


def fit(words: Iterable[Word], terms: Iterable[Term]) -> Fit | None:
    """Return how well a person with these terms fits all words, or None when one of them does not fit."""
    known = tuple(terms)
    total, whys = 0, []
    for word in words:
        fitting = ((worth, term.field) for term in known if (worth := word.worth(term.text)) is not None)
        best = min(fitting, default=None)
        if best is None:
            return None
        total += best[0]
        whys.append(_WHY_FIELD.get(best[1], "") or _WHY_WORTH.get(best[0], ""))
    return Fit(total, ", ".join(dict.fromkeys(why for why in whys if why)))
