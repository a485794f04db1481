"""XLSX: read whole, bounded first, nothing in it ever run."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import time
from typing import Any

import pytest

from linkdesk.exchange.intake.grids import Row
from linkdesk.exchange.intake.grids import read_grid
from linkdesk.exchange.intake.workbook import cell_text
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Intake

LIMITS = Intake()
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = f"<worksheet {MAIN}><sheetData>%s</sheetData></worksheet>"
BORN = datetime(1984, 2, 1)  # noqa: DTZ001 - a spreadsheet knows no zones
HEADINGS = [("Name", "DOB"), ("QUILL, Ada", BORN)]


def book(fill: Callable[[Any], object]) -> bytes:
    from openpyxl import Workbook

    made, out = Workbook(), io.BytesIO()
    fill(made)
    made.save(out)
    return out.getvalue()


def people(made: Any) -> None:
    for row in HEADINGS:
        made.active.append(row)


def with_sheet(sheet: str, extra: dict[str, str] | None = None) -> bytes:
    """Return a workbook whose first sheet is this XML."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book(people))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in (extra or {}):
                new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
        for name, text in (extra or {}).items():
            new.writestr(name, text)
    return out.getvalue()


def test_days_numbers_and_words_are_read_as_a_person_sees_them() -> None:
    def fill(made: Any) -> None:
        made.active.append(("Name", "DOB", "NHS", "Phone", "Interpreter", "Notes"))
        made.active.append(("QUILL, Ada", BORN, 9990000018, 7700900123.0, True, 1.5))

    grid = read_grid(book(fill), LIMITS)
    assert grid.rows[1] == Row(2, ("QUILL, Ada", "1984-02-01", "9990000018", "7700900123", "Yes", "1.5"))
    assert grid.notes == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (False, "No"),
        (BORN.replace(2026, 1, 2, 3, 4, 5), "2026-01-02 03:04:05"),
        (date(2026, 1, 2), "2026-01-02"),
        (time(3, 4), "03:04:00"),
        (1e21, "1e+21"),
        (12, "12"),
    ],
)
def test_a_cell_as_words(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_the_sheet_with_people_is_read_and_the_others_are_named() -> None:
    def fill(made: Any) -> None:
        made.active.title = "Cover"
        made.active.append(("Referrals",))
        for name in ("People", "Old", "Blank"):
            made.create_sheet(name)
        for row in HEADINGS:
            made["People"].append(row)
        made["Old"].append(("secret",))
        made["Old"].sheet_state = "hidden"

    grid = read_grid(book(fill), LIMITS)
    assert grid.rows[1].cells == ("QUILL, Ada", "1984-02-01")
    assert grid.notes == (
        "The sheet “People” was read.",
        "The sheet “Cover” was not read.",
        "The hidden sheet “Old” was not read.",
    )


def test_a_hidden_list_is_read_only_where_there_is_no_other() -> None:
    def fill(made: Any) -> None:
        people(made)
        made.create_sheet("Empty")
        made.worksheets[0].sheet_state = "hidden"
        made.active = 1

    assert "it is hidden" in read_grid(book(fill), LIMITS).notes[0]


def test_a_formula_is_never_run_and_its_last_value_is_taken() -> None:
    asks = '<c r="A1" t="str"><f>WEBSERVICE("file:///etc/hostname")</f><v>kept</v></c>'
    cells = f'<row r="1">{asks}<c r="B1"><f>1+1</f></c></row>'
    assert read_grid(with_sheet(SHEET % cells), LIMITS).rows == (Row(1, ("kept",)),)


def test_far_corners_take_no_memory() -> None:
    """A sheet of 2 KB with two cells in opposite corners ends other readers; here it is a column too many."""
    corner = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    sheet = f'<worksheet {MAIN}><dimension ref="A1:XFD1048576"/><sheetData>{corner}</sheetData></worksheet>'
    data = with_sheet(sheet)
    few = replace(LIMITS, rows=500)  # far fewer than the million between the corners, so that the test is quick
    tracemalloc.start()
    assert read_grid(data, few).rows == (Row(1, ("1",)),)
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = with_sheet("<x>" + " " * 70_000_000 + "</x>")
    assert len(data) < 200_000
    tracemalloc.start()
    with pytest.raises(FileRefused, match="when unpacked"):
        read_grid(data, LIMITS)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    with pytest.raises(FileRefused, match="cannot be read"):
        read_grid(with_sheet(bomb + SHEET % '<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>'), LIMITS)
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(FileRefused, match="cannot be read"):
        read_grid(with_sheet(outside + SHEET % '<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>'), LIMITS)


def test_many_members_and_doubled_names_are_refused() -> None:
    with pytest.raises(FileRefused, match="when unpacked"):
        read_grid(with_sheet(SHEET % "", {f"x{n}": "" for n in range(1001)}), LIMITS)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(FileRefused, match="cannot be read"):
        read_grid(out.getvalue(), LIMITS)


def test_a_locked_member_is_refused() -> None:
    data = bytearray(book(people))
    at = data.index(b"PK\x01\x02") + 8
    data[at] |= 1
    with pytest.raises(FileRefused, match="passphrase"):
        read_grid(bytes(data), LIMITS)


@pytest.mark.parametrize("cut", [10, 100, 1000, -40])
def test_a_file_that_was_cut_is_refused(cut: int) -> None:
    with pytest.raises(FileRefused):
        read_grid(book(people)[:cut], LIMITS)


def test_a_zip_that_is_no_spreadsheet_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(FileRefused, match="cannot be read"):
        read_grid(out.getvalue(), LIMITS)


def test_an_empty_sheet_and_too_many_sheets_are_refused() -> None:
    with pytest.raises(FileRefused, match="nothing in that file"):
        read_grid(book(lambda made: made), LIMITS)
    with pytest.raises(FileRefused, match="cannot be read"):
        read_grid(book(lambda made: made.create_sheet("Two")), replace(LIMITS, sheets=1))


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(FileRefused, match="more than 1 rows"):
        read_grid(book(people), replace(LIMITS, rows=1))


def test_a_day_out_of_all_bounds_is_a_cell_like_any_other() -> None:
    cells = '<row r="1"><c r="A1" s="1"><v>99999999</v></c></row>'
    with pytest.raises(FileRefused):
        read_grid(with_sheet(SHEET % cells, {"xl/styles.xml": "<broken"}), LIMITS)
    assert read_grid(with_sheet(SHEET % cells), LIMITS).rows[0].cells == ("#VALUE!",)
