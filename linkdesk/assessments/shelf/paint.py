"""How the parts of a drawing may be painted: an allow-list of CSS properties and plain values."""

from __future__ import annotations

import re

PROPERTIES = frozenset(
    {
        "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
        "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "stroke-opacity", "opacity", "color",
        "stop-color", "stop-opacity", "clip-path", "clip-rule", "display", "visibility", "paint-order",
        "vector-effect", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "letter-spacing",
        "dominant-baseline", "white-space", "isolation", "mix-blend-mode",
    }
)  # fmt: skip

_VALUE = re.compile(r"[\w\s.,()%#+'\"-]{0,200}")
_LOCAL = re.compile(r"url\(\s*(?P<quote>['\"]?)#[A-Za-z_][\w.-]{0,99}(?P=quote)\s*\)(\s+(none|#[0-9a-fA-F]{3,8}))?")
_PAINTED = frozenset({"fill", "stroke", "clip-path"})
_COMMENT = re.compile(r"/\*.*?(\*/|\Z)", re.DOTALL)
_RULE = re.compile(r"([^{}@]{1,500})\{([^{}]{0,5000})\}")
_PICKED = re.compile(r"\s*[.#]?[A-Za-z_][\w-]{0,99}\s*")


def is_plain(name: str, value: str) -> bool:
    """Say whether a property is on the list and its value loads nothing and escapes nothing."""
    if name not in PROPERTIES:
        return False
    if "url" in value.lower():
        return name in _PAINTED and _LOCAL.fullmatch(value.strip()) is not None
    return _VALUE.fullmatch(value) is not None


def clean_style(style: str) -> str:
    """Return the declarations of a style that are plain."""
    pairs = (part.partition(":") for part in _COMMENT.sub(" ", style).split(";"))
    kept = ((name.strip().lower(), value.strip()) for name, _, value in pairs)
    return ";".join(f"{name}:{value}" for name, value in kept if value and is_plain(name, value))


def clean_rules(sheet: str) -> str:
    """Return the rules of a sheet whose selectors are single names, classes or ids; clips stay with their parts.

    A clip named in a sheet would reach parts that are counted nowhere, so it is left out there.
    """
    made = []
    for picked, body in _RULE.findall(_COMMENT.sub(" ", sheet)):
        style = ";".join(part for part in clean_style(body).split(";") if not part.startswith("clip-path"))
        if style and all(_PICKED.fullmatch(each) for each in picked.split(",")):
            made.append(f"{','.join(each.strip() for each in picked.split(','))}{{{style}}}")
    return "".join(made)
