"""The easy-read rules as checks over words: a floor, never a proof that a page is easy to read."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from linkdesk.easyread.reading import grade
from linkdesk.easyread.reading import is_rare
from linkdesk.easyread.reading import sentences
from linkdesk.easyread.reading import words

LONGEST_SENTENCE = 15
MOST_COMMAS = 1
GRADE = 4.0
"""Flesch-Kincaid grade of a reading age of about 9; noise on texts shorter than `GRADE_FROM` words."""
GRADE_FROM = 60

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Finding:
    """One place where a text breaks a rule; `rule` is its number (T1 to T13), `advice` says what to do."""

    rule: str
    text: str
    advice: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.advice} In: “{self.text}”"


@dataclass(frozen=True)
class Phrase:
    """Words to avoid (`avoid`) and what to say instead; `pattern` finds them, with the usual endings."""

    rule: str
    avoid: str
    say: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class _Pattern:
    rule: str
    pattern: re.Pattern[str]
    advice: str


_JOINERS = re.compile(r"\b(which|although|however)\b", re.IGNORECASE)
_CAPITALS = re.compile(r"\b[A-Z]{2,}s?\b")
_ALLOWED_CAPITALS = frozenset({"GP", "NHS", "GPs", "UK"})

_PATTERNS = (
    _Pattern(
        "T3",
        re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?\w+ed\s+by\b", re.IGNORECASE),
        "Say who does it: “we phone you”, not “you are phoned by us”.",
    ),
    _Pattern(
        "T8",
        re.compile(
            r"\b\w+n['’]t\b|\b\w+['’](?:re|ve|ll|d|m)\b"
            r"|\b(?:it|that|what|let|there|here|who|he|she|where|how)['’]s\b",
            re.IGNORECASE,
        ),
        "Write the two words in full.",
    ),
    _Pattern("T8", re.compile(r"[(){}\[\]]"), "Leave out the brackets; make a sentence of it."),
    _Pattern("T8", re.compile(r"\w-\n|\u00ad"), "Do not split a word over two lines."),
    _Pattern(
        "T9",
        re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\b", re.IGNORECASE),
        "Write numbers as digits.",
    ),
    _Pattern("T9", re.compile(r"\b(?:0\d|1[3-9]|2[0-3])[:.]\d\d\b"), "Use the 12-hour clock: 2:30 pm."),
    _Pattern("T9", re.compile(r"%|\bper ?cent\b", re.IGNORECASE), "No percentages: say 3 out of 10."),
    _Pattern("T9", re.compile(r"\b\d+/\d+\b|[¼½¾]"), "No fractions: say 1 out of 2."),
)


def lint(text: str, exempt: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Check one page of client-facing words; each line is a heading, a paragraph, a list item or a label.

    Args:
        text: the words of the page; parts are parted by line breaks.
        exempt: parts that stand as they are: validated questions, names, attribution lines.

    Returns:
        The findings in the order of the text, then those of the page as a whole.
    """
    spared = {_plain(part) for part in exempt}
    parts = [part for part in (_plain(line) for line in _joined(text).splitlines()) if part and part not in spared]
    found = [finding for part in parts for sentence in sentences(part) for finding in _sentence(sentence)]
    return (*found, *_page(parts))


def rules() -> tuple[str, ...]:
    """Return the numbers of the rules that a machine checks here; T4 and T12 are for people and for the print."""
    return ("T1", "T2", "T3", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T13")


def _joined(text: str) -> str:
    """Keep a split word visible: the hyphen and its line break travel as a soft hyphen."""
    return re.sub(r"(\w)-\n(?=[a-z])", "\\1\u00ad", text)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _sentence(sentence: str) -> Iterator[Finding]:
    for check in _CHECKS:
        yield from check(sentence)


def _length(sentence: str) -> Iterator[Finding]:
    count = len(words(sentence))
    if count > LONGEST_SENTENCE:
        yield Finding("T1", sentence, f"{count} words: make sentences of at most {LONGEST_SENTENCE}.")


def _one_idea(sentence: str) -> Iterator[Finding]:
    if len(re.findall(r",(?!\d)", sentence)) > MOST_COMMAS or _JOINERS.search(sentence):
        yield Finding("T2", sentence, "One idea a sentence: at most one comma, no which, although or however.")


def _capitals(sentence: str) -> Iterator[Finding]:
    for short in dict.fromkeys(_CAPITALS.findall(sentence)):
        if short not in _ALLOWED_CAPITALS:
            yield Finding("T6", sentence, f"“{short}”: write the whole words, without blocks of capitals.")


def _patterns(sentence: str) -> Iterator[Finding]:
    for one in _PATTERNS:
        if one.pattern.search(sentence):
            yield Finding(one.rule, sentence, one.advice)


def _phrasing(sentence: str) -> Iterator[Finding]:
    for phrase in phrases():
        if phrase.pattern.search(sentence):
            yield Finding(phrase.rule, sentence, f"Instead of “{phrase.avoid}”: {phrase.say}.")


_CHECKS: tuple[Callable[[str], Iterator[Finding]], ...] = (_length, _one_idea, _capitals, _patterns, _phrasing)


def _page(parts: list[str]) -> Iterator[Finding]:
    whole = "\n".join(parts)
    for hard, explanation in _hard_words(whole):
        if explanation.lower() not in " ".join(parts).lower():
            yield Finding("T7", hard, f"Explain “{hard}” on the same page: {explanation}")
    yield from _rare(whole)
    count = len(words(whole))
    if count >= GRADE_FROM and grade(whole) > GRADE:
        yield Finding("T13", parts[0], f"Reading grade {grade(whole):.1f}: use shorter words and sentences.")


def _hard_words(whole: str) -> Iterator[tuple[str, str]]:
    """Yield the glossary terms in a text, the longest first, so that one inside another is not asked for twice."""
    for hard in sorted(glossary(), key=len, reverse=True):
        if term(hard).search(whole):
            yield hard, glossary()[hard]
            whole = term(hard).sub("", whole)


def _rare(whole: str) -> Iterator[Finding]:
    """Rare words that neither the glossary explains nor everybody knows; capitalised ones are names."""
    explained = {word.lower() for hard in glossary() for word in words(hard)}
    spared = explained | known()
    for word in dict.fromkeys(words(whole)):
        if word.islower() and word not in spared and is_rare(word, spared):
            yield Finding("T13", word, f"“{word}” is a rare word: use an easier one, or explain it in the glossary.")


@cache
def glossary() -> dict[str, str]:
    """Return the hard words that may be used, each with the words that explain it on the same page."""
    return {row["term"]: row["explanation"] for row in _rows("glossary.csv")}


@cache
def known() -> frozenset[str]:
    """Return words that are rare in print and yet known to everybody."""
    return frozenset(row["word"] for row in _rows("known.csv"))


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return words that are not to be used, each with what to say instead."""
    return tuple(Phrase(row["rule"], row["avoid"], row["say"], term(row["avoid"])) for row in _rows("phrases.csv"))


@cache
def term(words: str) -> re.Pattern[str]:
    """Match a term as whole words, with the usual endings, in any case unless the term has capitals."""
    flags = 0 if words != words.lower() else re.IGNORECASE
    return re.compile(rf"(?<!\w){re.escape(words)}(?P<ending>s|es|d|ed|ing)?(?!\w)", flags)


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_HERE / name).read_text(encoding="utf-8").splitlines()))
