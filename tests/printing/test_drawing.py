"""Pictures are worked out once and look as WeasyPrint draws them by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import zxingcpp
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from linkdesk.easyread.pictures import all_pictures
from linkdesk.printing import drawing
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.pdf import Press
from linkdesk.printing.pdf import PrintFailed
from linkdesk.web.squares import square

pytestmark = pytest.mark.prints

HEAD = "<html lang=en><title>Pictures</title><h1>Pictures</h1>"


@pytest.fixture
def a_press(monkeypatch: pytest.MonkeyPatch) -> Iterator[Press]:
    monkeypatch.setattr(drawing, "_kept", {})
    made = Press()
    try:
        made.pdf(HEAD)
        yield made
    finally:
        made.close()


def _by_itself(a_press: Press, monkeypatch: pytest.MonkeyPatch, *given: str) -> bytes:
    from weasyprint.images import SVGImage

    with monkeypatch.context() as undone:
        undone.setattr(SVGImage, "draw", drawing._draw.usual)  # type: ignore[attr-defined]
        return a_press.pdf(*given)


def _pages(pdf: bytes) -> list[bytes]:
    return [page.render(scale=1).to_pil().tobytes() for page in PdfDocument(pdf)]


@pytest.mark.parametrize("mono", [False, True])
def test_every_picture_looks_as_weasyprint_draws_it(
    a_press: Press, monkeypatch: pytest.MonkeyPatch, *, mono: bool
) -> None:
    rows = "".join(f'<div class="row pic-{one.key}"><p>{one.key}</div>' for one in all_pictures())
    given = (HEAD + rows, picture_sheet(mono=mono))
    kept = a_press.pdf(*given)
    assert _pages(kept) == _pages(_by_itself(a_press, monkeypatch, *given))
    assert [url for (url, *_), drawn in drawing._kept.items() if drawn is None] == []
    assert kept == a_press.pdf(*given), "drawn anew or from memory, the bytes are the same"


def test_a_drawing_on_the_page_is_left_to_weasyprint(a_press: Press) -> None:
    a_press.pdf(f'{HEAD}<svg width="9" height="9"><title>x</title><path d="M0 0h9"/></svg>')
    assert drawing._kept == {}


def test_a_square_looks_as_weasyprint_draws_it_and_a_phone_reads_it(
    a_press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = square("tel:01632960001")
    given = (
        f'{HEAD}<svg style="width:30mm;height:30mm" viewBox="0 0 {code.side} {code.side}"><title>x</title>'
        f'<path d="{code.path}"/></svg>'
    )
    made = a_press.pdf(given)
    from weasyprint import svg

    with monkeypatch.context() as undone:
        undone.setitem(svg.TAGS, "path", drawing._path.usual)  # type: ignore[attr-defined]
        usual = a_press.pdf(given)
    assert _pages(made) == _pages(usual)
    assert made != usual, "the short way was taken"
    assert [one.text for one in zxingcpp.read_barcodes(PdfDocument(made)[0].render(scale=4).to_pil())] == [code.holds]


def test_a_picture_that_needs_a_gradient_is_drawn_by_weasyprint(
    a_press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    _picture(
        monkeypatch,
        b'<linearGradient id="a"><stop stop-color="red"/><stop offset="1"/></linearGradient>'
        b'<path fill="url(#a)" d="M0 0h9v9z"/>',
    )
    given = f"{HEAD}<div class='row pic-home'><p>x</div>", picture_sheet(mono=False)
    made = a_press.pdf(*given)
    assert list(drawing._kept.values()) == [None]
    assert _pages(made) == _pages(_by_itself(a_press, monkeypatch, *given))


def test_a_broken_picture_stops_the_print_the_second_time_too(a_press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    _picture(monkeypatch, b'<path stroke-miterlimit="broken" d="M0 0h9"/>')
    for _ in range(2):
        with pytest.raises(PrintFailed):
            a_press.pdf(f"{HEAD}<div class='row pic-home'><p>x</div>", picture_sheet(mono=False))


def test_what_is_kept_is_bounded(a_press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "MOST_KEPT", 2)
    rows = "".join(f'<div class="row pic-{one.key}"><p>x</div>' for one in all_pictures()[:5])
    a_press.pdf(HEAD + rows, picture_sheet(mono=False))
    assert 1 <= len(drawing._kept) <= 2


def _picture(monkeypatch: pytest.MonkeyPatch, inner: bytes) -> None:
    from linkdesk.printing import pdf

    whole = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + inner + b"</svg>"
    real = pdf.asset
    monkeypatch.setattr(
        pdf, "asset", lambda url, static: (whole, "image/svg+xml") if url.endswith(".svg") else real(url, static)
    )
