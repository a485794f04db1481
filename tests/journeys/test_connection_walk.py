"""From a goal to a connection that is followed, and what came next, in a real window; Enter in a box saves nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from linkdesk.application import open_session
from linkdesk.connections.queries import connections_of
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import State
from linkdesk.desk.plans_due import agreed_plans
from linkdesk.services.service import add_service
from tests.journeys.accessibility import check_page
from tests.journeys.keystrokes import Walk
from tests.journeys.serve import serving
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = pytest.mark.browser

PRESSES = 3
"""Connect to a service, the service, how they come together."""


def test_three_presses_from_a_goal_and_one_for_what_came_next(page: Page, house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        add_service(session, actor, GARDEN)
        plan = agreed_plans(session, (actor.worker_id,), most=1)[0]
    with serving(house.app) as origin:
        walk = Walk(page)
        page.goto(f"{origin}/plans/{plan.plan_id}")
        walk.point("Connect", page.get_by_role("link", name=re.compile("Find something for this.*goal 1")))
        walk.wait("Connect to a service")
        assert check_page(page) == []
        walk.point("The garden group", page.get_by_role("link", name=GARDEN.name))
        walk.wait(GARDEN.name)
        assert check_page(page) == []
        before = page.url
        page.locator("#reason").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Only tell them about it")).to_be_visible()
        assert page.url == before, "a way was chosen that nobody pressed"
        walk.point("How", page.get_by_role("button", name="Only tell them about it"))
        expect(page.get_by_role("heading", name="What came next?")).to_be_visible()
        assert sum(step.points for step in walk.steps) == PRESSES
        assert check_page(page) == []
        page.get_by_role("button", name="They went").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#status")).to_contain_text("Went for the first time")
        assert check_page(page) == []
    with open_session(house.settings, house.vault) as (session, _actor):
        (kept,) = connections_of(session, plan.client_id)
        assert (kept.kind, kept.state, len(kept.events)) == (Kind.SIGNPOST, State.ATTENDED, 2)
