"""The cover sheet between the papers of two people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linkdesk.printing.pages import count_pages
from linkdesk.printing.rules import print_options
from linkdesk.printing.slips import CoverSlip
from tests.printing.samples import LONG
from tests.printing.test_languages import tool
from tests.printing.test_leaflet import faults

pytestmark = pytest.mark.prints


def _slip(name: str = "Maryam O’Testly") -> CoverSlip:
    options = print_options("easy-read", 28, practice=True)
    return CoverSlip(name, "Mary", "My plan, version 2", 3, 200, date(2026, 11, 30), options, "Robin Practice")


def test_it_names_the_person_the_paper_and_its_place(tmp_path: Path) -> None:
    made = _slip().make()
    words = " ".join(tool("pdftotext", made, tmp_path).split())
    for said in (
        "Take this sheet off", "Maryam O’Testly", "likes to be called Mary", "My plan, version 2",
        "Paper 3 of 200. Printed by Robin Practice.", "Practice. This is not a real person.",
    ):  # fmt: skip
        assert said in words
    assert count_pages(made) == 1
    assert faults(made) == []


def test_the_longest_name_still_leaves_one_page() -> None:
    assert count_pages(_slip(LONG).make()) == 1


def test_markup_in_a_name_is_words() -> None:
    assert "<script>" not in _slip("<script>alert(1)</script>").written()[0]
