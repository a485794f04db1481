"""What goes out as a spreadsheet comes back as it was, with a name and a day where somebody checked."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from linkdesk.exchange.intake.grids import Grid
from linkdesk.exchange.intake.grids import Row
from linkdesk.exchange.intake.grids import read_grid
from linkdesk.exchange.phrases.sheet import HEADINGS
from linkdesk.exchange.phrases.sheet import read_sheet
from linkdesk.exchange.phrases.sheet import write_sheet
from linkdesk.languages.catalogue import drafts
from linkdesk.languages.catalogue import sentences
from linkdesk.languages.tongues import TONGUES
from linkdesk.languages.tongues import Tongue
from linkdesk.organisation.languages.rules import Translation
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Intake

URDU = next(each for each in TONGUES if each.tag == "ur")
TODAY = date(2026, 11, 30)
CHECKED = Translation("ہاں", "Pat Translator", date(2026, 11, 30))


def grid(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Grid:
    return Grid(tuple(Row(number, cells) for number, cells in enumerate((headings, *rows), start=1)))


@pytest.mark.parametrize("language", TONGUES, ids=lambda each: each.tag)
def test_a_sheet_that_nobody_touched_changes_nothing(language: Tongue) -> None:
    back = read_grid(write_sheet(language, {}), Intake())
    assert len(back.rows) == len(sentences()) + 1
    assert read_sheet(back, language, {}, TODAY).translations == {}
    assert read_sheet(back, language, {}, TODAY).faults == ()


def test_what_a_checker_wrote_comes_back() -> None:
    book = load_workbook(BytesIO(write_sheet(URDU, {"Yes": CHECKED})))
    sheet = book.active
    assert sheet is not None
    assert sheet.freeze_panes == "A2"
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == "No":
            row[2].value, row[3].value, row[4].value = "نہیں جی", "Pat Translator", "2026-11-29"
    file = BytesIO()
    book.save(file)
    found = read_sheet(read_grid(file.getvalue(), Intake()), URDU, {"Yes": CHECKED}, TODAY)
    assert found.translations == {"No": Translation("نہیں جی", "Pat Translator", date(2026, 11, 29))}
    assert found.checked == 1


def test_no_cell_is_a_formula() -> None:
    book = load_workbook(BytesIO(write_sheet(URDU, {"Yes": Translation("=1+1")})))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


def test_a_row_that_cannot_be_is_named_and_the_others_count() -> None:
    asked = "Question %(here)s of %(total)s"
    found = read_sheet(
        grid(
            ("Yes", "", "جی ہاں"),
            ("LinkDesk never says this", "", "x"),
            (asked, "", "سوال"),
            ("No", "", "نہیں جی", "Pat", ""),
            ("Back", "", "واپس جی", "Pat", "30/11/2026"),
            ("Next", "", "", "Pat", "2026-11-30"),
            ("Go on", "", "x", "P" * 200, "2026-11-30"),
            ("Clear", "", "", "", ""),
            ("Day", "", "دن جی", "Pat", "2026-12-01"),
        ),
        URDU,
        {},
        TODAY,
    )
    assert found.translations == {"Yes": Translation("جی ہاں")}
    assert [fault.partition(":")[0] for fault in found.faults] == [f"Row {number}" for number in (3, 4, 5, 6, 7, 8, 10)]


def test_more_faults_than_anybody_reads_are_counted() -> None:
    found = read_sheet(grid(*((f"Nobody says {number}", "", "x") for number in range(30))), URDU, {}, TODAY)
    assert found.faults[-1] == "And 10 more rows."


@pytest.mark.parametrize("bad", [Grid(()), grid(headings=("Name", "Born")), grid(headings=HEADINGS[:3])])
def test_any_other_sheet_is_refused(bad: Grid) -> None:
    with pytest.raises(FileRefused, match="not a spreadsheet of translations"):
        read_sheet(bad, URDU, {}, TODAY)


def test_the_drafts_stand_in_it() -> None:
    words = {row.cells[0]: row.cells[2] for row in read_grid(write_sheet(URDU, {}), Intake()).rows[1:]}
    assert words["Have a break"] == drafts("ur")["Have a break"]
