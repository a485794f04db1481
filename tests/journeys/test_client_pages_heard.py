"""How each page of a talk is heard by a screen reader, and walked by keyboard alone, kept as golden files.

The files in `tests/data/aria` are Chromium's accessibility tree as Playwright writes it. A change that is meant is
taken over with `LINKDESK_WRITE_ARIA=1`, looked at, and committed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.models import Client
from tests.journeys.serve import serving

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).resolve().parents[1] / "data" / "aria"
WRITE = os.environ.get("LINKDESK_WRITE_ARIA") == "1"
ANY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
MOST_TABS = 60

FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "";
  const words = at.labels?.length ? at.labels[0].textContent : at.textContent || at.getAttribute("aria-label");
  const kind = at.type && at.tagName === "INPUT" ? at.type : at.tagName.toLowerCase();
  return `${kind}: ${(words || "").replace(/\\s+/g, " ").trim()}`;
}"""


def compare(name: str, found: str) -> None:
    """Compare with the golden file of this name. Raises AssertionError."""
    golden = GOLDEN / f"{name}.txt"
    found = ANY_ID.sub("ID", found)
    if WRITE:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(found + "\n", encoding="utf-8")
    assert found + "\n" == golden.read_text(encoding="utf-8"), name


def stops(page: Page) -> list[str]:
    """Return what Tab reaches, in order, from the top of the page until it leaves it or comes round."""
    page.evaluate("document.activeElement?.blur()")
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    found: list[str] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if not here or (found and here == found[0]):
            return found
        found.append(here)
    raise AssertionError(f"the keyboard never comes round: {found}")


def look(page: Page, name: str) -> None:
    """Compare how the page is heard and what Tab reaches."""
    compare(f"{name}-heard", page.locator("body").aria_snapshot())
    compare(f"{name}-tab", "\n".join(stops(page)))


def _turn(page: Page, house: House, origin: str, form: str) -> str:
    with open_session(house.settings, house.vault) as (session, actor):
        talk = start_assessment(session, actor, StartAssessment(house.ids(Client)[0], form, Setting.CLIENT))
    page.goto(f"{origin}/assessments/{talk}")
    page.get_by_role("button", name="Turn the screen to the client").click()
    page.wait_for_url("**/question/1")
    return f"{origin}/assessments/{talk}"


def pressing(page: Page) -> Callable[[str], None]:
    """Return how a button or link is pressed by keyboard alone."""

    def press(words: str) -> None:
        before = page.url
        for _ in range(MOST_TABS):
            page.keyboard.press("Tab")
            if page.evaluate(FOCUSED).partition(": ")[2] == words:
                page.keyboard.press("Enter")
                page.wait_for_url(lambda url: url != before)
                page.locator("h1").wait_for()
                return
        raise AssertionError(f"the keyboard does not reach “{words}”")

    return press


def test_cards_words_checking_rest_and_the_end(
    page: Page, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # whether a voice program is here must not change what is heard
    press = pressing(page)
    with serving(house.app) as origin:
        talk = _turn(page, house, origin, WHAT_MATTERS)
        look(page, "cards")
        press("Next")
        look(page, "words")
        press("Have a break")
        look(page, "break")
        press("Stop for today")
        look(page, "stopped")
        press("Go on with the questions")
        while "/question/" in page.url:
            press("Skip this question")
        look(page, "check")
        press("I have finished")
        look(page, "thanks")
        press("For the link worker: take the screen back")
        look(page, "leave")
        assert page.url == f"{talk}/leave"


def test_words_before_the_first_question_and_the_row_of_numbers(
    page: Page, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    press = pressing(page)
    with serving(house.app) as origin:
        _turn(page, house, origin, ONS4)
        look(page, "intro")
        press("Next")
        look(page, "numbers")
        press("I do not know")
        press("Back")
        look(page, "numbers-unknown")


def test_a_change_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.journeys.test_client_pages_heard.WRITE", False)
    kept = (GOLDEN / "break-tab.txt").read_text(encoding="utf-8").rstrip("\n")
    compare("break-tab", kept)
    with pytest.raises(AssertionError):
        compare("break-tab", kept.replace("Go on", "On"))
