"""From a goal in the plan to a printed service sheet, and a service that is added by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.desk.plans_due import agreed_plans
from linkdesk.printing.given.models import PrintOut
from linkdesk.printing.given.rules import Way
from linkdesk.services.service import add_service
from tests.journeys.accessibility import check_page
from tests.journeys.keystrokes import Walk
from tests.journeys.serve import serving
from tests.journeys.steps import ARTEFACTS
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = pytest.mark.browser

MOST = 60
"""Seconds of keys, pointing and deciding by the model, without the computer's own time."""
NOTED = "window.print = () => { document.body.dataset.printed = 'yes'; }"


def test_from_a_goal_to_the_printer(page: Page, house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        garden = add_service(session, actor, GARDEN)
        plan = agreed_plans(session, (actor.worker_id,), most=1)[0]
    page.add_init_script(NOTED)
    with serving(house.app) as origin:
        walk = Walk(page)
        page.goto(f"{origin}/plans/{plan.plan_id}")
        walk.point("Service sheet, at the goal", page.get_by_role("link", name="Service sheet").first)
        walk.wait("Service sheet")
        page.wait_for_load_state("load")  # the keys of a page work once its scripts are there
        walk.keys("Search", "/", "gardn", "[Enter]")
        expect(page.get_by_role("searchbox")).to_have_value("gardn")
        walk.point("The garden group", page.get_by_role("link", name=GARDEN.name))
        walk.wait(GARDEN.name)
        assert check_page(page) == []
        for words in ("01632 960 011", "Bus 12", "Ola Greenfield"):
            expect(page.locator("pre")).to_contain_text(words)
        walk.point("Yes: print", page.get_by_role("button", name="Yes: print", exact=True))
        expect(page.locator("body[data-printed]")).to_have_count(1)
    with open_session(house.settings, house.vault) as (session, _actor):
        kept = session.scalars(select(PrintOut).where(PrintOut.service_id == garden)).all()
        assert [(row.client_id, row.way) for row in kept] == [(plan.client_id, Way.PRINTED)]
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    table = walk.table("From a goal to a printed service sheet")
    (ARTEFACTS / "service-sheet-walk.md").write_text(table, encoding="utf-8")
    assert walk.seconds - sum(step.answer for step in walk.steps) < MOST, table


def test_a_service_is_added_without_a_mouse(page: Page, house: House) -> None:
    with serving(house.app) as origin:
        page.goto(f"{origin}/")
        page.keyboard.press("g")
        page.keyboard.press("l")
        expect(page.get_by_role("heading", level=1)).to_have_text("Local services")
        assert check_page(page) == []
        page.get_by_role("link", name="Add a service").first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Add a service")
        assert check_page(page) == []
        page.locator("#name").focus()
        page.keyboard.type("Choir")
        page.keyboard.press("Tab")
        page.keyboard.type("We sing.")
        page.keyboard.press("Tab")
        page.keyboard.type("01632 960 050")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Choir")
        assert check_page(page) == []
        page.get_by_role("button", name="I checked it today").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("It is noted that you checked it today.")
