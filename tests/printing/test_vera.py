"""The reference validator for PDF/UA-1, veraPDF, agrees; it also catches a seeded fault."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest

from linkdesk.assessments import library
from linkdesk.printing.blank.paper import PLAN as BLANK_PLAN
from linkdesk.printing.pdf import press
from linkdesk.printing.plan import print_plan
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import print_options
from linkdesk.printing.sheets.paper import SheetPaper
from tests.printing.blank.test_paper import paper as blank
from tests.printing.samples import EMPTY
from tests.printing.samples import PLAN
from tests.printing.samples import SAM
from tests.printing.samples import very_long
from tests.printing.sheets.test_paper import SHEET
from tests.printing.test_languages import TAGS
from tests.printing.test_languages import made as in_language
from tests.printing.test_leaflet import paper
from tests.printing.vera import judged

pytestmark = pytest.mark.prints

DAY = date(2026, 11, 30)


def test_every_kind_of_print_passes_and_a_bad_one_fails(tmp_path: Path) -> None:
    for name in ("easy-read", "standard"):
        for item in Item:
            for size, mono in ((16, False), (28, True)):
                options = print_options(name, size, mono=mono, practice=mono)
                made = print_plan(PLAN, SAM, options, item)
                (tmp_path / f"{item}-{name}-{size}.pdf").write_bytes(made)
            for leaflet in ClientItem:
                made = paper(leaflet, name, 28).make()
                (tmp_path / f"{leaflet}-{name}.pdf").write_bytes(made)
    (tmp_path / "empty.pdf").write_bytes(print_plan(EMPTY, SAM, print_options("easy-read")))
    (tmp_path / "long.pdf").write_bytes(print_plan(very_long(), SAM, print_options("easy-read")))
    for tag, each in zip(TAGS, itertools.cycle((*Item, *ClientItem)), strict=False):
        (tmp_path / f"{tag}-{each}.pdf").write_bytes(in_language(tag, each))
    (tmp_path / "fields.pdf").write_bytes(blank(library.WHAT_MATTERS, "easy-read", fillable=True).make())
    for fillable in (False, True):
        (tmp_path / f"plan-{fillable}.pdf").write_bytes(blank(BLANK_PLAN, "easy-read", fillable=fillable).make())
    (tmp_path / "sheet.pdf").write_bytes(SheetPaper(SHEET, print_options("standard"), DAY, "Sheet").make())
    bad = "<html lang=en><title>Bad</title><h1>One</h1><h3>Three</h3>"
    (tmp_path / "seeded-fault.pdf").write_bytes(press().pdf(bad))
    files = sorted(tmp_path.glob("*.pdf"))
    said = judged(files)
    failed = [line.rpartition("/")[2] for line in said.splitlines() if line.startswith("FAIL")]
    assert failed == ["seeded-fault.pdf"], said
    assert said.count("PASS ") == len(files) - 1 == 2 * (2 * len(Item) + len(ClientItem)) + 6 + len(TAGS)
