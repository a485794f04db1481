"""The key that puts away at once what only the worker should read, also while they type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from linkdesk.application import open_session
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from tests.journeys.serve import serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = pytest.mark.browser

LINE, ON = "Visit in pairs", ".ld-railbutton--on"


def test_one_chord_puts_away_and_brings_back_and_no_typed_word_is_lost(page: Page, house: House) -> None:
    client = house.ids(Client)[0]
    with open_session(house.settings, house.vault) as (session, actor):
        set_keep_safe(session, actor, SetKeepSafe(client, client_record(session, client).version, LINE))
    with serving(house.app) as origin:
        page.goto(f"{origin}/clients/{client}/about")
        expect(page.get_by_text(LINE)).to_be_visible()
        page.locator("#wellness").press_sequentially("Dry days are")
        page.keyboard.press("Alt+n")
        expect(page.locator(ON)).to_be_visible()
        assert LINE not in page.content()
        expect(page.locator("#wellness")).to_have_value("Dry days are")
        page.goto(f"{origin}/clients/")
        assert LINE not in page.content()
        page.keyboard.press("Alt+n")
        expect(page.locator(ON)).to_have_count(0)
        expect(page.get_by_text(LINE).first).to_be_visible()


def test_back_does_not_bring_the_words_back(page: Page, house: House) -> None:
    client = house.ids(Client)[0]
    with open_session(house.settings, house.vault) as (session, actor):
        set_keep_safe(session, actor, SetKeepSafe(client, client_record(session, client).version, LINE))
    with serving(house.app) as origin:
        page.goto(f"{origin}/clients/{client}")
        expect(page.get_by_text(LINE).first).to_be_visible()
        page.goto(f"{origin}/clients/")
        page.get_by_role("button", name="Someone is beside me").click()
        expect(page.locator(ON)).to_be_visible()
        # A kept page loads itself anew, which a wait for the first load would trip over.
        page.evaluate("history.go(-2)")
        page.wait_for_url(f"{origin}/clients/{client}")
        expect(page.locator(ON)).to_be_visible()
        assert LINE not in page.content()
