"""The spreadsheet of one language: written by openpyxl, read back with the care that every file from outside gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from linkdesk.languages.catalogue import drafts
from linkdesk.languages.catalogue import sentences
from linkdesk.organisation.languages.rules import NAME_LENGTH
from linkdesk.organisation.languages.rules import Translation
from linkdesk.organisation.languages.rules import fits
from linkdesk.record.checks import plain_text
from linkdesk.record.errors import FileRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linkdesk.exchange.intake.grids import Grid
    from linkdesk.exchange.intake.grids import Row
    from linkdesk.languages.tongues import Tongue

HEADINGS = ("English", "Where it stands", "Translation", "Checked by", "Checked on (YYYY-MM-DD)")
_WIDTHS = (60, 30, 60, 24, 24)
_MOST_FAULTS = 20


@dataclass(frozen=True)
class Returned:
    """What a spreadsheet holds: translations that are new or changed, and the rows that were not taken, with why."""

    translations: dict[str, Translation]
    faults: tuple[str, ...] = ()

    @property
    def checked(self) -> int:
        """How many of them a person stands for."""
        return sum(1 for each in self.translations.values() if each.is_checked)


def write_sheet(language: Tongue, kept: Mapping[str, Translation]) -> bytes:
    """Return every sentence of a language as an XLSX file; no cell is ever a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = language.tag
    own = drafts(language.tag)
    sheet.append(HEADINGS)
    for english, where in sentences().items():
        found = kept.get(english, Translation(own.get(english, "")))
        day = found.checked_on.isoformat() if found.checked_on else ""
        sheet.append((english, where, found.words, found.checker, day))
    for row in sheet.iter_rows():
        for cell in row:
            cell.data_type = "s" if cell.value is not None else "n"
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=2 if _turned(cell, language) else 1)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _turned(cell: object, language: Tongue) -> bool:
    return getattr(cell, "column_letter", "") == "C" and language.direction == "rtl"


def read_sheet(grid: Grid, language: Tongue, kept: Mapping[str, Translation], today: date) -> Returned:
    """Return what a spreadsheet brings back; rows that are as they went out are left out.

    Raises:
        FileRefused: it is not such a spreadsheet.
    """
    if not grid.rows or tuple(_cells(grid.rows[0])) != HEADINGS:
        raise FileRefused(
            "This is not a spreadsheet of translations: its first row must hold the headings it went out with. "
            "Nothing was changed. Choose the file that came back from the checker."
        )
    own = drafts(language.tag)
    found: dict[str, Translation] = {}
    faults: list[str] = []
    for row in grid.rows[1:]:
        try:
            english, given = _read(row, today)
        except ValueError as fault:
            faults.append(f"Row {row.number}: {fault}")
            continue
        if given.words and given != kept.get(english, Translation(own.get(english, ""))):
            found[english] = given
    more = len(faults) - _MOST_FAULTS
    shown = (*faults[:_MOST_FAULTS], *((f"And {more} more rows.",) if more > 0 else ()))
    return Returned(found, shown)


def _cells(row: Row) -> list[str]:
    return [plain_text(cell) for cell in (*row.cells, "", "", "", "", "")[: len(HEADINGS)]]


def _read(row: Row, today: date) -> tuple[str, Translation]:
    """Return one row. Raises ValueError with what is wrong with it."""
    english, _where, words, checker, day = _cells(row)
    if english not in sentences():
        raise ValueError("LinkDesk does not say this English sentence.")
    said = fits(english, words) if words else ""
    if len(checker) > NAME_LENGTH:
        raise ValueError("The name of the checker is too long.")
    if bool(checker) is not bool(day):
        raise ValueError("A checked row needs both a name and a day.")
    if checker and not said:
        raise ValueError("It is marked as checked and has no translation.")
    try:
        checked_on = date.fromisoformat(day) if day else None
    except ValueError:
        raise ValueError("Write the day like 2026-11-30.") from None
    if checked_on and checked_on > today:
        raise ValueError("The day of the check lies in the future.")
    return english, Translation(said, checker, checked_on)
