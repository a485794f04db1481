"""Which signs our bundled fonts can print; others may come out as empty boxes, and the worker must know before."""

from __future__ import annotations

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
