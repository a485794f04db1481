"""Taking plain words out of what others wrote, whatever type it has; what cannot be used is said, not raised."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.record import checks

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE = 1e15
"""Beyond it a float is no whole number any more."""
MOST_NOTES = 12
"""So many things that are wrong with one object are told; the rest are counted in the last."""


class Notes:
    """What is wrong with one object, in sentences, each once."""

    def __init__(self) -> None:
        self._said: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        """Say one thing."""
        self._said[sentence] = None

    @property
    def said(self) -> tuple[str, ...]:
        """All that was said, bounded."""
        every = tuple(self._said)
        if len(every) <= MOST_NOTES:
            return every
        return (*every[: MOST_NOTES - 1], f"And {len(every) - MOST_NOTES + 1} more things.")


def words(value: object) -> str:
    """Return a value as text: numbers as digits, a list of texts with commas; objects, yes and no are no text."""
    if isinstance(value, str):
        return checks.plain_text(value)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _digits(value)
    if isinstance(value, list):
        return ", ".join(each for each in (words(one) for one in value[:50] if not isinstance(one, list)) if each)
    return ""


def _digits(value: float) -> str:
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < WHOLE else str(value)


def line(value: object, most: int, notes: Notes, name: str) -> str:
    """Return a value on one line of at most `most` letters."""
    return cut(" ".join(words(value).split()), most, notes, name)


def cut(text: str, most: int, notes: Notes, name: str) -> str:
    """Return text of at most `most` letters, cut between words; the whole of it stays with the source."""
    if len(text) <= most:
        return text
    notes.add(f"{name} is longer than {most} letters: its beginning is shown, the whole of it stays in the file.")
    short = text[: most - 1]
    return (short.rsplit(None, 1)[0] if " " in short[most // 2 :] else short) + "…"


def checked(value: object, check: Callable[[str], str], notes: Notes, name: str) -> str:
    """Return a text that a check of ours takes, empty and said otherwise."""
    text = " ".join(words(value).split())
    if not text:
        return ""
    try:
        return check(text)
    except ValueError:
        notes.add(f"{name} “{text[:40]}” cannot be right and is left out.")
        return ""


def number(value: object, least: float, most: float, notes: Notes, name: str) -> float | None:
    """Return a number within bounds, None and said otherwise."""
    text = words(value).strip("'\" ")
    if not text:
        return None
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not least <= found <= most:
        notes.add(f"{name} {text[:20]} cannot be right and is left out.")
        return None
    return found


def objects(value: object, notes: Notes, name: str) -> list[dict[str, Any]]:
    """Return the objects of a list; one that stands alone is a list of itself, anything else is said."""
    if value is None:
        return []
    if isinstance(value, dict):
        return [value]
    if not isinstance(value, list):
        notes.add(f"“{name}” is no list and is left out.")
        return []
    found = [each for each in value if isinstance(each, dict)]
    if len(found) < len(value):
        notes.add(f"“{name}” holds something that is no object: it is left out.")
    return found


def mapping(value: object) -> dict[str, Any]:
    """Return an object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}
