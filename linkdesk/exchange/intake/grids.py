"""A file of rows as text, whatever it was: one shape for CSV and XLSX, bounded before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.record.checks import plain_text
from linkdesk.record.errors import FileRefused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from linkdesk.settings import Intake

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of XLS files, and of XLSX files that have a passphrase."""


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """All rows of a file that hold something, and what the worker should know about how it was read."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def read_grid(data: bytes, limits: Intake) -> Grid:
    """Return the rows of a CSV or XLSX file; its content says which it is, never its name.

    Raises:
        FileRefused: it is neither, it is too large, or it cannot be read whole.
    """
    from linkdesk.exchange.intake.delimited import read_text
    from linkdesk.exchange.intake.workbook import read_workbook

    if len(data) > limits.file_bytes:
        raise FileRefused(
            f"That file is larger than {limits.file_bytes // 1024:,} KB. Nothing was read from it. Split it, then try."
        )
    if data.startswith(OLD_OFFICE):
        raise FileRefused(
            "That is an old Excel file, or one with a passphrase. Nothing was read from it. "
            "Save it as .xlsx without a passphrase, or as CSV."
        )
    return read_workbook(data, limits) if data.startswith(ZIP) else read_text(data, limits)


def bounded(rows: Iterable[tuple[int, Sequence[str]]], limits: Intake) -> tuple[Row, ...]:
    """Return numbered rows without the empty ones; the first that is too large refuses the file.

    Raises:
        FileRefused: too many rows or columns, a cell that is too long, or nothing at all.
    """
    kept: list[Row] = []
    for number, cells in rows:
        trimmed = _trimmed(cells)
        if not trimmed:
            continue
        if len(trimmed) > limits.columns:
            raise FileRefused(f"Row {number} has more than {limits.columns} columns. Nothing was read from the file.")
        if any(len(cell) > limits.cell for cell in trimmed):
            raise FileRefused(
                f"Row {number} has a cell with more than {limits.cell} characters. Nothing was read from the file."
            )
        if len(kept) >= limits.rows:
            raise FileRefused(f"The file has more than {limits.rows} rows. Nothing was read from it. Split it.")
        kept.append(Row(number, trimmed))
    if not kept:
        raise FileRefused("There is nothing in that file. Choose another.")
    return tuple(kept)


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the cells as they are seen, up to the last that holds something."""
    plain = [plain_text(cell) for cell in cells]
    while plain and not plain[-1]:
        plain.pop()
    return tuple(plain)
