"""Each gap of WeasyPrint's tags that we close: footers, languages within a page, scripts that are drawn reordered."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from linkdesk.printing import tagging
from linkdesk.printing.pdf import press

pytestmark = pytest.mark.prints

PAGE = """<html lang=en><title>A page</title><div class=foot><p>Under every page</p></div>
<h1>Words</h1><p lang=cy>Bore da</p><p>{}</p>"""


def _spoken(made: bytes, folder: Path) -> str:
    """Return the tag tree with its text, as assistive technology meets it."""
    file = folder / "made.pdf"
    file.write_bytes(made)
    return subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True, text=True).stdout


def test_footers_are_no_content(tmp_path: Path) -> None:
    spoken = _spoken(press().pdf(PAGE.format("Last")), tmp_path)
    assert "Bore da" in spoken
    assert "Under every page" not in spoken


def test_footers_are_marked_as_such_and_languages_and_real_text_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    bengali = "কিশোর"
    made = _plain(monkeypatch, PAGE.format(bengali))
    assert b"<</Type /Pagination>>" in made
    assert b"/Lang (cy)" in made
    assert made.count(b"/Lang (en)") == 1  # the document's own; not repeated at each piece of text
    assert b"/ActualText <feff" + bengali.encode("utf-16-be").hex().encode() in made


def test_arabic_gets_no_second_text_because_viewers_turn_it_round(monkeypatch: pytest.MonkeyPatch) -> None:
    assert b"/ActualText" not in _plain(monkeypatch, PAGE.format("مرحبا"))


def _plain(monkeypatch: pytest.MonkeyPatch, html: str) -> bytes:
    """Return the PDF without packed streams, so that its marks can be read."""
    from linkdesk.printing import pdf

    monkeypatch.setattr(pdf, "OPTIONS", {**pdf.OPTIONS, "uncompressed_pdf": True})
    return press().pdf(html)


def test_scripts_that_are_drawn_in_another_order() -> None:
    assert tagging.REORDERED.search("ক")
    assert tagging.REORDERED.search("ਪ")
    assert not tagging.REORDERED.search("abc ŵŷ مرحبا Привіт")
