"""From the client page to the print dialog in two presses, by keyboard too; what changed meanwhile opens no dialog."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from linkdesk.application import open_session
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import start_plan
from tests.journeys.accessibility import TIMEOUT
from tests.journeys.accessibility import chromium
from tests.journeys.serve import serving
from tests.printing.given.test_routes import Room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = [pytest.mark.prints, pytest.mark.browser]
PAGES = "document.querySelectorAll('.ld-preview__page').length"
COUNTED = "const kept = document.documentElement.dataset; kept.dialogs = Number(kept.dialogs ?? 0) + 1;"
PRINTED = f"window.print = () => {{ {COUNTED} document.title = 'printed ' + {PAGES}; }}"


@pytest.fixture
def room(house: House) -> Room:
    return Room(house)


@pytest.fixture
def page(room: Room) -> Iterator[Page]:
    with serving(room.house.app) as origin, chromium() as browser:
        opened = browser.new_page(base_url=origin)
        opened.set_default_timeout(TIMEOUT)
        opened.add_init_script(PRINTED)
        opened.goto(f"/clients/{room.client}")
        yield opened


def printed_every_page(page: Page) -> None:
    """Wait for the dialog before the pages are counted: a page that is still on its way has none yet."""
    expect(page).to_have_title(re.compile("^printed [1-9]"), timeout=TIMEOUT)
    assert page.title() == f"printed {page.locator('.ld-preview__page').count()}"


def test_two_presses_print_and_a_third_says_what_became_of_the_copy(room: Room, page: Page) -> None:
    page.get_by_role("link", name="Print plan 1").press("Enter")
    button = page.get_by_role("button", name="Yes: print", exact=True)
    button.press("Enter")
    printed_every_page(page)
    heading = page.get_by_role("heading", name="Copy given?")
    expect(heading).to_be_focused(timeout=TIMEOUT)
    assert [(one.way, one.safe, one.plan_id) for one in room.prints] == [("printed", "yes", room.plan)]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Noted: they have it on paper.", timeout=TIMEOUT)


def test_print_pressed_twice_opens_one_dialog_and_is_one_line(room: Room, page: Page) -> None:
    page.goto(f"/plans/{room.plan}/print")
    page.get_by_role("button", name="Yes: print", exact=True).evaluate("button => { button.click(); button.click(); }")
    printed_every_page(page)
    page.wait_for_load_state("networkidle")
    expect(page.locator("html")).to_have_attribute("data-dialogs", "1", timeout=TIMEOUT)
    assert len(room.prints) == 1


def test_the_key_of_print_asks_linkdesk_first_and_answers_nothing_unread(room: Room, page: Page) -> None:
    page.goto(f"/plans/{room.plan}/print")
    page.keyboard.press("Control+p")
    printed_every_page(page)
    page.wait_for_load_state("networkidle")
    expect(page.locator("html")).to_have_attribute("data-dialogs", "1", timeout=TIMEOUT)
    assert len(room.prints) == 1
    room.keep_safe("Give no paper")
    page.goto(f"/plans/{room.plan}/print")
    page.keyboard.press("Control+p")
    expect(page.get_by_role("button", name="Safe this time: print", exact=True)).to_be_focused(timeout=TIMEOUT)
    assert "printed" not in page.title()
    assert len(room.prints) == 1


def test_words_typed_a_moment_ago_are_said_not_to_be_in_the_print(room: Room, page: Page) -> None:
    with open_session(room.house.settings, room.house.vault) as (session, actor):
        plan = start_plan(session, actor, StartPlan(room.client))
    page.goto(f"/plans/{plan}")
    page.get_by_label("What matters").first.fill("A garden of my own")
    page.get_by_role("link", name="Print as it is now").click()
    told = page.get_by_text("Some words of this plan are typed and not saved.")
    expect(told).to_be_visible(timeout=TIMEOUT)
    page.get_by_role("link", name="Save them or throw them away").click()
    expect(page.get_by_label("What matters").first).to_have_value("A garden of my own", timeout=TIMEOUT)


def test_what_people_leave_with_is_two_presses_away_too(room: Room, page: Page) -> None:
    away = {"the steps": "steps", "card for the next visit": "appointment", "calling card": "calling-card"}
    for link, item in away.items():
        page.goto(f"/clients/{room.client}")
        page.get_by_role("link", name=link, exact=True).press("Enter")
        expect(page.get_by_text("This is the client’s own print.")).to_be_visible(timeout=TIMEOUT)
        page.get_by_role("button", name="Yes: print", exact=True).press("Enter")
        printed_every_page(page)
        assert room.prints[0].item == item
        assert room.prints[0].way == "printed"
    assert len(room.prints) == 3


def test_a_record_that_changed_meanwhile_opens_no_dialog_and_offers_the_new_preview(room: Room, page: Page) -> None:
    page.goto(f"/plans/{room.plan}/print")
    with open_session(room.house.settings, room.house.vault) as (session, actor):
        set_keep_safe(session, actor, SetKeepSafe(room.client, room.record.version, "Phone before noon"))
    page.get_by_role("button", name="Yes: print", exact=True).click()
    told = page.get_by_role("alert")
    expect(told).to_contain_text("nothing left it", timeout=TIMEOUT)
    expect(page.get_by_role("link", name="Show the new preview")).to_be_focused(timeout=TIMEOUT)
    assert "printed" not in page.title()
    with page.expect_navigation(timeout=TIMEOUT):  # else the old page's button could be pressed once more
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Yes: print", exact=True).click()
    printed_every_page(page)
    assert len(room.prints) == 1
