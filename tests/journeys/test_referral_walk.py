"""From a phone referral to a booked first visit in at most 90 seconds by the keystroke-level model."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.choices import Source
from linkdesk.episodes.queries import episodes_of
from tests.journeys.keystrokes import Walk
from tests.journeys.serve import serving
from tests.journeys.steps import ARTEFACTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = pytest.mark.browser

MOST = 90
REASON = "Lonely since her husband died in May. Diabetes."
VISIT = (datetime.now(UTC) + timedelta(days=6)).astimezone().date()


def walk_it(walk: Walk, origin: str) -> None:
    page = walk.page
    page.goto(f"{origin}/")
    main = page.locator("main")
    walk.point("Today: Add a referral", main.get_by_role("link", name="Add a referral").first)
    walk.wait("Add a referral")
    walk.point("Into the first field", page.get_by_label("First name"), decide=False)
    walk.keys("First name", "Margaret", "[Tab]")
    walk.keys("Family name", "Hollingworth", "[Tab]")
    walk.keys("Date of birth", "14", "[Tab]", "6", "[Tab]", "1948", "[Tab]")
    walk.keys("Phone", "07700900482", "[Tab]")
    walk.keys("Who sent them: GP", "[Space]", "[ArrowDown]", "[Tab]")
    walk.keys("Why", REASON)
    walk.keys("Save", "[Enter]")
    walk.wait("Referral 1")
    walk.point("Book the first visit at once", main.get_by_role("link", name="Book the first visit at once"))
    walk.wait("Book the first visit")
    walk.point("Into the first field", page.get_by_role("textbox", name="Day"), decide=False)
    walk.keys("Day", str(VISIT.day), "[Tab]", str(VISIT.month), "[Tab]", str(VISIT.year), "[Tab]")
    walk.keys("Time", "10:30", "[Tab]")
    walk.keys("Where", "Her home", "[Tab]")
    walk.keys("I spoke with them today: it is ticked", "[Tab]")
    walk.keys("Nothing is known about risk: write that down", "[Space]")
    walk.point("Save", main.get_by_role("button", name="Save"))
    walk.wait("Referral 1")


def test_from_a_phone_referral_to_a_booked_first_visit(page: Page, house: House) -> None:
    walk = Walk(page)
    with serving(house.app) as origin:
        walk_it(walk, origin)
        assert "Her home" in page.locator("main").inner_text()
    table = walk.table("From a phone referral to a booked first visit")
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    (ARTEFACTS / "referral-walk.md").write_text(table, encoding="utf-8")
    print(table)  # noqa: T201 - the figures are the result
    with open_session(house.settings, house.vault) as (session, _actor):
        client = session.query(Client).filter_by(given_name="Margaret", family_name="Hollingworth").one()
        episode = episodes_of(session, client.id)[0]
    assert (episode.source, episode.reason, episode.decision) == (Source.GP, REASON, Decision.ACCEPTED)
    assert (episode.first_visit_on, episode.first_visit_time) == (VISIT, "10:30")
    assert walk.seconds <= MOST, table


def test_the_model_counts_what_is_done(page: Page) -> None:
    page.set_content("<h1>Here</h1><label>Box <input></label>")
    walk = Walk(page)
    walk.point("Into the box", page.get_by_label("Box"), decide=False)
    walk.keys("A word", "abc", "[Tab]")
    walk.wait("Here")
    assert [(step.keys, step.points, step.decisions) for step in walk.steps] == [(0, 1, 0), (4, 0, 1)]
    assert walk.seconds == pytest.approx(1.1 + 4 * 0.28 + 1.35, abs=2)
    assert "**The way**" in walk.table("The way")
