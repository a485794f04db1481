"""What may be hard in words for a client, with plainer words where there are some: advice, never a command."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from linkdesk.easyread.reading import plain_forms
from linkdesk.easyread.reading import sentences
from linkdesk.easyread.reading import words
from linkdesk.easyread.rules import LONGEST_SENTENCE
from linkdesk.easyread.rules import glossary
from linkdesk.easyread.rules import known
from linkdesk.easyread.rules import phrases
from linkdesk.easyread.rules import term

if TYPE_CHECKING:
    from collections.abc import Iterator

VERY_LONG = 16
"""Letters: a word of so many is hard to read whoever knows it, also at the start of a sentence."""
MOST_HINTS = 6
"""More at once would be a scolding."""

_HERE = Path(__file__).parent
_VAGUE = frozenset({"T10", "T11"})
"""Rules whose `say` is advice on what to write, not words that fit in as they are."""
_ADVICE = frozenset({"leave it out", "name each thing", "say what to do"})
_BENT = {
    "tell": ("tells", "told", "telling"),
    "tell you about": ("tells you about", "told you about", "telling you about"),
    "get": ("gets", "got", "getting"),
    "go to": ("goes to", "went to", "going to"),
    "buy": ("buys", "bought", "buying"),
    "give": ("gives", "gave", "giving"),
    "choose": ("chooses", "chose", "choosing"),
    "send": ("sends", "sent", "sending"),
    "finish": ("finishes", "finished", "finishing"),
    "use": ("uses", "used", "using"),
    "make": ("makes", "made", "making"),
    "make better": ("makes better", "made better", "making better"),
    "make less": ("makes less", "made less", "making less"),
    "make smaller": ("makes smaller", "made smaller", "making smaller"),
    "make sure": ("makes sure", "made sure", "making sure"),
    "keep": ("keeps", "kept", "keeping"),
    "keep going": ("keeps going", "kept going", "keeping going"),
    "keep watch on": ("keeps watch on", "kept watch on", "keeping watch on"),
    "think about": ("thinks about", "thought about", "thinking about"),
    "take part": ("takes part", "took part", "taking part"),
    "take part in": ("takes part in", "took part in", "taking part in"),
    "get worse": ("gets worse", "got worse", "getting worse"),
    "get more of": ("gets more of", "got more of", "getting more of"),
    "find": ("finds", "found", "finding"),
    "let": ("lets", "let", "letting"),
    "do": ("does", "did", "doing"),
    "put first": ("puts first", "put first", "putting first"),
    "meet people": ("meets people", "met people", "meeting people"),
    "plan": ("plans", "planned", "planning"),
    "manage": ("manages", "managed", "managing"),
    "talk about": ("talks about", "talked about", "talking about"),
    "talk to": ("talks to", "talked to", "talking to"),
    "look at": ("looks at", "looked at", "looking at"),
} | {each: (f"{each}s", f"{each}ed", f"{each}ing") for each in ("start", "help", "need", "talk")}
"""Forms of plainer verbs, for where the hard word has an ending: "attended" is "went to"."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class HintKind(StrEnum):
    """Why words may be hard."""

    LONG = "long"
    PLAINER = "plainer"
    EXPLAIN = "explain"
    RARE = "rare"


@dataclass(frozen=True)
class Hint:
    """One place that may be hard: `found` stands at `start` of the text; `say` fits in its place, or is empty."""

    kind: HintKind
    found: str
    start: int
    words: str
    say: str = ""


def hints(text: str) -> tuple[Hint, ...]:
    """Return what may be hard in a text, long sentences first, then in its order; at most `MOST_HINTS`."""
    taken: list[tuple[int, int]] = []
    found = sorted((*_long(text), *_plainer(text, taken), *_explained(text, taken), *_rare(text, taken)), key=_order)
    return tuple(found[:MOST_HINTS])


def _order(hint: Hint) -> tuple[bool, int]:
    return hint.kind is not HintKind.LONG, hint.start


