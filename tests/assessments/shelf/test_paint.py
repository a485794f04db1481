"""What may paint a drawing."""

from __future__ import annotations

import pytest

from linkdesk.assessments.shelf.paint import clean_rules
from linkdesk.assessments.shelf.paint import clean_style
from linkdesk.assessments.shelf.paint import is_plain


@pytest.mark.parametrize(
    ("name", "value"),
    [("fill", "#abc"), ("fill", "rgb(1, 2, 3)"), ("stroke", "url(#a)"), ("fill", "url(#a) none"), ("opacity", ".5")],
)
def test_plain_paint_is_kept(name: str, value: str) -> None:
    assert is_plain(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fill", "url(x.svg#a)"),
        ("fill", "url(#a"),
        ("fill", "URL(//example.org)"),
        ("opacity", "url(#a)"),
        ("fill", r"u\72l(x)"),
        ("fill", "red;background:blue"),
        ("filter", "blur(9px)"),
        ("background", "red"),
        ("font-family", "x" * 300),
        ("fill", "expression(alert(1))<"),
    ],
)
def test_other_paint_is_not(name: str, value: str) -> None:
    assert not is_plain(name, value)


def test_a_style_keeps_what_is_plain() -> None:
    assert clean_style("fill: red ; behavior:url(x);/* stroke:blue; */opacity:1; ; x") == "fill:red;opacity:1"
    assert clean_style("fill:red/* never closed") == "fill:red"


def test_rules_keep_single_names_and_no_clip() -> None:
    sheet = "@import 'x'; .a, #b {fill:red;clip-path:url(#c)} a:hover{fill:blue} .d{background:red} g{opacity:.5}"
    assert clean_rules(sheet) == "g{opacity:.5}"
    assert clean_rules(".a, #b {fill:red;clip-path:url(#c)} g{opacity:.5}") == ".a,#b{fill:red}g{opacity:.5}"
