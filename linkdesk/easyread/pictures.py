"""The picture dictionary: a key, words that say what is drawn, a colour and a black drawing of one shape."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from dataclasses import replace
from functools import cache
from pathlib import Path

from linkdesk.record.errors import NotFound
from linkdesk.settings import resources

DICTIONARY = Path(__file__).with_name("pictures.csv")
"""Columns: key, words (the text alternative), openmoji (file name), healthicons (or empty), also (words it fits)."""

ATTRIBUTION = "Pictures: OpenMoji, CC BY-SA 4.0"
"""The line the licence asks for on every print and on the help page."""

OWN = "own-"
"""Before the key of an idea that a service brings with its pictures."""
OWN_USUAL = "steps"
_OWN_KEY = re.compile(r"own(?:-[a-z0-9]+)+")
_FOLDER = "vendor/pictures"
_TOO_COMMON = frozenset({"you", "up"})
"""Words of a picture's name that say nothing about what fits it: "Do you have a cat?" is no thank-you."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Picture:
    """One drawing; the two paths are relative to `static/`, so they serve `url_for("static", ...)` as they are."""

    key: str
    words: str
    colour_path: str
    black_path: str

    @property
    def colour_file(self) -> Path:
        """The colour drawing on disk, made by set-up."""
        return resources() / "static" / self.colour_path

    @property
    def black_file(self) -> Path:
        """The black line drawing on disk, for a printer without colour."""
        return resources() / "static" / self.black_path


@dataclass(frozen=True)
class _Entry:
    picture: Picture
    name: frozenset[str]
    fits: frozenset[str]


def picture(key: str) -> Picture:
    """Return the picture called `key`; an idea of the service is drawn as a step wherever no pack in use has it.

    Raises:
        NotFound: no picture has that name.
    """
    if is_own(key):
        usual = _dictionary()[OWN_USUAL].picture
        return replace(usual, key=key, words=key.removeprefix(OWN).replace("-", " ").capitalize())
    try:
        return _dictionary()[key].picture
    except KeyError:
        raise NotFound(f"There is no picture called “{key}”. Nothing was changed. Choose another.") from None


def is_own(key: str) -> bool:
    """Say whether a key is that of an idea which a picture pack of the service brought, like "own-allotment"."""
    return _OWN_KEY.fullmatch(key) is not None


def all_pictures() -> tuple[Picture, ...]:
    """Return every picture in the order of the dictionary."""
    return tuple(entry.picture for entry in _dictionary().values())


def choices() -> tuple[Picture, ...]:
    """Return the pictures a worker may put beside a sentence: all but the faces of a 0-10 row."""
    return tuple(entry.picture for entry in _dictionary().values() if entry.fits)


def suggest(text: str) -> str | None:
    """Return the key of the picture that best fits `text`, or None.

    Most words in common wins; then the word that comes first; then a picture whose whole name is in the text.
    """
    places: dict[str, int] = {}
    for place, word in enumerate(_words(text)):
        places.setdefault(word, place)
    best: tuple[int, int, bool] | None = None
    chosen: str | None = None
    for key, entry in _dictionary().items():
        found = entry.fits & places.keys()
        if not found:
            continue
        rank = (len(found), -min(places[word] for word in found), entry.name <= places.keys())
        if best is None or rank > best:
            best, chosen = rank, key
    return chosen


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text.replace("'", "").replace("’", ""))]


@cache
def _dictionary() -> dict[str, _Entry]:
    with DICTIONARY.open(encoding="utf-8", newline="") as file:
        return {row["key"]: _entry(row) for row in csv.DictReader(file)}


def _entry(row: dict[str, str]) -> _Entry:
    drawing = f"{row['openmoji']}.svg"
    also = frozenset(_words(row["also"]))
    name = frozenset(_words(row["key"]))
    return _Entry(
        picture=Picture(
            key=row["key"],
            words=row["words"],
            colour_path=f"{_FOLDER}/colour/{drawing}",
            black_path=f"{_FOLDER}/black/{drawing}",
        ),
        name=name,
        fits=also | (name - _TOO_COMMON) if also else frozenset(),
    )
