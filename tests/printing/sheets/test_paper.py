"""A sheet on paper: tagged in every size, hostile words stay words, and the file's name says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from linkdesk.printing.pages import count_pages
from linkdesk.printing.rules import print_options
from linkdesk.printing.sheets.paper import FILE_NAMES
from linkdesk.printing.sheets.paper import SheetPaper
from linkdesk.printing.sheets.rules import INTERNAL_WORDS
from linkdesk.printing.sheets.rules import Section
from linkdesk.printing.sheets.rules import Sheet
from linkdesk.printing.sheets.rules import SheetKind
from tests.printing.samples import LONG
from tests.printing.test_leaflet import faults
from tests.printing.test_leaflet import words

pytestmark = pytest.mark.prints

HOSTILE = '"><img src=file:///etc/passwd>{{ 7*7 }}'
SHEET = Sheet(
    "Safeguarding referral",
    ("To: the team", HOSTILE),
    (
        Section("First", ("One", LONG, HOSTILE, "میری بہن کا فون 01632 960 001 ہے"), strong=True),
        Section("Many", tuple(f"Line {number}" for number in range(80))),
        Section("By hand", gap=True),
    ),
    INTERNAL_WORDS,
    "Samuel Sample (Sam)",
)


@pytest.mark.parametrize("size", [14, 28])
@pytest.mark.parametrize("mono", [False, True])
def test_it_is_pdf_ua_and_marked_and_named_on_every_page(size: int, tmp_path: Path, *, mono: bool) -> None:
    paper = SheetPaper(SHEET, print_options("standard", size, mono=mono, practice=mono), date(2026, 11, 30), "Sheet")
    made = paper.make()
    assert faults(made) == []
    text = words(made, tmp_path)
    assert text.count("Samuel Sample (Sam), Internal, for workers only. Safeguarding") == count_pages(made) > 1
    assert HOSTILE.replace(" ", "") in text.replace(" ", "")
    assert paper.name == "Sheet 2026-11-30.pdf"
    assert hash(paper) == hash(replace(paper))


def test_no_name_of_a_file_says_what_it_is_about() -> None:
    assert set(FILE_NAMES) == set(SheetKind)
    assert not any("guard" in name.casefold() or "gp" in name.casefold() for name in FILE_NAMES.values())
