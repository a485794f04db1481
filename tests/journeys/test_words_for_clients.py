"""While a plan is typed: hard words are marked, plainer ones come with one press, and Ctrl+Z takes them back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.plans.queries import plans_of
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import start_plan
from tests.journeys.accessibility import check_page
from tests.journeys.serve import serving

if TYPE_CHECKING:
    from uuid import UUID

    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = pytest.mark.browser


def _draft(house: House) -> UUID:
    with open_session(house.settings, house.vault) as (session, actor):
        return start_plan(session, actor, StartPlan(house.ids(Client)[0]))


def test_hard_words_are_marked_and_changed_only_when_asked(page: Page, house: House) -> None:
    plan = _draft(house)
    with serving(house.app) as origin:
        page.goto(f"{origin}/plans/{plan}/goals/new")
        what = page.locator("[name=step_1_what]")
        what.press_sequentially("I attend the garden group with assistance from thaum")
        expect(page.get_by_text("Instead of “attend”: go to.")).to_be_visible()
        expect(page.get_by_text("“thaum” is a rare word.")).to_have_count(0)
        for _ in "from thaum ":
            page.keyboard.press("Backspace")
        box = page.locator(".ld-easier", has=page.get_by_text("Instead of “attend”: go to."))
        plainer = box.get_by_role("button", name="Use “go to” instead of attend")
        expect(plainer).to_be_visible()
        expect(what).to_have_value("I attend the garden group with assistance")
        expect(page.locator("[data-easier-said]")).to_contain_text("2 hard words")
        assert check_page(page) == []
        page.keyboard.press("Tab")
        expect(plainer).to_be_focused()
        with page.expect_response(re.compile("/drafts/")):
            page.keyboard.press("Enter")
        expect(what).to_have_value("I go to the garden group with assistance")
        first = page.locator("[name=step_1_first_what]")
        expect(first).to_have_value("I attend the garden group with assistance")
        expect(what).to_be_focused()
        expect(plainer).to_have_count(0)
        page.keyboard.press("Control+z")
        expect(what).to_have_value("I attend the garden group with assistance")
        expect(plainer).to_be_visible()


def test_a_ready_phrase_comes_with_its_picture_and_is_saved(page: Page, house: House) -> None:
    plan = _draft(house)
    with serving(house.app) as origin:
        page.goto(f"{origin}/plans/{plan}/goals/new")
        title = page.locator("[name=title]")
        title.press_sequentially("meet peo")
        page.get_by_role("button", name="I want to meet people.").first.click()
        expect(title).to_have_value("I want to meet people.")
        expect(page.locator("[name=picture]")).to_have_value("people")
        page.locator("[name=step_1_what]").focus()
        bank = page.locator("section", has=page.locator("[name=step_1_what]")).locator("[data-easier-bank]").first
        expect(bank).to_be_visible()
        bank.locator("summary").press("Enter")
        bank.get_by_role("button", name="I join a class.").press("Enter")
        expect(page.locator("[name=step_1_what]")).to_have_value("I join a class.")
        assert check_page(page) == []
        expect(page.locator("[name=first_title]")).to_have_value("")
        page.get_by_role("button", name="Save the goal").click()
        expect(page.get_by_text("I join a class.")).to_be_visible()
        hard = page.locator("[name=if_harder]")
        hard.fill("I rest.")
        hard.focus()
        bank = page.get_by_role("group", name="Easy words: If things get harder").locator("[data-easier-bank]")
        expect(bank).to_be_visible()
        bank.locator("summary").press("Enter")
        page.get_by_role("button", name="I phone my link worker.").last.press("Enter")
        expect(hard).to_have_value("I rest.\nI phone my link worker.")
    with open_session(house.settings, house.vault) as (session, _):
        assert plans_of(session, house.ids(Client)[0])[0].goals == 1
