"""PDFs of others are drawn within bounds, page by page."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound
from linkdesk.settings import Intake
from linkdesk.vault.pdfium import LOCK
from linkdesk.vault.pdfium import check_pdf
from linkdesk.vault.pdfium import draw_page
from linkdesk.vault.pdfium import joined
from linkdesk.vault.pdfium import opened
from tests.data.papers import pdf

LIMITS = Intake()


def test_a_page_is_drawn_no_larger_than_a_screen_needs() -> None:
    with Image.open(io.BytesIO(draw_page(pdf(2, size="400 800"), 2, LIMITS))) as page:
        assert (page.format, page.size) == ("PNG", (1200, 2400))
    with Image.open(io.BytesIO(draw_page(pdf(size="40 80"), 1, LIMITS))) as small:
        assert small.size == (160, 320)


@pytest.mark.parametrize("number", [0, 3, -1])
def test_there_are_only_the_pages_there_are(number: int) -> None:
    with pytest.raises(NotFound):
        draw_page(pdf(2), number, LIMITS)


def test_a_page_that_takes_too_long_is_given_up() -> None:
    marks = " ".join(f"{n % 500} {n % 800} 300 300 re f" for n in range(60_000))
    heavy = pdf(extra="/Contents 4 0 R").replace(
        b"xref", f"4 0 obj << /Length {len(marks)} >> stream\n{marks}\nendstream endobj\nxref".encode()
    )
    with pytest.raises(FileRefused, match="too long to draw"):
        draw_page(heavy, 1, replace(LIMITS, pdf_seconds=0))
    assert LOCK.acquire(timeout=1), "the next one finds PDFium free"
    LOCK.release()


def test_rubbish_is_refused_and_sound_files_are_counted() -> None:
    with pytest.raises(FileRefused, match="damaged"):
        draw_page(b"%PDF-1.7 rubbish", 1, LIMITS)
    assert check_pdf(pdf(4), LIMITS) == 4
    with LOCK, opened(pdf(4)) as document:
        assert len(document) == 4


def test_pdfs_of_ours_are_put_one_after_the_other() -> None:
    whole = joined([pdf(2), pdf(1), pdf(3)])
    with LOCK, opened(whole) as document:
        assert len(document) == 6


def test_a_pdf_with_a_passphrase_is_refused() -> None:
    locked = pdf().replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <"
        + b"00" * 32
        + b"> /U <"
        + b"00" * 32
        + b"> /P -4 >>",
    )
    with pytest.raises(FileRefused, match="passphrase"):
        check_pdf(locked, LIMITS)
