"""A saved view is chosen with one key; digits that are typed into a box stay digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from linkdesk.application import open_session
from linkdesk.desk.views.rules import KeepView
from linkdesk.desk.views.rules import Showing
from linkdesk.desk.views.service import keep_view
from tests.journeys.serve import serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = pytest.mark.browser

CURRENT = ".ld-views [aria-current]"


def test_a_view_is_one_key_away_and_typed_digits_stay_digits(page: Page, house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        for name, stage in (("Ended", "closed"), ("Reviews", "review")):
            keep_view(session, actor, KeepView(name, Showing("everyone", stage)))
    with serving(house.app) as origin:
        page.goto(f"{origin}/clients/")
        expect(page.locator(CURRENT)).to_have_count(0)
        page.keyboard.press("2")
        expect(page.locator(CURRENT)).to_contain_text("Reviews")
        expect(page.locator("#stage")).to_have_value("review")
        page.keyboard.press("9")
        page.locator("#search").press_sequentially("1")
        expect(page.locator("#search")).to_have_value("1")
        expect(page.locator(CURRENT)).to_contain_text("Reviews")
