"""The page checks catch what they must: every page test leans on them."""

from __future__ import annotations

import pytest

from tests.pages import PageFaultError
from tests.pages import check
from tests.pages import parse

GOOD = (
    '<!doctype html><html lang="en"><head><title>A – LinkDesk</title></head><body><h1>A</h1>'
    '<label for="x">X</label><input id="x" name="x">{}</body></html>'
)


def test_a_good_page_passes() -> None:
    check(parse(GOOD.format("")), "/")


@pytest.mark.parametrize(
    "bad",
    [
        "<h1>B</h1>",
        '<p id="x"></p>',
        '<input name="y">',
        '<textarea name="y"></textarea>',
        '<img src="//example.org/a.png" alt="">',
        '<a href="javascript:alert(1)">a</a>',
        '<p onclick="x()">a</p>',
        '<p style="color:red">a</p>',
    ],
)
def test_a_bad_page_is_caught(bad: str) -> None:
    with pytest.raises(PageFaultError):
        check(parse(GOOD.format(bad)), "/")


@pytest.mark.parametrize("bad", ["<div><p>a</div></p>", "<ul><li>a</ul></li>", "</b>", "<p a=1 a=2>x</p>"])
def test_broken_html_is_caught(bad: str) -> None:
    with pytest.raises(PageFaultError):
        parse(GOOD.format(bad))
