"""Who made what LinkDesk shows: the pictures first, then every piece that set-up laid beside the program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linkdesk.easyread.pictures import all_pictures
from linkdesk.settings import resources

if TYPE_CHECKING:
    from pathlib import Path

LICENCES = "static/vendor/LICENCES"
"""Made by set-up: a folder for each piece, with `PACKAGE.txt` ("openmoji 17.0.0, licence ...") and the whole texts."""

_PICTURES_FIRST = {"openmoji": 0, "healthicons": 1}
_PIECE = re.compile(r"(?P<name>\S+) (?P<version>\S+), licence (?P<licence>.+)")
_OPENMOJI_NAME = re.compile(r"[0-9A-F]{4,6}(-[0-9A-F]{4,6})*")
"""Drawings of OpenMoji are named by the code points of Unicode, those of Health Icons by words."""


@dataclass(frozen=True)
class Piece:
    """A work of others, with its licence in short and, one after the other, in full."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Drawn:
    """How many of the pictures each set gave."""

    openmoji: int
    health_icons: int

    @property
    def total(self) -> int:
        """All pictures of the dictionary."""
        return self.openmoji + self.health_icons


def drawn() -> Drawn:
    """Return how many pictures of the dictionary each set gave."""
    names = [each.colour_file.stem for each in all_pictures()]
    ours = sum(1 for name in names if _OPENMOJI_NAME.fullmatch(name))
    return Drawn(ours, len(names) - ours)


@cache
def pieces() -> tuple[Piece, ...]:
    """Return every work of others with its licence, the two sets of pictures first, then by name."""
    folder = resources() / LICENCES
    found = [_piece(path) for path in sorted(folder.glob("*/PACKAGE.txt"))]
    return tuple(sorted(found, key=lambda each: (_PICTURES_FIRST.get(each.name, len(_PICTURES_FIRST)), each.name)))


def _piece(path: Path) -> Piece:
    said = _PIECE.fullmatch(path.read_text(encoding="utf-8").strip())
    name, version, licence = said.group("name", "version", "licence") if said else (path.parent.name, "", "")
    texts = (text for text in sorted(path.parent.iterdir()) if text != path)
    return Piece(name, version, licence, tuple(text.read_text(encoding="utf-8", errors="replace") for text in texts))
