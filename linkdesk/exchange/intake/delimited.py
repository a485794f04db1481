"""CSV as it comes: any usual encoding and separator, quoted line breaks; refused rather than read wrong."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from linkdesk.exchange.intake.grids import Grid
from linkdesk.exchange.intake.grids import bounded
from linkdesk.record.errors import FileRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.settings import Intake

SEPARATORS = ",;\t|"
LOOKED_AT = 50
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; UTF-32 first, for its mark begins like that of UTF-16."""
WINDOWS = "The file was read as Western European (Windows). Check that names with accents are right."
_SEEN = frozenset("\t\r\n")


def read_text(data: bytes, limits: Intake) -> Grid:
    """Return the rows of a file of text.

    Raises:
        FileRefused: it is no text, its quotes do not close, or it is too large.
    """
    text, notes = decoded(data)
    separator = separator_of(text)
    try:
        return Grid(bounded(_rows(text, separator), limits), notes)
    except csv.Error as error:
        raise FileRefused(
            "The quotes in that file do not fit together, so its rows cannot be told apart. Nothing was read from it. "
            "Save it as CSV once more."
        ) from error


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the words of a file, and a note where its encoding had to be supposed.

    Raises:
        FileRefused: it is no text.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _plain(_strict(data, encoding)), ()
    if wide := _without_mark(data):
        return _plain(_strict(data, wide)), ()
    try:
        return _plain(data.decode("utf-8")), ()
    except UnicodeDecodeError:
        return _plain(_strict(data, "cp1252")), (WINDOWS,)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text() from error


def _without_mark(data: bytes) -> str:
    """Return the kind of UTF-16 that text without a mark must be: every second byte of its start is zero."""
    start = data[:200]
    if len(start) < 4 or len(data) % 2:  # noqa: PLR2004 - two signs
        return ""
    even, odd = start[::2].count(0), start[1::2].count(0)
    most = len(start) // 2
    if odd > most * 0.6 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > most * 0.6 and not odd else ""


def _plain(text: str) -> str:
    """Refuse what no text file holds: control signs mean a picture, a program, or a file that was cut."""
    if any(sign < " " and sign not in _SEEN for sign in text):
        raise _no_text()
    return text


def _no_text() -> FileRefused:
    return FileRefused("That is no CSV or XLSX file. Nothing was read from it. Choose another file.")


def separator_of(text: str) -> str:
    """Return what parts the cells: the sign that gives the first rows the same number of cells, and the most of them.

    Excel's own first line `sep=;` decides at once.
    """
    first = text.split("\n", 1)[0].strip().strip('"').lower()
    if first.startswith("sep=") and first[4:] in tuple(SEPARATORS):
        return first[4:]
    return max(SEPARATORS, key=lambda separator: _fitness(text, separator))


def _fitness(text: str, separator: str) -> tuple[int, int]:
    """Return how many of the first rows have the most usual number of cells, then that number; 1 counts nothing."""
    widths = []
    try:
        for _number, cells in _rows(text, separator):
            if any(cells):
                widths.append(len(cells))
            if len(widths) >= LOOKED_AT:
                break
    except csv.Error:
        return 0, 0
    wide = [width for width in widths if width > 1]
    usual = max(set(wide), key=lambda width: (wide.count(width), width), default=0)
    return wide.count(usual), usual


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its number; a row with quoted line breaks is one row, as in a spreadsheet."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    skipped = 0
    for number, cells in enumerate(reader, start=1):
        if number == 1 and len(cells) <= 2 and "".join(cells).strip().lower().startswith("sep="):  # noqa: PLR2004 - `sep=` and nothing
            skipped = 1
            continue
        yield number - skipped, cells
