"""What a file of others may be before it is kept: pictures are made anew, PDFs must be drawable, nothing else."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from linkdesk.record.attachments import TITLE_LENGTH
from linkdesk.record.attachments import Paper
from linkdesk.record.attachments import PaperKind
from linkdesk.record.checks import plain_text
from linkdesk.record.errors import FileRefused
from linkdesk.vault.pdfium import check_pdf

if TYPE_CHECKING:
    from PIL.Image import Image

    from linkdesk.settings import Intake

FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 88
PDF = b"%PDF-"
PDF_END = b"%%EOF"
_END_LOOKED_AT = 2048
_NEITHER = "That is no JPEG, PNG, WebP or PDF. Nothing was kept. Save it as one of these, or take a picture of it."

_TOO_MANY = "That picture has too many dots. Nothing was kept. Make it smaller, then try again."


def safe_paper(title: str, data: bytes, limits: Intake) -> Paper:
    """Return what is kept of a file; its content says what it is, never its name.

    Raises:
        FileRefused: it is too large, something else, damaged, or hostile.
    """
    if len(data) > limits.paper_bytes:
        most = limits.paper_bytes // (1024 * 1024)
        raise FileRefused(f"That file is larger than {most} MB. Nothing was kept. Make it smaller, then try again.")
    if data.startswith(PDF):
        if PDF_END not in data[-_END_LOOKED_AT:]:
            raise FileRefused("That PDF was cut off. Nothing was kept. Get the whole file, then try again.")
        return Paper(PaperKind.PDF, titled(title), data, check_pdf(data, limits))
    return Paper(PaperKind.PICTURE, titled(title), remade(data, limits))


def titled(name: str) -> str:
    """Return a file's name as words to read: one line, without its ending, never empty."""
    line = " ".join(plain_text(name).split())
    return (re.sub(r"\.[A-Za-z0-9]{1,5}$", "", line) or "Paper")[:TITLE_LENGTH]


def remade(data: bytes, limits: Intake) -> bytes:
    """Return a picture made anew as JPEG: turned upright, no larger than needed, nothing of the file but its dots.

    Its size is asked before it is unpacked.

    Raises:
        FileRefused: it is no picture of the three kinds, too many dots, or damaged.
    """
    from PIL import Image
    from PIL import ImageOps

    try:
        with warnings.catch_warnings(), whole_only():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as picture:
                _check_size(picture.size, limits)
                picture.load()
                upright = ImageOps.exif_transpose(picture)
        return _as_jpeg(upright, limits)
    except FileRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused(_TOO_MANY) from error
    except Exception as error:  # Pillow lets out whatever a broken file makes it trip over
        raise FileRefused(_NEITHER) from error


@contextmanager
def whole_only() -> Iterator[None]:
    """Refuse pictures that were cut off: the printer tells Pillow to let them pass. Ours on paper are all whole."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _check_size(size: tuple[int, int], limits: Intake) -> None:
    if size[0] * size[1] > limits.pixels:
        raise FileRefused(_TOO_MANY)


def _as_jpeg(picture: Image, limits: Intake) -> bytes:
    """Return the dots alone, on white where the picture was see-through."""
    from PIL import Image

    seen = picture.convert("RGBA")
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    paper.thumbnail((limits.longest_side, limits.longest_side))
    made = BytesIO()
    paper.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()
