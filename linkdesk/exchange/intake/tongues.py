"""Cells about what a person speaks and reads; a language that is not known is refused with a sentence."""

from __future__ import annotations

from functools import cache

from linkdesk.clients import languages
from linkdesk.exchange.intake import cells

OTHER_NAMES = {
    "chinese simplified": "zh-Hans",
    "chinese traditional": "zh-Hant",
    "filipino": "tl",
    "gurmukhi": "pa-Guru",
    "kurmanji": "ku-Latn",
    "nastaliq": "ur-Aran",
    "panjabi": "pa",
    "panjabi gurmukhi": "pa-Guru",
    "panjabi shahmukhi": "pa-Arab",
    "persian": "fa",
    "punjabi gurmukhi": "pa-Guru",
    "punjabi shahmukhi": "pa-Arab",
    "serbian cyrillic": "sr-Cyrl",
    "serbian latin": "sr-Latn",
    "shahmukhi": "pa-Arab",
    "simplified chinese": "zh-Hans",
    "sorani": "ckb",
    "tagalog": "tl",
    "traditional chinese": "zh-Hant",
    "urdu nastaliq": "ur-Aran",
}
"""What services write beside the names of our lists, without signs."""


@cache
def _tags() -> dict[str, str]:
    """Return every way to name a language, folded, with its tag."""
    known = {**languages.OFFERED, **languages.WRITTEN}
    found = {_folded(tag): tag for tag in known}
    found |= {_folded(languages.own_name(tag)): tag for tag in reversed(known)}
    return found | OTHER_NAMES | {_folded(name): tag for tag, name in known.items()}


def _folded(text: str) -> str:
    """Return a name without capitals and signs: “Punjabi (Gurmukhi)” is “punjabi gurmukhi”."""
    signs = str.maketrans(dict.fromkeys("(),:-/", " "))
    return " ".join(cells.words(text).casefold().translate(signs).split())


def language(text: str) -> str:
    """Return the tag of the language in a cell; empty where the cell says nothing.

    Raises:
        ValueError: the language is not one of ours.
    """
    if cells.is_nothing(text):
        return ""
    found = _tags().get(_folded(text))
    if found is None:
        raise ValueError("This language is not in the list. Write it in English, like Polish.")
    return found


def reads(text: str) -> tuple[str, bool | None]:
    """Return what a cell under “reads” says: a language, or only whether they read (None: it does not say).

    Raises:
        ValueError: it is neither a language of ours nor yes or no.
    """
    if cells.is_nothing(text):
        return "", None
    try:
        return "", not cells.yes_or_no(text)
    except ValueError:
        return language(text), None


def does_not_read(text: str) -> bool | None:
    """Return what a cell under “does not read” says; None where it says nothing.

    Raises:
        ValueError: it is neither yes nor no.
    """
    return None if cells.is_nothing(text) else cells.yes_or_no(text)
