"""Reading what was typed with the words that stand in the index: slips, halves of words, places, days, languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import text

from linkdesk.services.finding import rules
from linkdesk.services.finding.models import WORDS_TABLE
from linkdesk.services.finding.models import ServiceWord
from linkdesk.services.finding.rules import Understood
from linkdesk.services.finding.rules import Unit
from linkdesk.services.finding.words import lexicon
from linkdesk.services.finding.words import split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

MOST_WORDS = 12
SHORTEST = 4
"""Letters: a shorter word has too many others near it."""
MANY = 12
"""So many words that begin like a typed half are looked for."""
_STANDS = text(f"SELECT 1 FROM {WORDS_TABLE} WHERE {WORDS_TABLE} MATCH :asked LIMIT 1")  # noqa: S608 - a name of ours


def understand(session: Session, typed: str) -> Understood:
    """Return what typed words ask for; an empty text asks for nothing."""
    age, rest = rules.age_asked(typed)
    postcode, words = rules.postcode_asked(split(rest))
    return _Reader(session, words[:MOST_WORDS]).read(age, postcode)


class _Reader:
    def __init__(self, session: Session, words: tuple[str, ...]) -> None:
        self._session = session
        self._towns = _towns(session, words)
        self._slips: dict[str, str] = {}
        self._meant = [self._means(each) for each in words]
        self._words = [each[0] for each in self._meant]

    def read(self, age: int | None, postcode: str) -> Understood:
        units: list[Unit] = []
        beside: list[str] = []
        plain = lexicon()
        place = 0
        while place < len(self._words):
            length, topics = plain.longest(self._words, place)
            if length and not (length == 1 and self._is_beside(self._words[place])):
                phrase = " ".join(self._words[place : place + length])
                others = self._meant[place][1:] if length == 1 else ()
                units.append(Unit((phrase, *others), topics))
                place += length
                continue
            beside.append(self._words[place]) if self._is_beside(self._words[place]) else self._plain(place, units)
            place += 1
        units = _told(units, alone=not beside)
        days = frozenset(rules.DAY_WORDS[each] for each in beside if each in rules.DAY_WORDS)
        days |= {"SA", "SU"} if rules.WEEKEND & set(beside) else set()
        return Understood(
            units=tuple(units),
            days=days,
            part=next((rules.PART_OF[each] for each in beside if each in rules.PART_OF), ""),
            free="free" in beside,
            access=bool(rules.ACCESS_WORDS & set(beside)),
            languages=tuple(each for each in beside if each in rules.LANGUAGES),
            places=tuple(each for each in beside if each in self._towns),
            age=age,
            postcode=postcode,
            slips=tuple(self._slips.items()),
        )

    def _is_beside(self, word: str) -> bool:
        named = word in rules.DAY_WORDS or word in rules.WEEKEND or word in rules.PART_OF or word == "free"
        return named or word in rules.ACCESS_WORDS or word in rules.LANGUAGES or word in self._towns

    def _plain(self, place: int, units: list[Unit]) -> None:
        units.append(Unit(self._meant[place]))

    def _means(self, word: str) -> tuple[str, ...]:
        """Return which words a typed one may mean: itself, those it begins or stands in, or of which it is a slip."""
        if word in rules.STOP or word in rules.KIN or self._is_beside(word) or lexicon().knows(word):
            return (word,)
        if self._session.execute(_STANDS, {"asked": f'"{word}"'}).first():
            return (word,)
        if found := self._begun(word):
            return (word, *found)
        if len(word) < SHORTEST:
            return (word,)
        if found := self._near(word):
            self._slips[word] = found[0]
            if found[0] in (towns := set(_towns(self._session, found[:1]))):
                self._towns |= towns
            return found
        return (word, *self._begun(word, inside=True))

    def _begun(self, word: str, *, inside: bool = False) -> tuple[str, ...]:
        like = ServiceWord.word.contains(word) if inside else ServiceWord.word.startswith(word)
        return tuple(self._session.scalars(select(ServiceWord.word).where(like).limit(MANY)))

    def _near(self, word: str) -> tuple[str, ...]:
        asked = select(ServiceWord.word).where(func.length(ServiceWord.word).between(len(word) - 2, len(word) + 2))
        first = ServiceWord.word.between(word[0], word[0] + "￿")
        plain = lexicon().vocabulary
        same = [*self._session.scalars(asked.where(first)), *(each for each in plain if each[0] == word[0])]
        return rules.nearest(word, _once(same)) or rules.nearest(word, _once([*self._session.scalars(asked), *plain]))


def _once(words: Iterable[str]) -> list[str]:
    return [each for each in dict.fromkeys(words) if len(each) >= SHORTEST]


def _towns(session: Session, words: tuple[str, ...]) -> set[str]:
    asked = select(ServiceWord.word).where(ServiceWord.word.in_(words), ServiceWord.place)
    return set(session.scalars(asked)) if words else set()


def _told(units: list[Unit], *, alone: bool) -> list[Unit]:
    """Leave out the words that say little, and whom it is about, where others say what is asked for."""
    told = [each for each in units if each.topics or each.words[0] not in rules.STOP]
    asked = [each for each in told if each.words[0] not in rules.KIN]
    return asked or told or (units if alone else [])
