"""Every page of LinkDesk in two engines, light and dark, at 320 pixels, with and without errors, locked and not.

The short form runs axe and our own checks on each page at full width and axe at 320 pixels; the colours in dark on
every second page, and the second engine, which takes as long as all of them, on every sixth; the long form runs both
engines on every page in every look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import create_app
from linkdesk.clients.models import Client
from linkdesk.desk.demo_forms import WHO
from linkdesk.team.rules import Role
from linkdesk.vault.lock import Vault
from tests.journeys.accessibility import THEMES
from tests.journeys.accessibility import chromium
from tests.journeys.accessibility import in_each_theme
from tests.journeys.serve import serving

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

    from tests.conftest import FakeClock
    from tests.furnished import House

pytestmark = pytest.mark.browser

ANY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
PAGES_AT_LEAST = 60
A_LANGUAGE = re.compile(r"/languages/[A-Za-z-]+")
A_NUMBER = re.compile(r"/(page|pictures)/\d+")
FORMS = ("", "/page/N", "/pictures", "/pictures/N", "/translations/ur")
"""Pages of a form that was brought in, below `/settings/forms/ID`: the practice vault has one."""
OF_A_PERSON = ("/assessments/ID/sort", "/clients/ID/measures/held/ID")
FILES = ("/spreadsheet", "/map.csv")
"""Links that hand out a file."""
SHARES = 2
"""The pages are looked at in so many tests, which can run side by side."""
SECOND = 6
"""The short form has the second engine look at one page of so many."""
DARK = 2
"""The short form looks at the colours in dark of one page of so many."""
ERRORS = ("/clients/new", "/settings/passphrase", "/settings/help-numbers", "/backup")
"""Pages whose form is sent as it stands, emptied, to see what they say."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    yield context.new_page()
    context.close()


def kinds(house: House) -> dict[str, str]:
    """Return one address for each kind of page that can be reached by links from Today.

    The pages of measures and sorts are those of the person of whom there are some.
    """
    person = house.ids(Client)[WHO]
    waiting = [f"/clients/{person}/measures", f"/clients/{person}/sorts", "/", "/help-now"]
    found: dict[str, str] = {}
    while waiting:
        path = waiting.pop(0).partition("#")[0]
        kind = A_LANGUAGE.sub("/languages/TAG", ANY_ID.sub("ID", path.partition("?")[0]))
        kind = A_NUMBER.sub(r"/\1/N", kind)
        if kind in found or kind.endswith(FILES):
            continue
        found[kind] = path
        shown = house.worker.get(path)
        links = (link.get("href") or "" for link in shown.every("a"))
        waiting += [link for link in links if link.startswith("/") and not link.startswith("/static")]
    return found


def faults_of(page: Page, house: House, wanted: Iterable[str], *, whole: bool) -> dict[str, list[str]]:
    """Return the pages that have faults."""
    faults = {}
    with serving(house.app) as origin:
        for count, path in enumerate(wanted):
            answer = page.goto(f"{origin}{path}")
            assert answer is not None
            assert answer.status == 200, path
            themes = THEMES if whole or count % DARK == 0 else THEMES[:1]
            if found := in_each_theme(page, themes, whole=whole, second=whole or count % SECOND == 0):
                faults[path] = found
    return faults


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_every_open_page(page: Page, house: House, share: int) -> None:
    found = kinds(house)
    assert len(found) >= PAGES_AT_LEAST, found
    assert {f"/settings/forms/ID{page}" for page in FORMS} | set(OF_A_PERSON) <= found.keys()
    assert faults_of(page, house, list(found.values())[share::SHARES], whole=False) == {}


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_every_open_page_by_both_engines_in_every_look(page: Page, house: House, share: int) -> None:
    assert faults_of(page, house, list(kinds(house).values())[share::SHARES], whole=True) == {}


@pytest.mark.parametrize("path", ERRORS)
def test_page_with_errors(page: Page, house: House, path: str) -> None:
    with serving(house.app) as origin:
        page.goto(f"{origin}{path}")
        page.locator("main input[type=text]").evaluate_all("boxes => boxes.forEach((box) => { box.value = '!'; })")
        page.locator("main form button[type=submit]:not([name]), main form button:not([type])").last.click()
        page.locator(".govuk-error-summary").wait_for()
        assert in_each_theme(page) == []


def test_locked_pages(page: Page, house: House) -> None:
    with serving(house.app) as origin:
        house.join("Kit Practice", Role.LINK_WORKER)
        page.goto(f"{origin}/")  # the first request after an unlock fetches the short code
        house.vault.curtain()
        for path in ("/curtain", "/who", "/help-now"):
            page.goto(f"{origin}{path}")
            assert in_each_theme(page) == [], path
        house.vault.lock()
        for path in ("/unlock", "/unlock/recovery", "/help-now"):
            page.goto(f"{origin}{path}")
            assert page.url == f"{origin}{path}"
            assert in_each_theme(page) == [], path


def test_first_start_and_missing_page(page: Page, tmp_path: Path, clock: FakeClock) -> None:
    from tests.furnished import cheap_settings

    settings = cheap_settings(tmp_path / "new")
    with serving(create_app(settings, Vault(settings, clock))) as origin:
        page.goto(f"{origin}/")
        assert page.url == f"{origin}/start"
        assert in_each_theme(page) == []


def test_error_page(page: Page, house: House) -> None:
    with serving(house.app) as origin:
        answer = page.goto(f"{origin}/no-such-page")
        assert answer is not None
        assert answer.status == 404
        assert in_each_theme(page) == []
