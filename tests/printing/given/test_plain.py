"""The plain page: only what the allow-list names, whatever else is on record."""

from __future__ import annotations

import re
from dataclasses import fields
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from linkdesk.printing.given.plain import PlainPaper
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import PrintOptions
from linkdesk.vault.pdfium import opened

if TYPE_CHECKING:
    from tests.plans.site import Site

pytestmark = pytest.mark.prints
DAY = date(2026, 11, 30)


def paper(**options: object) -> PlainPaper:
    return PlainPaper("Mo", date(2026, 12, 8), "01632 960 001", DAY, PrintOptions(**options))  # type: ignore[arg-type]


def test_the_allow_list_has_only_these() -> None:
    assert [one.name for one in fields(PlainPaper)] == ["called", "on", "phone", "day", "options", "time"]


def test_the_words_are_a_name_a_day_and_a_number() -> None:
    written = paper(format=Format.TEXT).make().decode()
    assert " ".join(written.split()) == "Mo When: Tuesday 8 December 2026 Phone: 01632 960 001 30 November 2026"
    timed = replace(paper(format=Format.TEXT), time="14:30").make().decode()
    assert "December 2026 2:30 in the afternoon Phone:" in " ".join(timed.split())
    empty = PlainPaper("Mo", None, "", DAY, PrintOptions(Format.TEXT)).make().decode()
    assert " ".join(empty.split()) == "Mo 30 November 2026"


def test_the_pdf_says_no_more_anywhere() -> None:
    made = paper(size=28).make()
    with opened(made) as pages:
        assert len(pages) == 1
        shown = re.sub(r"\s+", " ", pages[0].get_textpage().get_text_bounded())
        assert pages.get_metadata_dict(skip_empty=True)["Title"] == "Mo"
    assert "Tuesday 8 December 2026" in shown
    assert "01632 960 001" in shown
    assert not re.search(r"plan|link|worker|service|goal|version", shown, re.IGNORECASE)
    assert b"LinkDesk" not in made


def test_its_file_name_says_nothing() -> None:
    assert (paper().name, paper(format=Format.TEXT).name) == ("Page 2026-11-30.pdf", "Page 2026-11-30.txt")


def test_from_a_whole_record_nothing_else_reaches_it(site: Site) -> None:
    page = site.worker.get(f"/clients/{site.client_id}/plain?format=text&size=16")
    (shown,) = ["".join(one.itertext()).split() for one in page.every("pre")]
    assert " ".join(shown) == "Mo Phone: 01632 960 001 25 November 2026"
    for secret in ("Hill Road", "Amina", "Meet people", "O’Testly", "plan", "link"):
        assert secret.lower() not in " ".join(shown).lower()
