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

    A letter in another dress (Fraktur, wide) is the plain one. A box in place of a word would say nothing, and a font
    that the computer happens to have may be missing elsewhere.
    """
    if text.isascii():
        return text
    known = _known()
    ended = -1

    def joined(match: re.Match[str]) -> str:
        nonlocal ended
        said = _sequence(match[0], known)
        gap = " " if said.startswith("(") and match.start() == ended else ""
        ended = match.end()
        return gap + said

    return _UNKNOWN.sub(lambda run: _named(run[0], known), _TOGETHER.sub(joined, text))


def printed_as(text: str) -> tuple[tuple[str, str], ...]:
    """Return each sign of a text that is printed as something else, once, with what stands on the paper instead."""
    found: dict[str, str] = {}
    known = _known()
    for match in _SIGNS.finditer(text):
        sign = match[0]
        if ord(sign[0]) not in known and _shows(sign[0]) and unicodedata.category(sign[0]) != "Sk":
            found[sign] = in_our_letters(sign).strip()
        elif len(sign) > 1 and (said := in_our_letters(sign)).startswith("("):
            found[sign] = said
    return tuple(found.items())


def told(shown: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return what `printed_as` found as lines to read: first, as one, those whose meaning is lost on paper."""
    lost = [sign for sign, said in shown if said == UNKNOWN]
    plain = [(sign, said) for sign, said in shown if said != UNKNOWN and not said.startswith("(")]
    lines = [(sign, said) for sign, said in shown if said != UNKNOWN and said.startswith("(")]
    if lost:
        lines.insert(0, (" ".join(lost), UNKNOWN))
    if plain:
        lines.append((" ".join(sign for sign, _ in plain), " ".join(said for _, said in plain)))
    return tuple(lines)


_PART = "[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*"
_FLAGS = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f|[\U0001f1e6-\U0001f1ff]{2}"
_TOGETHER = re.compile(f"{_FLAGS}|{_PART}(?:\u200d{_PART})+")
"""Signs that mean one thing together: a flag, a family, a person with what they do."""
_SIGNS = re.compile(f"{_TOGETHER.pattern}|{_PART}|[^\x00-\x7f]")
_CALLED = {
    "gbeng": "flag of England",
    "gbsct": "flag of Scotland",
    "gbwls": "flag of Wales",
    "\U0001f3f3\U0001f308": "rainbow flag",
    "\U0001f3f3\u26a7": "transgender flag",
}
_DOES = {
    "\u2695": "health worker", "\u2696": "judge", "\u2708": "pilot",
    "\U0001f33e": "farmer", "\U0001f373": "cook", "\U0001f37c": "feeding a baby", "\U0001f393": "student",
    "\U0001f3a4": "singer", "\U0001f3a8": "artist", "\U0001f3eb": "teacher", "\U0001f3ed": "factory worker",
    "\U0001f4bb": "with a computer", "\U0001f4bc": "office worker", "\U0001f527": "mechanic",
    "\U0001f52c": "scientist", "\U0001f680": "astronaut", "\U0001f692": "firefighter",
    "\U0001f9af": "with a white cane", "\U0001f9bc": "in a powered wheelchair", "\U0001f9bd": "in a wheelchair",
}  # fmt: skip
"""What a person does who is joined with such a sign (Unicode, emoji-zwj-sequences)."""
_PEOPLE = frozenset("👦👧👨👩👶🧑🧒🧓👴👵")
JOINER = "\u200d"
_COLOURED = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_GENDER = {"\u2640": "woman", "\u2642": "man"}


def _sequence(signs: str, known: frozenset[int]) -> str:
    """Return signs that mean one thing together as one name in brackets; what our fonts have whole stays."""
    plain = _COLOURED.sub("", signs)
    whole = plain.replace(JOINER, "")
    if REGIONAL[0] <= signs[0] <= REGIONAL[1]:
        said = "flag " + "".join(chr(ord("A") + ord(sign) - ord(REGIONAL[0])) for sign in signs)
    elif 0xE0020 <= ord(signs[1]) <= 0xE007E:  # noqa: PLR2004 - Unicode
        said = _CALLED.get("".join(chr(ord(sign) - 0xE0000) for sign in signs[1:-1]), "flag")
    elif all(ord(sign) in known for sign in whole):
        return signs
    else:
        said = _CALLED.get(whole) or _together(plain.split(JOINER))
    return f"({said})"


def _together(parts: list[str]) -> str:
    names = [unicodedata.name(part, "?").lower() for part in parts]
    first, *rest = parts
    if len(rest) == 1 and rest[0] in _GENDER:
        return f"{_GENDER[rest[0]]}: {names[0]}"
    if len(rest) == 1 and first in _PEOPLE and rest[0] in _DOES:
        return f"{names[0]}, {_DOES[rest[0]]}"
    return f"family: {', '.join(names)}" if all(part in _PEOPLE for part in parts) else " and ".join(names)


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
        elif unicodedata.category(sign)[0] in "LN" and (plain := _plain(sign, known)):
            found.append(plain)
        elif _shows(sign) and unicodedata.category(sign) != "Sk" and found[-1:] != [UNKNOWN]:
            found.append(UNKNOWN)
        elif not _shows(sign):
            found.append(sign)
    return "".join(found)


def _plain(sign: str, known: frozenset[int]) -> str:
    """Return what a letter or figure of another dress means (Unicode, compatibility), like F for a Fraktur one."""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain != sign and all(ord(each) in known for each in plain) else ""


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
