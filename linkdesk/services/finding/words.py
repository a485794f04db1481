"""Plain words and what they mean: the file `words.csv` (topic, asked, found), read once; pure.

Each line is a topic: in `asked` how people ask for it, in `found` what is said of services that offer it. Phrases are
parted by `|`; `*` at the end of a phrase stands for any ending. A new line, or a new word, makes the index anew.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from linkdesk.record.checks import search_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

FILE = Path(__file__).parent / "words.csv"
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’‘`´]")
_ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "e")
_SHORTEST = 4
"""Letters of a word that loses no ending: shorter ones would become each other."""
REMEMBERED = 50_000
"""So many different words of services are remembered; more are worked out each time."""
_STEM = 3
"""Letters that stay when an ending goes."""


def split(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: folded, without apostrophes."""
    return tuple(_WORD.findall(_APOSTROPHES.sub("", search_key(text))))


@cache
def stem(word: str) -> str:
    """Return a word without a common English ending: walks, walked and walking are walk."""
    if len(word) <= _SHORTEST or not word.isalpha():
        return word[:-1] if len(word) == _SHORTEST and word[-1] == "s" and word[-2] != "s" else word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM and not word.endswith("ss"):
            bare = word[: -len(ending)] + ("y" if ending == "ies" else "")
            twice = bare[-1] == bare[-2] and ending in {"ing", "ings", "ed"} and bare[-1] not in "lsz"
            return bare[:-1] if twice else bare
    return word


@dataclass
class _Phrases:
    """Phrases by their first word, so that a text is gone through once."""

    whole: defaultdict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=lambda: defaultdict(list))
    begun: defaultdict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=lambda: defaultdict(list))
    near: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    """Phrases that may begin with a word, by that word: the words of a directory come again and again."""

    def put(self, phrase: str, topic: str) -> None:
        """Take in a phrase of a topic."""
        words = tuple(f"{each[:-1]}*" if each.endswith("*") else stem(each) for each in phrase.split())
        (self.begun if words[0].endswith("*") else self.whole)[words[0].rstrip("*")].append((words, topic))

    def at(self, words: Sequence[str], stems: Sequence[str], place: int) -> Iterator[tuple[int, str]]:
        """Yield how many words from a place on are a phrase, and of which topic."""
        near = self.near.get(words[place])
        if near is None:
            near = self._near(words[place], stems[place])
        for phrase, topic in near:
            rest = zip(phrase[1:], words[place + 1 :], stems[place + 1 :], strict=False)
            long_enough = place + len(phrase) <= len(words)
            if long_enough and all(w.startswith(p[:-1]) if p.endswith("*") else s == p for p, w, s in rest):
                yield len(phrase), topic

    def _near(self, word: str, stemmed: str) -> tuple[tuple[tuple[str, ...], str], ...]:
        beginnings = (word[:length] for length in range(2, len(word) + 1))
        begun = (each for part in beginnings for each in self.begun.get(part, ()))
        found = (*self.whole.get(stemmed, ()), *begun)
        if len(self.near) < REMEMBERED:
            self.near[word] = found
        return found


@dataclass(frozen=True)
class Lexicon:
    """All topics: how they are asked for, and how services speak of them."""

    asked: _Phrases
    found: _Phrases
    vocabulary: frozenset[str]
    fingerprint: str

    def topics_of(self, text: str) -> frozenset[str]:
        """Return what a service that says this is about."""
        words = split(text)
        stems = [stem(each) for each in words]
        return frozenset(topic for place in range(len(words)) for _, topic in self.found.at(words, stems, place))

    def says(self, text: str, topics: frozenset[str]) -> str:
        """Return the first words of a text that speak of one of these topics; empty where none do."""
        words = split(text)
        stems = [stem(each) for each in words]
        for place in range(len(words)):
            lengths = [length for length, topic in self.found.at(words, stems, place) if topic in topics]
            if lengths:
                return " ".join(words[place : place + max(lengths)])
        return ""

    def longest(self, words: Sequence[str], place: int) -> tuple[int, frozenset[str]]:
        """Return how many words from a place on ask for topics, and for which; 0 where they ask for none."""
        stems = [stem(each) for each in words]
        hits = [*self.asked.at(words, stems, place), *self.found.at(words, stems, place)]
        most = max((length for length, _ in hits), default=0)
        return most, frozenset(topic for length, topic in hits if length == most)

    def knows(self, word: str) -> bool:
        """Say whether a word stands in some phrase, or begins as one does."""
        alone = [word]
        stands = word in self.vocabulary or stem(word) in self.vocabulary
        return stands or any(True for each in (self.asked, self.found) for _ in each.at(alone, [stem(word)], 0))


@cache
def lexicon() -> Lexicon:
    """Return the plain words of this LinkDesk."""
    text = FILE.read_text("utf-8")
    asked, found, known = _Phrases(), _Phrases(), set[str]()
    for row in csv.DictReader(text.splitlines()):
        for phrases, cell in ((asked, row["asked"]), (found, row["found"])):
            for phrase in cell.split("|"):
                phrases.put(phrase, row["topic"])
                known.update(each for each in phrase.split() if not each.endswith("*"))
    return Lexicon(asked, found, frozenset(known), hashlib.sha256(text.encode()).hexdigest())
