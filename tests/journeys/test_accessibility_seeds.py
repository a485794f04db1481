"""The accessibility kit can fail: each bad page is caught, by the check that is meant to; a good page is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.journeys.accessibility import check_page
from tests.journeys.accessibility import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

GOOD = "<main><h1>A good page</h1><p>Some words.</p>{}</main>"
SEEDS = {
    "picture without words": (
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="50" height="50">',
        "axe: image-alt",
    ),
    "pale words": ('<p style="color:#bbb;background:#fff">Too pale to read</p>', "axe: color-contrast"),
    "box without label": ('<input type="text" id="a">', "axe: label"),
    "small targets": (
        '<button style="inline-size:16px;block-size:16px;padding:0">a</button>' * 2,
        "axe: target-size",
    ),
    "wrong autocomplete": (
        '<label for="a">Name</label><input id="a" autocomplete="nonsense">',
        "axe: autocomplete-valid",
    ),
    "radio buttons without a group": (
        '<label><input type="radio" name="r">One</label><label><input type="radio" name="r">Two</label>',
        "ace: input_checkboxes_grouped",
    ),
    "click on something that is no control": ('<div onclick="1">Press me</div>', "ace: aria_eventhandler_role_valid"),
    "table without headers": (
        "<table><tr><td>Name</td><td>Age</td></tr><tr><td>Ann</td><td>3</td></tr><tr><td>Bo</td><td>4</td></tr></table>",
        "ace: table_headers_exists",
    ),
    "focus that does not show": (
        '<style>button:focus{outline:none}</style><button style="min-inline-size:60px;min-block-size:60px">Go</button>',
        "own: focus-visible",
    ),
    "wider than 320 pixels": ('<div style="inline-size:1400px">Wide</div>', "own: reflow-320"),
    "words cut off by wider spacing": (
        '<p style="inline-size:11ch;block-size:1.2em;overflow:hidden;white-space:nowrap">Eleven signs</p>',
        "own: text-spacing",
    ),
    "error link to nothing that takes focus": (
        '<div class="govuk-error-summary"><a href="#group">Enter a date.</a></div><div id="group">Date</div>',
        "own: error-link",
    ),
    "error without a description": (
        '<div class="govuk-form-group--error"><label for="a">Name</label><input id="a" aria-invalid="true"></div>',
        "own: error-described",
    ),
    "error not named in the title": (
        '<p class="govuk-error-summary"><a href="#a">Enter a name.</a></p><label for="a">Name</label><input id="a">',
        "own: error-title",
    ),
    "second h1": ("<h1>Another</h1>", "own: one-h1"),
    "status that is not announced": ('<p data-autosave-status="">Saved 14:06</p>', "own: status-role"),
    "pale edge of a box": (
        '<label for="a">Name</label><input id="a" style="border:1px solid #ddd;background:#fff">',
        "own: edge-contrast",
    ),
}


def _page(body: str, classes: str = "") -> str:
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>'
        '<meta name="viewport" content="width=device-width"></head>'
        f'<body class="{classes}" style="background:#fff;color:#111">{body}</body></html>'
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def test_good_page_has_no_fault(page: Page) -> None:
    page.set_content(_page(GOOD.format("")))
    assert check_page(page) == []


@pytest.mark.parametrize("name", SEEDS)
def test_bad_page_is_caught(page: Page, name: str) -> None:
    body, expected = SEEDS[name]
    page.set_content(_page(GOOD.format(body)))
    found = check_page(page)
    assert any(fault.startswith(f"{expected} ") for fault in found), found


def test_small_button_is_caught_in_client_mode_only(page: Page) -> None:
    button = GOOD.format('<button style="inline-size:60px;block-size:40px">Next</button>')
    page.set_content(_page(button))
    assert check_page(page) == []
    page.set_content(_page(button, "ld-client"))
    assert [fault for fault in check_page(page) if "target-44" in fault]
