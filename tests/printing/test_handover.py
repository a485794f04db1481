"""The handover sheet on paper: for workers only, and it says so on every page."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import page as page_validation
import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from linkdesk.desk.handover.rules import DueStep
from linkdesk.printing.handover import INTERNAL
from linkdesk.printing.handover import HandoverPaper
from linkdesk.printing.items import print_item
from linkdesk.printing.rules import print_options
from linkdesk.record.errors import RuleBroken
from tests.counting import uncounted
from tests.desk.handover.test_rules import SHEET

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

TODAY = date(2026, 11, 25)
STEP = DueStep("Meet people", "Phone the garden group", "Sam", "This week", date(2026, 12, 1))


def test_it_is_only_set_in_the_standard_way(session: Session, actor: Actor) -> None:
    with pytest.raises(RuleBroken, match="standard"):
        print_item(session, actor, "handover-sheet", uuid.uuid4(), format="easy-read")


@pytest.mark.prints
def test_every_page_says_that_it_is_internal_and_the_file_is_tagged() -> None:
    full = replace(SHEET, keep_safe="See alone", needs=("Large print",), risks=("A dog",), steps=(STEP,) * 40,
                   phones=("01632 960 001",), happened=("1 November 2026: Plan agreed",), review=TODAY)  # fmt: skip
    made = HandoverPaper(full, print_options("standard", 18, practice=True), TODAY).make()
    with uncounted():
        report = page_validation.validate_pdf_bytes(made, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert [str(one) for one in report.failures] == []
    document = PdfDocument(made)
    pages = [page.get_textpage().get_text_range() for page in document]
    assert len(pages) > 1
    assert all(f"Sam Sample, {INTERNAL.split('.')[0]}" in " ".join(words.split()) for words in pages)
    for words in ("See alone", "Large print", "A dog", "Phone the garden group", "Plan agreed", "999 000 0018"):
        assert words in " ".join(" ".join(pages).split())
