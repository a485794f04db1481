"""Which signs our bundled fonts can print; the others are written in words, and the worker must know before."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from linkdesk.settings import resources

FONTS = (
    "AtkinsonHyperlegibleNext",
    "NotoSans",
    "Vazirmatn",
    "NotoSansBengali",
    "NotoSansGurmukhi",
    "NotoSansSC",
)
WEIGHTS = ("400Regular", "700Bold")


def missing_letters(text: str) -> tuple[str, ...]:
    """Return the signs of a text that none of our fonts has, each once, in the order they come."""
    known = _known()
    return tuple(dict.fromkeys(sign for sign in text if ord(sign) not in known and _shows(sign)))


def in_our_letters(text: str) -> str:
    """Return a text that our fonts can print whole: a picture sign as its name in brackets, an unknown letter as (?).

    A box in place of a word would say nothing, and a font that the computer happens to have may be missing elsewhere.
    """
    if text.isascii():
        return text
    known = _known()
    return _UNKNOWN.sub(lambda run: _named(run[0], known), text)


_UNKNOWN = re.compile("[^\x00-\x7f]+")
"""Signs of ASCII are in our fonts, so most texts are done at once."""


def _named(run: str, known: frozenset[int]) -> str:
    found: list[str] = []
    for sign in run:
        if ord(sign) in JOINING and (ord(sign) not in known or "".join(found[-1:]).endswith(")")):
            continue
        if ord(sign) in known or unicodedata.category(sign)[0] == "Z":
            found.append(sign)
        elif unicodedata.category(sign) == "So" and REGIONAL[0] <= sign <= REGIONAL[1]:
            found.append(chr(ord("A") + ord(sign) - ord(REGIONAL[0])))  # a flag is two letters
        elif unicodedata.category(sign) == "So":
            found.append(f"{_gap(found)}({unicodedata.name(sign, '?').lower()})")
        elif _shows(sign) and unicodedata.category(sign) != "Sk" and found[-1:] != [UNKNOWN]:
            found.append(UNKNOWN)
        elif not _shows(sign):
            found.append(sign)
    return "".join(found)


def _gap(found: list[str]) -> str:
    return " " if found and found[-1].endswith(")") else ""


UNKNOWN = "(?)"
REGIONAL = ("\U0001f1e6", "\U0001f1ff")
JOINING = {0x200D, 0xFE0E, 0xFE0F, 0x20E3}
"""What joins or colours picture signs; in Arabic or Bengali words it stays, for there our fonts know it."""


def _shows(sign: str) -> bool:
    """Tell whether a sign leaves ink: no spaces, controls, joiners or variation selectors."""
    return unicodedata.category(sign)[0] not in "ZC" and not 0xFE00 <= ord(sign) <= 0xFE0F  # noqa: PLR2004 - Unicode


@cache
def _known() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    folder = resources() / "static" / "vendor" / "fonts"
    found: set[int] = set()
    for name in FONTS:
        with TTFont(folder / f"{name}_{WEIGHTS[0]}.ttf", lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)
