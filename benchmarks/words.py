"""Names and words in the numbers and the unevenness of life, made of syllables: nobody is called so."""

from __future__ import annotations

import random
from itertools import accumulate
from itertools import product

from linkdesk.desk import people

_FIRST = ("Ash", "Bex", "Cald", "Dun", "Elver", "Farn", "Gor", "Hask", "Ing", "Jes", "Kel", "Lorn", "Mar", "Nor", "Ost",
          "Pell", "Quen", "Rush", "Sall", "Thorn", "Ull", "Ven", "Wick", "Yar", "Zel")  # fmt: skip
_LAST = ("bourne", "combe", "dale", "erby", "field", "gate", "ham", "ister", "kirk", "ley", "more", "ness", "over",
         "path", "quay", "ridge", "stead", "thwaite", "ulph", "worth")  # fmt: skip
_GIVEN_END = ("a", "an", "ela", "en", "ia", "im", "ina", "o", "on", "wen")
_PLAIN = (
    "garden walk phone letter bus shop sister brother neighbour friend choir sleep cook money rent form doctor "
    "nurse hospital knee back breath tired lonely quiet busy morning evening week month Tuesday Friday library "
    "market church mosque allotment kitchen stairs lift bath shower cat dog bird piano guitar paint knit sew read "
    "write swim dance job volunteer course college computer tablet internet password bank card bill debt benefit "
    "appeal tribunal advice housing damp heating boiler window door key fall stick frame wheelchair hearing glasses "
    "diabetes heart pain medicine tablet chemist appointment holiday grandson granddaughter mother father wife "
    "husband funeral grief hope"
)
_SOUNDS = tuple("".join(pair) for pair in product("bdfgklmnprstvw", "aeiou"))


class Words:
    """Draws names and sentences; some words are common, most are rare."""

    def __init__(self, seed: int) -> None:
        self._source = random.Random(seed)  # noqa: S311 - not a secret: the same people each time
        self._families = _by_rank([*people.FAMILY, *("".join(pair) for pair in product(_FIRST, _LAST)), *_doubles()])
        self._given = _by_rank([*people.GIVEN, *(first + end for first in _FIRST for end in _GIVEN_END)])
        rare = ["".join(parts) for parts in product(_SOUNDS, _SOUNDS)]
        self._source.shuffle(rare)
        self._words = _by_rank([*_PLAIN.split(), *rare])

    def name(self) -> tuple[str, str]:
        """Return a given name and a family name."""
        return self._draw(self._given, 1)[0], self._draw(self._families, 1)[0]

    def sentence(self, least: int = 8, most: int = 20) -> str:
        """Return some words with a full stop."""
        words = self._draw(self._words, self._source.randint(least, most))
        return " ".join(words).capitalize() + "."

    def postcode(self) -> str:
        """Return a postcode of an area that does not exist."""
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        one = self._source.choice(letters) + self._source.choice(letters)
        return f"JX{self._source.randint(10, 99)} {self._source.randint(0, 9)}{one}"

    def phone(self) -> str:
        """Return a number that cannot be dialled."""
        return f"00000 {self._source.randint(0, 999_999):06}"

    def number(self, low: int, high: int) -> int:
        """Return a number, both ends counted."""
        return self._source.randint(low, high)

    def _draw(self, ranked: tuple[list[str], list[float]], count: int) -> list[str]:
        words, weights = ranked
        return self._source.choices(words, cum_weights=weights, k=count)


def _doubles() -> list[str]:
    return [f"{one}-{other}" for one, other in zip(people.FAMILY, reversed(people.FAMILY), strict=True)]


def _by_rank(words: list[str]) -> tuple[list[str], list[float]]:
    """Return words with their weights added up: the n-th is drawn as one in n (Zipf), with a flatter head."""
    return words, list(accumulate(1 / (rank + 10) for rank in range(len(words))))
