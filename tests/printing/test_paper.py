"""What the browser sends to the printer is the pages of the PDF and nothing else: no blank sheet, no banner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from linkdesk.printing.pages import count_pages
from tests.journeys.accessibility import TIMEOUT
from tests.journeys.accessibility import chromium
from tests.journeys.serve import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.plans.site import Site

pytestmark = [pytest.mark.prints, pytest.mark.browser]


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    with serving(site.app) as origin:
        yield f"{origin}/plans/{site.plan_id}/print"


def test_paper_has_the_pages_of_the_pdf_and_the_button_waits_for_them(site: Site, address: str, tmp_path: Path) -> None:
    with chromium() as browser:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.add_init_script("window.print = () => { document.title = 'printed'; }")
        page.goto(address, wait_until="networkidle")
        shown = page.locator(".ld-preview__page").count()
        page.get_by_role("button", name="Yes: print", exact=True).click()
        # Not wait_for_function: it asks the page to evaluate words, which the page's policy refuses.
        expect(page).to_have_title("printed", timeout=TIMEOUT)
        paper = page.pdf(prefer_css_page_size=True)
        page.emulate_media(media="print")
        words = page.locator("body").inner_text()
    assert faults == []
    assert shown >= 2
    assert count_pages(paper) == shown
    assert words.strip() == ""
