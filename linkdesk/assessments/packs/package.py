"""A pack as it comes in: a zip with pictures and a map that says which idea each stands for. Read whole or refused."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

from linkdesk.assessments.packs import rules
from linkdesk.assessments.shelf.media import SVG
from linkdesk.assessments.shelf.media import SafeFile
from linkdesk.assessments.shelf.media import safe_picture
from linkdesk.assessments.shelf.media import shown
from linkdesk.assessments.shelf.package import unpacked
from linkdesk.easyread.pictures import all_pictures
from linkdesk.easyread.pictures import is_own
from linkdesk.record.errors import FileRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.settings import Shelf

MAP = "map.csv"
COLUMNS = ("idea", "file", "name", "credit")
_NOTHING = "Nothing was brought in."


@dataclass(frozen=True)
class Entry:
    """One line of the map with its picture, made anew and square."""

    idea: str
    name: str
    credit: str
    file: SafeFile


@dataclass(frozen=True)
class ReadPack:
    """All of a pack, and how many files of the zip the map does not name."""

    entries: tuple[Entry, ...]
    left_out: int


def read_pack(data: bytes, limits: Shelf) -> ReadPack:
    """Return a pack that can be kept as it is; nothing is kept of one that cannot.

    Raises:
        FileRefused: one sentence that names the line or the file: the zip is damaged, too large or leads out, there is
            no map, or a line has an idea that LinkDesk does not know, no picture, no credit, or one twice.
    """
    files = unpacked(data, limits)
    if MAP not in files:
        raise FileRefused(f"There is no {MAP} in that package. {_NOTHING} Put it beside the pictures.")
    side = replace(limits, picture_side=limits.pack_side)
    named = set()
    found: dict[str, Entry] = {}
    for number, line in _lines(files[MAP], limits):
        where = f"Line {number} of {MAP}"
        idea, file, name, credit = (line[column] for column in COLUMNS)
        _check(where, line, files, found)
        named.add(file)
        picture = squared(safe_picture(file, files[file], side))
        found[idea] = Entry(idea, name or idea.replace("-", " ").capitalize(), credit, picture)
    if not found:
        raise FileRefused(f"{MAP} names no picture. {_NOTHING} Write a line for each.")
    return ReadPack(tuple(found.values()), len(files.keys() - named - {MAP}))


def _lines(data: bytes, limits: Shelf) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the lines of the map with their numbers as a table program shows them; commas or semicolons part them."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(f"{MAP} is no plain text (UTF-8). {_NOTHING} Save it as CSV UTF-8.") from error
    if len(text) > limits.licence * 10:
        raise FileRefused(f"{MAP} is too long. {_NOTHING} Leave some pictures out.")
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    try:
        head = [each.strip().casefold() for each in next(rows, [])]
        if missing := [each for each in COLUMNS if each not in head]:
            raise FileRefused(f"{MAP} has no column “{missing[0]}”. {_NOTHING} It needs {', '.join(COLUMNS)}.")
        for row in rows:
            if any(cell.strip() for cell in row):
                cells = dict(zip(head, (_plain(cell) for cell in row), strict=False))
                yield rows.line_num, {column: cells.get(column, "") for column in COLUMNS}
    except csv.Error as error:
        raise FileRefused(f"{MAP} is damaged. {_NOTHING} Save it again as CSV.") from error


def _plain(cell: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in cell).split())


def _check(where: str, line: dict[str, str], files: dict[str, bytes], found: dict[str, Entry]) -> None:
    """Refuse a line that cannot be kept, in a sentence that says which and why."""
    idea, file = line["idea"], line["file"]
    if is_own(idea):
        _check_own(where, line)
    elif idea not in {one.key for one in all_pictures()}:
        raise FileRefused(f"{where}: there is no idea {shown(idea)}. {_NOTHING} Take one from the list of ideas.")
    if idea in found:
        raise FileRefused(f"{where}: the idea {shown(idea)} has a picture already. {_NOTHING} Leave one out.")
    if file not in files or file == MAP:
        raise FileRefused(f"{where}: the file {shown(file)} is not in the package. {_NOTHING} Put it in.")
    if not line["credit"]:
        raise FileRefused(f"{where}: nobody is named in “credit”. {_NOTHING} Say whose picture it is.")
    for column, most in (("name", rules.WORDS_LENGTH), ("credit", rules.CREDIT_LENGTH)):
        if len(line[column]) > most:
            raise FileRefused(f"{where}: “{column}” is longer than {most} characters. {_NOTHING} Make it shorter.")


def _check_own(where: str, line: dict[str, str]) -> None:
    """Refuse an idea of the service's own that lists of pictures could not show, or that is too long to be kept."""
    if not line["name"]:
        raise FileRefused(f"{where}: an idea of your own needs a “name”. {_NOTHING} Say what the picture shows.")
    if len(line["idea"]) > rules.IDEA_LENGTH:
        raise FileRefused(f"{where}: the idea is longer than {rules.IDEA_LENGTH} letters. {_NOTHING} Make it shorter.")


def squared(file: SafeFile) -> SafeFile:
    """Return a picture as wide as it is high, white or clear beside it, so that nothing is ever stretched."""
    if file.media_type == SVG:
        return replace(file, body=_framed(file.body))
    from PIL import Image

    made = io.BytesIO()
    with Image.open(io.BytesIO(file.body), formats=("PNG", "JPEG")) as picture:
        kind, side = picture.format or "PNG", max(picture.size)
        ground = Image.new(picture.mode, (side, side), (255, 255, 255, 0)[: len(picture.getbands())])
        ground.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
    ground.save(made, kind, **({"quality": 88} if kind == "JPEG" else {"optimize": True}))
    return replace(file, body=made.getvalue())


def _framed(body: bytes) -> bytes:
    """Return a drawing that was made anew before with a frame to be scaled by, and no size of its own."""
    from defusedxml.ElementTree import fromstring

    root = fromstring(body)
    namespace = "{http://www.w3.org/2000/svg}"
    if "viewBox" not in root.attrib:
        width, height = (root.attrib[name].removesuffix("px") for name in ("width", "height"))
        root.set("viewBox", f"0 0 {width} {height}")
    for name in ("width", "height", "preserveAspectRatio"):
        root.attrib.pop(name, None)
    for node in root.iter():
        node.tag = node.tag.removeprefix(namespace)
    root.set("xmlns", namespace.strip("{}"))
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=False)
    return written
