"""A page of a talk is read aloud by the computer's own voice program: by a button, part by part, until stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from linkdesk.application import open_session
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.models import Client
from tests.assessments.aloud import stand_in
from tests.journeys.accessibility import TIMEOUT
from tests.journeys.accessibility import check_page
from tests.journeys.serve import serving

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = pytest.mark.browser

BUTTON = "Read this page to me"
PAUSE = 50
"""Milliseconds between two looks."""


def _said(log: Path) -> list[str]:
    """Return what the program was given to say; its arguments stand in brackets."""
    return [line for line in log.read_text().splitlines() if not line.startswith("[")]


def _hear(page: Page, log: Path) -> list[str]:
    """Wait until the program said something: the page marks the words while the program still starts."""
    for _ in range(TIMEOUT // PAUSE):
        if said := _said(log):
            return said
        page.wait_for_timeout(PAUSE)
    return []


def _turn(page: Page, house: House, origin: str) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        talk = start_assessment(session, actor, StartAssessment(house.ids(Client)[0], WHAT_MATTERS, Setting.CLIENT))
    page.goto(f"{origin}/assessments/{talk}")
    page.get_by_role("button", name="Turn the screen to the client").click()
    page.get_by_role("heading", level=1, name="What matters to you?").wait_for()


def test_a_button_starts_it_marks_what_is_read_and_stops_it(
    page: Page, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = stand_in.put(tmp_path / "voice", "long")
    monkeypatch.setenv("PATH", str(tmp_path / "voice"))
    with serving(house.app) as origin:
        _turn(page, house, origin)
        expect(page.get_by_role("button", name=BUTTON)).to_be_visible()
        assert _said(log) == [], "it never starts by itself"
        assert check_page(page) == []
        page.get_by_role("button", name=BUTTON).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".ld-spoken")).to_have_text("What matters to you?")
        assert _hear(page, log) == ["What matters to you?"]
        page.get_by_role("button", name="Stop reading").click()
        expect(page.get_by_role("button", name=BUTTON)).to_be_visible()
        expect(page.locator(".ld-spoken")).to_have_count(0)
        assert _said(log) == ["What matters to you?"]


def test_the_question_is_read_first_and_then_each_answer_in_its_order(
    page: Page, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = stand_in.put(tmp_path / "voice")
    monkeypatch.setenv("PATH", str(tmp_path / "voice"))
    with serving(house.app) as origin:
        _turn(page, house, origin)
        page.get_by_role("button", name=BUTTON).click()
        page.get_by_role("button", name="Stop reading").wait_for()
        expect(page.get_by_role("button", name=BUTTON)).to_be_visible()
        cards = page.locator(".ld-card__words").all_inner_texts()
        hint = "Choose all the pictures that are right for you."
        assert _said(log) == ["What matters to you?", hint, *cards]
        assert len(cards) > 10


def test_a_program_that_fails_is_said_and_the_page_stays(
    page: Page, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.put(tmp_path / "voice", "noise")
    monkeypatch.setenv("PATH", str(tmp_path / "voice"))
    with serving(house.app) as origin:
        _turn(page, house, origin)
        page.get_by_role("button", name=BUTTON).click()
        expect(page.get_by_text("We cannot read this page to you now.")).to_be_visible()
        expect(page.get_by_role("button", name=BUTTON)).to_be_visible()


def test_without_any_voice_there_is_no_button(
    page: Page, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with serving(house.app) as origin:
        _turn(page, house, origin)
        expect(page.locator("[data-speak]")).to_be_hidden()
