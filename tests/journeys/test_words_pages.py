"""The pages of phrases, of own words in another language and of the work phone, for everybody and in each theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.organisation.languages.rules import SwitchLanguage
from linkdesk.organisation.languages.service import switch_language
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import start_plan
from tests.journeys.accessibility import in_each_theme
from tests.journeys.serve import serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = pytest.mark.browser


def test_each_is_accessible(page: Page, house: House) -> None:
    client = house.ids(Client)[0]
    with open_session(house.settings, house.vault) as (session, actor):
        switch_language(session, actor, SwitchLanguage("ur", 0, on=True))
        plan = start_plan(session, actor, StartPlan(client))
        add_goal(session, actor, AddGoal(plan, plan_record(session, plan).version, "I feed the ducks"))
    paths = (
        "/settings/phrases",
        "/settings/phrases/phone-group",
        f"/plans/{plan}/words/ur",
        f"/clients/{client}/phone",
    )
    with serving(house.app) as origin:
        for path in paths:
            page.goto(f"{origin}{path}")
            assert in_each_theme(page) == [], path
