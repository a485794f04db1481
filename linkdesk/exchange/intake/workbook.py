"""XLSX files, bounded before they are opened: sizes first, no entities, no formula is ever run."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date
from datetime import datetime
from datetime import time
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.exchange.intake.grids import Grid
from linkdesk.exchange.intake.grids import bounded
from linkdesk.exchange.intake.headers import heading_row
from linkdesk.record.errors import FileRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.settings import Intake

ROW_SLACK = 1000
"""Empty rows between others are counted and left out; more than this beyond the limit is no list of people."""
_WHOLE = 1e15
_BROKEN = "That XLSX file cannot be read. Nothing was read from it. Open it in a spreadsheet and save it as CSV."


def read_workbook(data: bytes, limits: Intake) -> Grid:
    """Return the rows of the sheet that looks most like a list of people; other sheets are named, hidden ones too.

    Raises:
        FileRefused: it is too large when unpacked, broken, or no spreadsheet.
    """
    _check_archive(data, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles it leaves out; we want the words only
            return _read(data, limits)
    except FileRefused:
        raise
    except Exception as error:  # openpyxl lets out whatever a broken file makes it trip over
        raise FileRefused(_BROKEN) from error


def _check_archive(data: bytes, limits: Intake) -> None:
    """Refuse what is too large when unpacked; what a member says of its size is also all that is ever unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileRefused(_BROKEN) from error
    names = [member.filename for member in members]
    if len(members) > limits.members or sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise FileRefused("That file is far too large when unpacked. Nothing was read from it. Choose another.")
    if len(set(names)) != len(names) or "[Content_Types].xml" not in names:
        raise FileRefused(_BROKEN)
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused("That file has a passphrase. Nothing was read from it. Save it without one.")


def _read(data: bytes, limits: Intake) -> Grid:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
        if not sheets or len(sheets) > limits.sheets:
            raise FileRefused(_BROKEN)
        grids = {sheet.title: grid for sheet in sheets if (grid := _sheet(sheet, limits))}
        if not grids:
            raise FileRefused("There is nothing in that file. Choose another.")
        chosen = max(grids, key=lambda title: (_is_list(grids[title], limits), _is_shown(sheets, title)))
        return Grid(grids[chosen].rows, _notes(sheets, chosen, set(grids)))
    finally:
        book.close()


def _sheet(sheet: Any, limits: Intake) -> Grid | None:
    """Return the rows of one sheet, None for an empty one; what the sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True, max_row=limits.rows + ROW_SLACK, max_col=limits.columns + 1)
    try:
        return Grid(bounded(_numbered(rows), limits))
    except FileRefused as refusal:
        if "nothing in that file" in refusal.sentence:
            return None
        raise


def _numbered(rows: Any) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(rows, start=1):
        yield number, [cell_text(cell) for cell in cells]


def _is_list(grid: Grid, limits: Intake) -> bool:
    return heading_row([row.cells for row in grid.rows[: limits.heading_rows]]) is not None


def _is_shown(sheets: list[Any], title: str) -> bool:
    return any(sheet.title == title and sheet.sheet_state == "visible" for sheet in sheets)


def _notes(sheets: list[Any], chosen: str, filled: set[str]) -> tuple[str, ...]:
    """Say which sheet was read, and name what was not."""
    if len(sheets) == 1 and _is_shown(sheets, chosen):
        return ()
    notes = [f"The sheet “{chosen}” was read{'' if _is_shown(sheets, chosen) else '; it is hidden'}."]
    for sheet in sheets:
        if sheet.title != chosen and sheet.title in filled:
            hidden = "" if sheet.sheet_state == "visible" else "hidden "
            notes.append(f"The {hidden}sheet “{sheet.title}” was not read.")
    return tuple(notes)


def cell_text(value: Any) -> str:
    """Return a cell as the words a person would see: a day as 1984-02-01, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else repr(value)
    return str(value)
