"""A client's own words on the page where they agree: in their language where somebody or the bank has them so.

The English stays beside: the worker reads along, and nobody checked that both say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.easyread.bank import bank_sentence
from linkdesk.languages.speech import current


@dataclass(frozen=True)
class Said:
    """Words as the client reads them; `english` is what stands beside a translation, empty where there is none."""

    words: str
    english: str = ""
    tag: str = ""
    direction: str = ""


def own_said(words: str) -> Said:
    """Return words that a person wrote, translated where there is a translation."""
    said, tongue = _translated(words), current().tongue
    return Said(said, words, tongue.tag, tongue.direction) if said else Said(words)


def lines_said(text: str) -> tuple[str, ...]:
    """Return a text of several lines line by line; one that is translated as a whole stays whole, as on the print."""
    return (text,) if _translated(text) else tuple(line for line in text.splitlines() if line.strip())


def _translated(words: str) -> str:
    speech = current()
    if speech.english:
        return ""
    if found := speech.find_own(words):
        return found.words
    sentence = bank_sentence(words)
    return (speech.find(sentence) or "") if sentence is not None else ""
