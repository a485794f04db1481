"""The press reaches nothing but our own files, keeps its limits and says what is missing."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from linkdesk.printing import pdf
from linkdesk.printing.pdf import Press
from linkdesk.printing.pdf import PrintFailed
from linkdesk.printing.pdf import asset
from linkdesk.printing.pdf import own_address
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits
from linkdesk.settings import resources

pytestmark = pytest.mark.prints

STATIC = resources() / "static"
PAGE = "<html lang=en><title>A page</title><h1>{}</h1>"


@pytest.fixture
def a_press() -> Iterator[Press]:
    made = Press()
    try:
        yield made
    finally:
        made.close()


def test_our_own_fonts_and_pictures_are_given() -> None:
    font, kind = asset("linkdesk:vendor/fonts/NotoSans_400Regular.ttf", STATIC)
    assert font.startswith(b"\x00\x01\x00\x00")
    assert kind == "font/ttf"
    assert asset("linkdesk:vendor/pictures/black/1F3E0.svg", STATIC)[1] == "image/svg+xml"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/x.svg",
        "https://example.invalid/x.svg",
        "file:///etc/passwd",
        "data:image/svg+xml,<svg/>",
        "ftp://127.0.0.1/x",
        "vendor/fonts/NotoSans_400Regular.ttf",
        "linkdesk:vendor/fonts/../fonts/NotoSans_400Regular.ttf",
        "linkdesk:vendor/fonts/..%2fNotoSans_400Regular.ttf",
        "linkdesk:/etc/passwd",
        "linkdesk:vendor/pictures/colour/1F3E0.svg?x",
        "linkdesk:vendor/pictures/colour/1F3E0.svg\n",
        "linkdesk:print/print.css",
        "LINKDESK:vendor/pictures/colour/1F3E0.svg",
        "linkdesk:",
    ],
)
def test_anything_else_is_refused(url: str) -> None:
    with pytest.raises(FileRefused, match="outside LinkDesk"):
        asset(url, STATIC)


def test_a_missing_picture_is_named() -> None:
    with pytest.raises(FileRefused, match=r"colour/FFFFF\.svg is missing"):
        asset("linkdesk:vendor/pictures/colour/FFFFF.svg", STATIC)


@pytest.mark.parametrize(
    "body",
    [
        '<img src="http://127.0.0.1:1/x.png" alt="x">',
        '<img src="file:///etc/passwd" alt="x">',
        '<link rel="stylesheet" href="http://127.0.0.1:1/x.css">',
        "<style>@import url(http://127.0.0.1:1/x.css)</style>",
        '<p style="background-image:url(file:///etc/passwd)">x',
        '<object data="http://127.0.0.1:1/x.svg"></object>',
        '<link rel="attachment" href="file:///etc/passwd">',
    ],
)
def test_a_document_that_asks_for_something_else_is_refused_and_the_press_goes_on(a_press: Press, body: str) -> None:
    with pytest.raises(FileRefused, match="outside LinkDesk"):
        a_press.pdf(PAGE.format(body))
    assert a_press.pdf(PAGE.format("again")).startswith(b"%PDF-1.7")


def test_a_drawing_that_cannot_be_drawn_is_not_left_out_in_silence(a_press: Press) -> None:
    drawing = '<svg width="9" height="9"><title>x</title><image href="file:///etc/passwd" width="9" height="9"/></svg>'
    with pytest.raises(PrintFailed):
        a_press.pdf(PAGE.format(drawing))


def test_a_missing_font_stops_the_print_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "print").mkdir()
    for name in pdf.SHEETS:
        (tmp_path / "print" / name).write_bytes((STATIC / "print" / name).read_bytes())
    bare = Press(static=tmp_path)
    try:
        with pytest.raises(FileRefused, match=r"fonts/\w+\.ttf is missing"):
            bare.pdf(PAGE.format("x"))
    finally:
        bare.close()


def test_the_same_words_give_the_same_bytes_even_asked_for_by_many(a_press: Press) -> None:
    pages = [PAGE.format(f"Hello {number % 3}") for number in range(12)]
    with ThreadPoolExecutor(6) as many:
        made = list(many.map(a_press.pdf, pages))
    assert made[:3] * 4 == made
    assert len(set(made)) == 3


def test_one_thread_alone_makes_prints(a_press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[int] = set()
    laid_out = a_press._laid_out

    def noted(page: object, sheets: tuple[str, ...]) -> object:
        seen.add(threading.get_ident())
        return laid_out(page, sheets)

    monkeypatch.setattr(a_press, "_laid_out", noted)
    with ThreadPoolExecutor(4) as many:
        list(many.map(lambda number: a_press.pdf(PAGE.format(number)), range(4)))
    assert len(seen) == 1
    assert threading.get_ident() not in seen


def test_too_many_pages_are_refused() -> None:
    small = Press(limits=Limits(print_pages=2))
    try:
        with pytest.raises(RuleBroken, match="too many pages"):
            small.pdf(PAGE.format("x") + "<p style='break-before:page'>y" * 3)
    finally:
        small.close()


def test_a_print_that_takes_too_long_is_given_up() -> None:
    quick = Press(limits=Limits(print_seconds=0))
    try:
        with pytest.raises(RuleBroken, match="takes too long"):
            quick.pdf(PAGE.format("x"))
    finally:
        quick.close()


def test_a_fault_of_the_library_is_one_plain_sentence(a_press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    a_press.pdf(PAGE.format("x"))
    monkeypatch.setattr(a_press, "_laid_out", lambda *_: 1 / 0)
    with pytest.raises(PrintFailed, match="could not be made"):
        a_press.pdf(PAGE.format("x"))


def test_closer_is_used_only_when_one_page_is_not_enough(a_press: Press) -> None:
    tall = PAGE.format("x") + "<p class=tall>y"
    sheet = ".tall{height:280mm}"
    assert a_press.pdf(tall, sheet, closer=".tall{height:10mm}") == a_press.pdf(tall, sheet, ".tall{height:10mm}")
    short = PAGE.format("x")
    assert a_press.pdf(short, closer="h1{color:red}") == a_press.pdf(short)


def test_warming_up_loads_the_library_before_the_first_print(a_press: Press) -> None:
    a_press.warm_up()
    a_press.warm_up()
    a_press._thread.submit(int).result()  # behind it in the queue
    assert set(a_press._parts) == {"fonts", "fetcher", "sheets"}
    assert pdf.press() is pdf.press()


def test_a_picture_that_a_print_carries_is_read_from_its_address_and_not_kept(a_press: Press) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    address = own_address("image/svg+xml", svg)
    assert asset(address, STATIC) == (svg, "image/svg+xml")
    sheet = f'p{{background-image:url("{address}")}}'
    assert a_press.pdf(PAGE.format(f'<img alt="x" src="{address}"><p>y'), sheet).startswith(b"%PDF")
    assert not [key for key in (*a_press._pictures, *a_press._sheets) if "own/" in str(key)]
    for other in (f"{address}?x", "linkdesk:own/html/AAAA", "linkdesk:own/png/A.A", "linkdesk:own/png/"):
        with pytest.raises(FileRefused, match="outside LinkDesk"):
            asset(other, STATIC)


def test_nothing_is_swept_during_a_print_and_all_of_it_after(a_press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's own sweeping goes on after a print, also after one that failed."""
    during: list[bool] = []
    write = Press._write

    def watched(self: Press, html: str, sheets: tuple[str, ...], closer: str) -> bytes:
        during.append(gc.isenabled())
        return write(self, html, sheets, closer)

    monkeypatch.setattr(Press, "_write", watched)
    a_press.pdf("<html lang=en><title>.</title><p>1")
    assert gc.isenabled()
    with pytest.raises(FileRefused):
        a_press.pdf("<html lang=en><title>.</title><img src='https://example.org/a.png' alt=''>")
    assert gc.isenabled()
    assert during == [False, False]
