"""PDFium, which one thread at a time may use in the whole process; pages of others are drawn within bounds."""

from __future__ import annotations

import threading
import time
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkdesk.settings import Intake

LOCK = threading.Lock()
"""Held by whoever uses PDFium, for prints and for papers alike."""

NOT_OPENED = (
    "That PDF is damaged or has a passphrase. Nothing was kept. Save it anew without one, or take a picture of it."
)
TOO_LONG = "That page takes too long to draw, so it is not shown. Ask for the letter in another form."


def opened(pdf: bytes) -> Any:
    """Return an open document; hold `LOCK` meanwhile and close it."""
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

    return PdfDocument(pdf)


def joined(parts: Sequence[bytes]) -> bytes:
    """Return PDFs of ours as one, page after page; it is for a printer alone, for their tags stay behind."""
    from pypdfium2 import PdfDocument

    made = BytesIO()
    with LOCK, PdfDocument.new() as whole:
        for part in parts:
            with opened(part) as document:
                whole.import_pages(document)
        whole.save(made)
    return made.getvalue()


def check_pdf(pdf: bytes, limits: Intake) -> int:
    """Return how many pages a PDF of somebody else has, once it is sure that all of them can be shown.

    No form and no script of it is ever loaded: PDFium draws pages here and does nothing else.

    Raises:
        FileRefused: it is no whole PDF, has a passphrase, too many pages or pages of absurd size.
    """
    from pypdfium2 import PdfiumError
    from pypdfium2 import raw

    try:
        with LOCK, opened(pdf) as document:
            pages = len(document)
            if raw.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
                raise FileRefused(NOT_OPENED)
            if not 1 <= pages <= limits.pdf_pages:
                raise FileRefused(f"That PDF has {pages} pages, and at most {limits.pdf_pages} can be kept. Split it.")
            if any(not 0 < max(document.get_page_size(number)) <= limits.pdf_side for number in range(pages)):
                raise FileRefused(
                    "A page of that PDF is far too large. Nothing was kept. Take a picture of it instead."
                )
            _drawn(document, 0, limits)
    except PdfiumError as error:
        raise FileRefused(NOT_OPENED) from error
    return pages


def draw_page(pdf: bytes, number: int, limits: Intake) -> bytes:
    """Return one page, counted from 1, as a PNG.

    Raises:
        NotFound: there is no such page.
        FileRefused: it cannot be drawn, or not in the time there is.
    """
    from pypdfium2 import PdfiumError

    try:
        with LOCK, opened(pdf) as document:
            if not 1 <= number <= len(document):
                raise NotFound("There is no such page in this paper. Nothing was changed.")
            return _drawn(document, number - 1, limits)
    except PdfiumError as error:
        raise FileRefused(NOT_OPENED) from error


def _drawn(document: Any, place: int, limits: Intake) -> bytes:
    """Draw a page bit by bit, so that it can be given up when its time is over."""
    from pypdfium2 import PdfBitmap
    from pypdfium2 import raw

    page = document[place]
    width, height = page.get_size()
    scale = min(limits.longest_side / max(width, height), 4.0)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    bitmap = PdfBitmap.new_native(*size, raw.FPDFBitmap_BGR)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
    until = time.monotonic() + limits.pdf_seconds
    asks = dict(raw.IFSDK_PAUSE._fields_)["NeedToPauseNow"](lambda _pause: time.monotonic() > until)
    pause = raw.IFSDK_PAUSE(version=1, NeedToPauseNow=asks)
    try:
        state = raw.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, *size, 0, raw.FPDF_LCD_TEXT, pause)
        if state == raw.FPDF_RENDER_TOBECONTINUED:
            raise FileRefused(TOO_LONG)
        if state != raw.FPDF_RENDER_DONE:
            raise FileRefused(NOT_OPENED)
        made = BytesIO()
        bitmap.to_pil().save(made, "PNG", compress_level=3)
    finally:
        raw.FPDF_RenderPage_Close(page)
        bitmap.close()
        page.close()
    return made.getvalue()
