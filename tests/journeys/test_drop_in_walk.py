"""A drop-in in less than 30 seconds by the keystroke-level model, while another one is begun beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from linkdesk.application import open_session
from linkdesk.contacts.dropins.models import DropIn
from tests.journeys.accessibility import TIMEOUT
from tests.journeys.keystrokes import Walk
from tests.journeys.serve import serving
from tests.journeys.test_quick_note_walk import kept

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = pytest.mark.browser

MOST = 30
ASKED, GIVEN, TOLD = "Bus pass form", "Filled it in", "Council desk"


def test_a_drop_in_is_written_down_and_the_one_begun_before_it_is_kept(page: Page, house: House) -> None:
    house.worker.fill("/drop-ins/new", {"asked": "Somebody earlier", "venue": "Library"})
    walk = Walk(page)
    with serving(house.app) as origin:
        page.goto(f"{origin}/drop-ins/new")
        asked = page.get_by_role("textbox", name="What did they ask?")
        asked.fill("Begun, then somebody urgent came")
        expect(page.locator("[data-autosave-status]")).to_contain_text("Draft saved", timeout=TIMEOUT)
        page.goto(f"{origin}/")
        walk.keys("The key", "d")
        walk.wait("Write down a drop-in")
        expect(asked).to_be_focused(timeout=TIMEOUT)
        expect(asked).to_have_value("")
        expect(page.get_by_role("link", name="Begun, then somebody urgent came")).to_be_visible()
        walk.keys("What they asked", ASKED)
        walk.keys("Urgent", "[Tab]", "[Space]")
        walk.keys("What was given", "[Tab]", GIVEN)
        walk.keys("What they were told about", "[Tab]", TOLD)
        walk.keys("Ten minutes", "[Tab]", "[Space]", "[ArrowRight]")
        walk.keys("Save", "[Control+Enter]", decide=False)
        walk.steps[-1].keys += 1  # two keys held together
        expect(page.get_by_text("Saved: drop-in 2 at Library")).to_be_visible(timeout=TIMEOUT)
        page.goto(f"{origin}/")
        expect(page.get_by_role("link", name="A drop-in", exact=True)).to_be_visible()
    with open_session(house.settings, house.vault) as (session, _actor):
        row = session.query(DropIn).filter_by(asked=ASKED).one()
        assert (row.given, row.signposted, row.minutes, row.urgent) == (GIVEN, TOLD, 10, True)
    assert kept(walk, "A drop-in from anywhere", "drop-in-walk.md") <= MOST
