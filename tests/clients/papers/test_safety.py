"""Only what can be shown safely is kept; everything else ends in one sentence."""

from __future__ import annotations

import contextlib
import io
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from PIL import Image

from linkdesk.clients.papers.safety import safe_paper
from linkdesk.clients.papers.safety import titled
from linkdesk.record.attachments import PaperKind
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Intake
from tests.data.papers import huge_png
from tests.data.papers import pdf
from tests.data.papers import picture

LIMITS = Intake()
CANARY = "Wrenfield-Canary"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_made_anew_without_its_metadata(kind: str) -> None:
    data = picture(kind, words=CANARY)
    assert CANARY.encode() in data
    kept = safe_paper("IMG 1.png", data, LIMITS)
    assert (kept.kind, kept.title, kept.pages) == (PaperKind.PICTURE, "IMG 1", 1)
    assert CANARY.encode() not in kept.body
    with Image.open(io.BytesIO(kept.body)) as made:
        assert (made.format, dict(made.getexif())) == ("JPEG", {})
        assert made.size == ((40, 20) if kind == "PNG" else (20, 40)), "a turned picture is kept upright"


def test_a_large_picture_is_made_smaller_and_a_see_through_one_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (3000, 30), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(safe_paper("a", out.getvalue(), LIMITS).body)) as made:
        assert made.size == (2400, 24)
        assert made.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("size", [(8000, 8000), (12_000, 12_000), (60_000, 60_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    tracemalloc.start()
    with pytest.raises(FileRefused, match="too many dots"):
        safe_paper("a", huge_png(*size), LIMITS)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + bytes(40),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script>",
        b"MZ" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        picture()[:60],
        picture("JPEG", (400, 400))[:-400],
        huge_png(50, 50),
        b"junk before " + pdf(),
    ],
    ids=[
        "empty",
        "gif",
        "svg",
        "html",
        "program",
        "zip",
        "cut png",
        "cut jpeg",
        "too few dots",
        "pdf not at the start",
    ],
)
def test_what_is_no_picture_and_no_pdf_is_refused(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)  # as it is once something was printed
    with pytest.raises(FileRefused, match="no JPEG, PNG, WebP or PDF"):
        safe_paper("a.png", data, LIMITS)


def test_two_things_in_one_file_are_only_the_one_that_is_shown() -> None:
    """A picture with a program behind it is made anew, and the program is gone."""
    kept = safe_paper("a", picture("JPEG") + b"MZ" + CANARY.encode(), LIMITS)
    assert CANARY.encode() not in kept.body


def test_a_pdf_is_kept_as_it_came_and_its_pages_are_counted() -> None:
    kept = safe_paper("Letter.pdf", pdf(3), LIMITS)
    assert (kept.kind, kept.title, kept.pages, kept.body) == (PaperKind.PDF, "Letter", 3, pdf(3))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf()[:-30], "cut off"),
        (b"%PDF-1.7\n" + bytes(500) + b"%%EOF", "damaged or has a passphrase"),
        (pdf(101), "101 pages"),
        (pdf(size="999999 999999"), "far too large"),
        (pdf(0), "damaged"),
    ],
    ids=["cut", "rubbish", "too many pages", "huge", "no page"],
)
def test_a_pdf_that_cannot_be_shown_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        safe_paper("a", data, LIMITS)


def test_a_script_in_a_pdf_stays_asleep() -> None:
    asleep = pdf(catalog="/OpenAction << /S /JavaScript /JS (while(1){}) >>")
    assert safe_paper("a", asleep, LIMITS).pages == 1


def test_the_file_is_bounded_first() -> None:
    with pytest.raises(FileRefused, match="larger than 0 MB"):
        safe_paper("a", picture(), replace(LIMITS, paper_bytes=10))


@settings(max_examples=60)
@given(st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]))
def test_any_bytes_are_kept_or_refused(data: bytes, begin: bytes) -> None:
    with contextlib.suppress(FileRefused):  # anything else fails the test
        safe_paper("a", begin + data + (b"%%EOF" if begin.startswith(b"%PDF") else b""), LIMITS)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Letter.pdf", "Letter"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("", "Paper"),
        (".pdf", "Paper"),
        ("a\nb\x00", "a b"),
        ("x" * 200, "x" * 100),
    ],
)
def test_a_file_name_becomes_words(name: str, title: str) -> None:
    assert titled(name) == title
