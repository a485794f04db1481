"""Finding a service by words, with spelling slips and halves of words; pure."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from linkdesk.record.checks import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from linkdesk.services.rules import ServiceRecord

ALIKE = 0.78
"""How alike two words are, from 0 to 1, when one is a slip of the other: gardning and gardening are 0.94."""
SHORTEST = 4
"""Letters: a shorter word has too many others near it."""
NEAR = 8
_WORD = re.compile(r"[^\W_]+")


def words_of(record: ServiceRecord) -> frozenset[str]:
    """Return the words by which a service is found, folded; private notes and the person to ask for are not among."""
    times = (each.words for each in record.times)
    texts = (
        *(record.name, record.organization, record.description, record.location, record.address_1, record.city),
        *(record.postal_code, record.eligibility_description, record.cost_words, record.transportation),
        *(*record.languages, *record.accessibility, *times),
    )
    return frozenset(split(" ".join(texts)))


def split(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared."""
    return tuple(_WORD.findall(search_key(text)))


def find(records: Iterable[ServiceRecord], search: str) -> tuple[ServiceRecord, ...]:
    """Return the services that have every word of a search, in the order they came; all of them for an empty search.

    A word fits one that begins with it or, from four letters on, one that it stands in or that is nearly the same.
    """
    every, wanted = tuple(records), split(search)
    if not wanted:
        return every
    known = [words_of(each) for each in every]
    there = sorted(frozenset[str]().union(*known))
    meant = [_meant(word, there) for word in wanted]
    return tuple(each for each, words in zip(every, known, strict=True) if all(words & fit for fit in meant))


def _meant(word: str, there: Sequence[str]) -> frozenset[str]:
    """Return which of the words that are there a typed one may mean: slips count only where nothing else fits."""
    fits = {each for each in there if each.startswith(word) or (len(word) >= SHORTEST and word in each)}
    if not fits and len(word) >= SHORTEST:
        fits.update(get_close_matches(word, there, NEAR, ALIKE))
    return frozenset(fits)
