"""A quick note in at most 15 seconds by the keystroke-level model, from a client's page and from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.contacts.queries import contacts_of
from tests.journeys.accessibility import TIMEOUT
from tests.journeys.keystrokes import Walk
from tests.journeys.serve import serving
from tests.journeys.steps import ARTEFACTS

if TYPE_CHECKING:
    import uuid

    from playwright.sync_api import Page

    from linkdesk.contacts.rules import ContactRecord
    from tests.furnished import House

pytestmark = pytest.mark.browser

MOST = 15
NOTE = "Will try choir"


def newest(house: House, client: uuid.UUID) -> ContactRecord:
    with open_session(house.settings, house.vault) as (session, _actor):
        return max(contacts_of(session, client), key=lambda each: each.created_at)


def written(walk: Walk) -> None:
    """Type the note, choose ten minutes, save; the keyboard stands in the note already."""
    expect(walk.page.get_by_role("textbox", name="Note", exact=True)).to_be_focused(timeout=TIMEOUT)
    walk.keys("The note", NOTE)
    walk.keys("Ten minutes", "[Tab]", "[Space]", "[ArrowRight]")
    walk.keys("Save", "[Control+Enter]", decide=False)
    walk.steps[-1].keys += 1  # two keys held together
    expect(walk.page.get_by_text("Saved: the note.")).to_be_visible(timeout=TIMEOUT)


def kept(walk: Walk, title: str, name: str) -> float:
    """Keep the table and return the seconds without the program's answers: those are this machine's."""
    table = walk.table(title)
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    (ARTEFACTS / name).write_text(table, encoding="utf-8")
    print(table)  # noqa: T201 - the figures are the result
    return sum(step.seconds - step.answer for step in walk.steps)


def test_from_a_clients_page(page: Page, house: House) -> None:
    client = house.ids(Client)[0]
    walk = Walk(page)
    with serving(house.app) as origin:
        page.goto(f"{origin}/clients/{client}")
        walk.keys("The key", "n")
        walk.wait("Write a note")
        written(walk)
    assert (newest(house, client).words, newest(house, client).minutes) == (NOTE, 10)
    assert kept(walk, "A quick note from a client's page", "quick-note-walk.md") <= MOST


def test_from_anywhere(page: Page, house: House) -> None:
    client = house.ids(Client)[1]
    with open_session(house.settings, house.vault) as (session, _actor):
        person = client_record(session, client)
    name = f"{person.given_name} {person.family_name}"
    walk = Walk(page)
    with serving(house.app) as origin:
        page.goto(f"{origin}/settings")
        walk.keys("The key", "n", decide=False)
        walk.wait("Write a note")
        expect(page.get_by_label("Whom is it about?")).to_be_focused(timeout=TIMEOUT)
        walk.keys("Whom it is about", name, "[Enter]")
        expect(page).to_have_url(f"{origin}/clients/{client}/contacts/new?carry=1", timeout=TIMEOUT)
        written(walk)
    assert (newest(house, client).words, newest(house, client).minutes) == (NOTE, 10)
    assert kept(walk, "A quick note from anywhere", "quick-note-anywhere-walk.md") <= MOST


def test_what_was_typed_is_there_after_the_window_is_gone(page: Page, house: House) -> None:
    client = house.ids(Client)[0]
    with serving(house.app) as origin:
        page.goto(f"{origin}/clients/{client}/contacts/new")
        page.keyboard.type("Half a sentence")
        expect(page.locator("[data-autosave-status]")).to_contain_text("Draft saved", timeout=TIMEOUT)
        page.goto("about:blank")
        page.goto(f"{origin}/clients/{client}/contacts/new")
        expect(page.get_by_role("textbox", name="Note", exact=True)).to_have_value("Half a sentence")
        page.goto(f"{origin}/note")
        page.get_by_label("Or write first").fill("Words before a name")
        page.get_by_label("Whom is it about?").fill("zzzz")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Nobody matches")).to_be_visible(timeout=TIMEOUT)
        expect(page.get_by_text("and not saved yet")).to_be_visible(timeout=TIMEOUT)
        expect(page.get_by_label("Or write first")).to_have_value("Words before a name")