def _long(text: str) -> Iterator[Hint]:
    at = 0
    for line in text.splitlines():
        for sentence in sentences(line):
            at = text.index(sentence, at)
            if (count := len(words(sentence))) > LONGEST_SENTENCE:
                advice = f"This sentence has {count} words. Try two sentences of at most {LONGEST_SENTENCE}."
                yield Hint(HintKind.LONG, sentence, at, advice)
            at += len(sentence)


def _plainer(text: str, taken: list[tuple[int, int]]) -> Iterator[Hint]:
    """The longest phrase first, so that “financial difficulties” is not two hints."""
    for avoid, say, pattern in _dictionary():
        for match in pattern.finditer(text):
            if _take(match, taken):
                fits = _in_place(say, match) if say not in _ADVICE else ""
                advice = f"Instead of “{match[0]}”: {say}." if say not in _ADVICE else f"“{match[0]}”: {say}."
                yield Hint(HintKind.PLAINER, match[0], match.start(), advice, fits if avoid not in _vague() else "")


def _explained(text: str, taken: list[tuple[int, int]]) -> Iterator[Hint]:
    for hard, explanation in sorted(glossary().items(), key=lambda each: -len(each[0])):
        match = term(hard).search(text)
        if match and explanation.casefold() not in text.casefold() and _take(match, taken):
            advice = f"“{match[0]}” is a hard word. Explain it: {explanation}"
            yield Hint(HintKind.EXPLAIN, match[0], match.start(), advice)


def _rare(text: str, taken: list[tuple[int, int]]) -> Iterator[Hint]:
    """Words with a capital are names, unless they are very long; a word that is said twice is named once."""
    said: set[str] = set()
    for match in _WORD.finditer(text):
        word = match[0].replace("’", "'")
        if len(word) >= VERY_LONG and word not in said and _take(match, taken):
            said.add(word)
            shown = f"{match[0][:VERY_LONG]}…" if len(word) > 2 * VERY_LONG else match[0]
            yield Hint(
                HintKind.RARE, match[0], match.start(), f"“{shown}” is a very long word. Is there a shorter one?"
            )
            continue
        if word.islower() and word not in said and _take(match, taken) and not is_everyday(word):
            said.add(word)
            yield Hint(HintKind.RARE, match[0], match.start(), f"“{match[0]}” is a rare word. Is there an easier one?")


def _take(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    if any(match.start() < end and start < match.end() for start, end in taken):
        return False
    taken.append(match.span())
    return True


def _in_place(say: str, match: re.Match[str]) -> str:
    """Return plainer words with the ending and the capital of those they replace; empty where LinkDesk cannot."""
    ending = match.groupdict().get("ending")
    if ending:
        if say not in _BENT:
            return ""
        say = _BENT[say][{"s": 0, "es": 0, "d": 1, "ed": 1, "ing": 2}[ending]]
    return say[:1].upper() + say[1:] if match[0][:1].isupper() else say


def is_everyday(word: str) -> bool:
    """Say whether a word in small letters, or a plain form of it, is used often or known to everybody."""
    explained = {part.lower() for hard in glossary() for part in words(hard)}
    easy = {word, word.removesuffix("'s"), *plain_forms(word)}
    return len(word) == 1 or bool(easy & (everyday() | known() | explained))


@cache
def everyday() -> frozenset[str]:
    """Return the English words that are used often enough to be easy."""
    lines = (_HERE / "everyday.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _dictionary() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    with (_HERE / "plainer.csv").open(encoding="utf-8", newline="") as file:
        own = {row["hard"]: row["say"] for row in csv.DictReader(file)}
    every = {**{each.avoid: each.say for each in phrases()}, **own}
    return tuple((hard, every[hard], term(hard)) for hard in sorted(every, key=lambda each: (-len(each), each)))


@cache
def _vague() -> frozenset[str]:
    return frozenset(each.avoid for each in phrases() if each.rule in _VAGUE)
