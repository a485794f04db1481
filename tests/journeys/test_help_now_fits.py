"""Every help number stays inside its card, from a small phone to a wide screen, at every size of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.accessibility import chromium
from tests.journeys.serve import serving

if TYPE_CHECKING:
    from tests.furnished import House

pytestmark = pytest.mark.browser

WIDTHS = (320, 480, 768, 900, 1100, 1366, 1920)
SIZES = ("", "large", "larger")
SPILT = """size => {
  document.documentElement.dataset.size = size;
  const room = document.documentElement.clientWidth;
  return [...document.querySelectorAll(".ld-help__dial")].filter(dial => {
    const words = document.createRange();
    words.selectNodeContents(dial);
    const [ink, card] = [words.getBoundingClientRect(), dial.closest(".ld-help").getBoundingClientRect()];
    return ink.right > card.right || ink.left < card.left || card.right > room;
  }).map(dial => dial.textContent);
}"""


def test_no_number_leaves_its_card(house: House) -> None:
    with serving(house.app) as address, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}/help-now")
        assert page.locator(".ld-help__dial").count() > len(WIDTHS)
        spilt: dict[tuple[int, str], list[str]] = {}
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            spilt |= {(width, size): found for size in SIZES if (found := page.evaluate(SPILT, size))}
    assert spilt == {}
