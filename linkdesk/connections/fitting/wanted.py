"""What is looked for: a goal, a step, a need or an area of life, as topics of `services/finding/words.csv`; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.connections.gaps.rules import NEED_WORDS
from linkdesk.connections.gaps.rules import Need
from linkdesk.connections.gaps.rules import need_of
from linkdesk.services.finding.words import lexicon
from linkdesk.services.finding.words import split

if TYPE_CHECKING:
    from collections.abc import Mapping

TOPICS: Mapping[Need, frozenset[str]] = {
    need: frozenset(topics.split())
    for need, topics in {
        Need.COMPANY: "loneliness homevisits",
        Need.GROUP: "loneliness shed men women olderpeople",
        Need.MOVING: "walking swimming exercise chairexercise yoga dance football falls",
        Need.FEELINGS: "lowmood anxiety counselling crisis",
        Need.LOSS: "bereavement",
        Need.MONEY: "money debt benefits energy",
        Need.HOUSING: "housing homeless",
        Need.FOOD: "freefood cheapfood meals cooking",
        Need.WORK: "work volunteering",
        Need.LEARNING: "literacy digital english",
        Need.LANGUAGE: "english",
        Need.CARING: "carers youngcarers",
        Need.FAMILY: "parents perinatal babythings youth",
        Need.TRANSPORT: "transport",
        Need.HOME: "handyman gardenhelp furniture repair shopping",
        Need.INTERNET: "digital",
        Need.NATURE: "gardening nature fishing",
        Need.ARTS: "art craft music choir dance books",
        Need.LAW: "legal refugee",
        Need.HEALTH: "dementia stroke pain diabetes cancer breathing heart sight hearing disability autism",
        Need.SAFE: "domesticabuse crisis",
        Need.OTHER: "",
    }.items()
}
"""Which topics of the directory serve a need of the gap list."""


@dataclass(frozen=True)
class Area:
    """An area of the form “My life”: the need that it is counted under, and its own topics where it has some."""

    need: Need
    topics: frozenset[str] = frozenset()


AREAS: Mapping[str, Area] = {
    "money": Area(Need.MONEY),
    "home": Area(Need.HOUSING, frozenset({"housing", "homeless", "repair", "handyman", "energy"})),
    "work": Area(Need.WORK, frozenset({"work", "volunteering", "literacy"})),
    "people": Area(Need.COMPANY),
    "caring": Area(Need.CARING),
    "feelings": Area(Need.FEELINGS),
    "body": Area(Need.MOVING, TOPICS[Need.MOVING] | {"pain"}),
    "food": Area(Need.FOOD),
    "sleep": Area(Need.HEALTH, frozenset({"sleep"})),
    "getting-about": Area(Need.TRANSPORT),
    "digital": Area(Need.INTERNET),
    "safety": Area(Need.SAFE),
    "loss": Area(Need.LOSS),
    "alcohol": Area(Need.HEALTH, frozenset({"alcohol", "drugs", "smoking", "gambling"})),
    "uk": Area(Need.LAW, frozenset({"refugee", "legal", "english"})),
}
"""The options of the question `areas` of the form “My life” by their keys; a test holds them equal to the form."""
PRIVATE = frozenset({"domesticabuse", "crisis", "alcohol", "drugs", "gambling", "refugee", "lgbt", "homeless", "debt"})
"""Who looks for one of these need not show it to somebody beside them."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for: its words, the topics they ask for, and the need it is counted under where nothing fits."""

    words: str = ""
    topics: frozenset[str] = frozenset()
    need: Need | None = None

    @property
    def is_private(self) -> bool:
        """Say whether it is put away while someone is beside the worker."""
        return self.need is Need.SAFE or bool(self.topics & PRIVATE)


def wanted(words: str) -> Wanted:
    """Return what some words look for: topics that they ask for, else those of the need that they are about."""
    need = need_of(words) if words else None
    return Wanted(words, topics_asked(words) or (TOPICS[need] if need else frozenset()), need)


def of_need(need: Need) -> Wanted:
    """Return what serves a need of the gap list."""
    return Wanted(NEED_WORDS[need], TOPICS[need], need)


def of_area(key: str, words: str) -> Wanted | None:
    """Return what an area of life looks for, in the words of the form; None where it is no area."""
    area = AREAS.get(key)
    return Wanted(words, area.topics or TOPICS[area.need], area.need) if area else None


def topics_asked(text: str) -> frozenset[str]:
    """Return the topics for which a sentence asks, phrase by phrase, the longest first."""
    plain, words = lexicon(), split(text)
    found: set[str] = set()
    place = 0
    while place < len(words):
        length, topics = plain.longest(words, place)
        found |= topics
        place += max(length, 1)
    return frozenset(found)


def offered(text: str, topics: frozenset[str]) -> str:
    """Return the words with which a service says that it serves one of these topics, the first; else an empty text."""
    return lexicon().says(text, topics)
