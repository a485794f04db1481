"""A client answers in Chromium: by keyboard alone, saved while typing, the same question after a lock."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from linkdesk.application import open_session
from linkdesk.assessments import queries
from linkdesk.assessments.library import MY_LIFE
from linkdesk.assessments.library import ONS4
from linkdesk.assessments.library import WHAT_MATTERS
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.models import Client
from linkdesk.desktop.server import LoopbackServer
from linkdesk.desktop.server import listening_socket
from linkdesk.record.clock import SystemClock
from linkdesk.vault.lock import State
from linkdesk.web.gate import Gate
from tests.furnished import CODE
from tests.furnished import PASSPHRASE
from tests.furnished import House
from tests.journeys.accessibility import NARROW
from tests.journeys.accessibility import THEMES
from tests.journeys.accessibility import TIMEOUT
from tests.journeys.accessibility import chromium
from tests.journeys.accessibility import in_each_theme

if TYPE_CHECKING:
    from uuid import UUID

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

    from linkdesk.assessments.flow import Talk

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const at = document.activeElement;
  const label = at.labels?.[0] ?? at;
  return label.textContent.replace(/\\s+/g, " ").trim();
}"""
MOST_TABS = 80
HEAD_ROWS = 2
"""Rows of pills above a question on the smallest screen: more would push the answers out of sight."""


@dataclass
class Desk:
    """A worker's browser over a running LinkDesk."""

    house: House
    page: Page
    origin: str

    def start(self, form: str) -> UUID:
        """Begin a talk with the first client and turn the screen to them."""
        client = self.house.ids(Client)[0]
        with open_session(self.house.settings, self.house.vault) as (session, actor):
            talk = start_assessment(session, actor, StartAssessment(client, form, Setting.CLIENT))
        self.page.goto(f"{self.origin}/assessments/{talk}")
        self.go_to_control("Turn the screen to the client")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/question/1")
        return talk

    def go_to_control(self, words: str) -> None:
        """Press Tab until the control with these words has the focus."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(FOCUSED).startswith(words):
                return
        raise AssertionError(f"the keyboard does not reach “{words}”")

    def press(self, words: str) -> None:
        """Reach a button by Tab and press Enter; wait for the page it leads to."""
        before = self.page.url
        self.go_to_control(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: url != before)

    def kept(self, talk: UUID) -> Talk:
        """Return the talk as it is kept now."""
        with open_session(self.house.settings, self.house.vault) as (session, _actor):
            return queries.talk(session, talk)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def desk(house: House, browser: Browser) -> Iterator[Desk]:
    listener = listening_socket()
    gate = Gate(house.app, listener.getsockname()[1], SystemClock())
    server = LoopbackServer(gate, listener, house.settings.limits)
    server.start()
    page = browser.new_page()
    loud: list[str] = []
    page.on("pageerror", lambda error: loud.append(str(error)))
    try:
        page.goto(gate.address())
        yield Desk(house, page, gate.origin)
        assert loud == []
    finally:
        page.close()
        server.stop()


def test_a_client_answers_by_keyboard_alone(desk: Desk) -> None:
    page = desk.page
    talk = desk.start(WHAT_MATTERS)
    desk.go_to_control("My home")
    page.keyboard.press("Space")
    desk.press("Next")
    desk.go_to_control("What matters most to you?")
    page.keyboard.type("My cat.")
    page.keyboard.press("Enter")
    page.keyboard.type("My garden.")
    desk.press("Next")
    desk.press("I do not know")
    desk.press("Skip this question")
    desk.press("Back")
    while "/question/" in page.url:
        desk.press("Next")
    assert page.locator("h1").inner_text() == "Check your answers"
    desk.press("I have finished")
    assert page.locator("h1").inner_text() == "Finished. Thank you."
    found = desk.kept(talk)
    assert found.values["matters"] == ("home",)
    assert found.values["matters-words"] == "My cat.\nMy garden."
    assert "good-at" in found.unknown
    assert found.finished
    desk.press("For the link worker")
    desk.go_to_control("Your short code")
    page.keyboard.type(CODE)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/assessments/{talk}/before-they-go")
    assert desk.house.vault.client_mode is None
    assert "My garden." in page.locator("main").inner_text()
    desk.press("I have read this")
    assert page.url.endswith(f"/assessments/{talk}")


def test_a_break_and_stopping_for_today_by_keyboard_keep_what_was_typed(desk: Desk) -> None:
    page = desk.page
    talk = desk.start(WHAT_MATTERS)
    desk.go_to_control("My home")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # in a form the Enter key goes on; it never takes a break
    page.wait_for_url("**/question/2")
    desk.go_to_control("What matters most to you?")
    page.keyboard.type("My cat.")
    desk.press("Have a break")
    assert page.locator("main input:visible, main textarea").count() == 0
    desk.press("Go on")
    assert page.get_by_role("textbox").input_value() == "My cat."
    desk.press("Stop for today")
    assert page.locator("h1").inner_text() == "We stop for today. Thank you."
    found = desk.kept(talk)
    assert (found.values["matters-words"], found.here, found.finished) == ("My cat.", 2, False)
    desk.press("For the link worker")
    desk.go_to_control("Your short code")
    page.keyboard.type(CODE)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/assessments/{talk}/before-they-go")
    page.goto(f"{desk.origin}/assessments/{talk}")
    desk.press("Turn the screen to the client")
    assert page.url.endswith("/question/2")


def test_the_row_of_numbers_works_with_arrows_and_enter(desk: Desk) -> None:
    page = desk.page
    talk = desk.start(ONS4)
    desk.press("Next")
    desk.go_to_control("0")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.locator(".ld-scale__input:checked").input_value() == "0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/question/3")
    assert desk.kept(talk).values["satisfied"] == 0


def test_what_is_typed_is_in_the_encrypted_store_within_a_second(desk: Desk) -> None:
    page = desk.page
    page.clock.install(time=datetime(2026, 11, 25, 14, 0, tzinfo=UTC))
    talk = desk.start(WHAT_MATTERS)
    desk.press("Next")
    page.clock.pause_at(datetime(2026, 11, 25, 14, 1, tzinfo=UTC))  # a second of its own clock, on a busy machine too
    page.get_by_role("textbox").fill("My sister")
    page.clock.run_for(1000)
    typed = time.monotonic()
    while desk.kept(talk).values.get("matters-words") != "My sister":
        assert time.monotonic() - typed < 60, "nothing was kept"
        time.sleep(0.02)
    page.locator("[data-autosave-status][data-state=saved]").wait_for()


def test_after_a_full_lock_the_same_question_comes_back_with_its_words(desk: Desk) -> None:
    page = desk.page
    talk = desk.start(WHAT_MATTERS)
    desk.press("Next")
    page.get_by_role("textbox").fill("My sister")
    page.locator("[data-autosave-status][data-state=saved]").wait_for()
    vault = desk.house.vault
    vault.lock()
    page.goto(f"{desk.origin}/assessments/{talk}/talk")
    assert page.url.endswith("/unlock")
    vault.unlock(PASSPHRASE)
    page.goto(f"{desk.origin}/assessments/{talk}")
    desk.press("Turn the screen to the client")
    assert page.url.endswith("/question/2")
    assert page.get_by_role("textbox").input_value() == "My sister"


def test_the_curtain_hides_client_mode_and_gives_the_same_question_back(desk: Desk) -> None:
    page = desk.page
    talk = desk.start(WHAT_MATTERS)
    desk.press("Next")
    vault = desk.house.vault
    vault.curtain()
    assert vault.state is State.CURTAINED
    page.goto(f"{desk.origin}/assessments/{talk}/question/2")
    assert page.url.endswith("/curtain")
    vault.uncover(CODE)
    page.goto(f"{desk.origin}/assessments/{talk}/talk")
    assert page.url.endswith("/question/2")
    page.goto(f"{desk.origin}/clients/")
    assert "closed" in page.locator("main").inner_text() or "not open" in page.locator("main").inner_text()


def test_it_works_without_scripts(house: House, browser: Browser) -> None:
    listener = listening_socket()
    gate = Gate(house.app, listener.getsockname()[1], SystemClock())
    server = LoopbackServer(gate, listener, house.settings.limits)
    server.start()
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(gate.address())
        client = house.ids(Client)[0]
        with open_session(house.settings, house.vault) as (session, actor):
            talk = start_assessment(session, actor, StartAssessment(client, WHAT_MATTERS, Setting.WORKER))
        page.goto(f"{gate.origin}/assessments/{talk}/talk")
        page.get_by_label("My pets").check(force=True)
        page.get_by_role("button", name="Next").last.click()
        page.get_by_role("textbox").fill("My dog")
        page.get_by_role("button", name="Back").click()
        assert page.get_by_label("My pets").is_checked()
        with open_session(house.settings, house.vault) as (session, _actor):
            assert queries.talk(session, talk).values["matters-words"] == "My dog"
    finally:
        context.close()
        server.stop()


@pytest.mark.long
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_each_page_of_a_talk_passes_the_accessibility_checks(desk: Desk, *, whole: bool) -> None:
    page = desk.page
    talk = desk.start(WHAT_MATTERS)

    def look(heading: str) -> None:
        assert heading in page.locator("h1").inner_text()
        assert in_each_theme(page, (*THEMES, "cream"), whole=whole) == [], heading

    look("What matters to you?")
    desk.press("Next")
    look("What matters most to you?")
    desk.press("Have a break")
    look("Have a break")
    desk.press("Stop for today")
    look("We stop for today")
    desk.press("Go on with the questions")
    look("What matters most to you?")
    while "/question/" in page.url:
        desk.press("Skip this question")
    look("Check your answers")
    desk.press("I have finished")
    look("Thank you")
    desk.press("For the link worker")
    look("Take the screen back")
    desk.house.vault.leave_client_mode(CODE)
    page.goto(f"{desk.origin}/assessments/{talk}/before-they-go")
    look("Read before they go")
    page.goto(f"{desk.origin}/assessments/{talk}")
    look("What matters to you")
    page.goto(f"{desk.origin}/assessments/start/{desk.house.ids(Client)[0]}")
    look("Start an assessment")
    page.goto(f"{desk.origin}/assessments/{talk}/here")
    look("Who is here")
    page.goto(f"{desk.origin}/assessments/{talk}/alone")
    look("Ask when alone")
    ons = desk.start(ONS4)
    look("How you feel about your life")
    desk.press("Next")
    look("Overall, how satisfied are you")
    assert desk.kept(ons).page == 2


def test_the_keys_cover_client_mode_and_the_code_gives_the_same_question_back(desk: Desk) -> None:
    page = desk.page
    desk.start(WHAT_MATTERS)
    page.set_viewport_size({"width": 1280, "height": 800})
    for words in ("Next", "Skip this question", "I do not know"):
        assert page.get_by_role("button", name=words).last.bounding_box()["y"] < 760, words  # type: ignore[index]
    help_at = page.locator(".ld-tool--help").bounding_box()
    page.locator(".ld-toolmenu summary").click()
    assert page.locator(".ld-tool--help").bounding_box() == help_at, "nothing moves under the panel"
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
    tops = page.evaluate("[...document.querySelectorAll('.ld-tool')].map(e => e.getBoundingClientRect().top)")
    assert len({round(top / 8) for top in tops if top}) <= HEAD_ROWS
    page.set_viewport_size({"width": 1280, "height": 800})
    desk.press("Next")
    page.keyboard.press("Control+l")
    page.wait_for_url("**/curtain")
    page.keyboard.type(CODE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/question/2")


@pytest.mark.long
def test_the_pages_of_measures_pass_the_accessibility_checks(desk: Desk) -> None:
    page, client = desk.page, desk.house.ids(Client)[0]
    with open_session(desk.house.settings, desk.house.vault) as (session, actor):
        for value in (3, 7):
            talk = start_assessment(session, actor, StartAssessment(client, ONS4, Setting.WORKER))
            give_answer(session, actor, GiveAnswer(talk, "satisfied", value))
            finish_assessment(session, actor, talk)
        life = start_assessment(session, actor, StartAssessment(client, MY_LIFE, Setting.WORKER))
        give_answer(session, actor, GiveAnswer(life, "areas", ("money", "sleep")))
        finish_assessment(session, actor, life)
    for path, heading in (
        (f"/clients/{client}/measures", "How things changed"),
        (f"/clients/{client}/measures/not-asked", "Not asked"),
        (f"/clients/{client}/measures/held", "A total held elsewhere"),
        (f"/assessments/{talk}/how", "How the talk ran"),
        (f"/assessments/{life}", "My life"),
        (f"/assessments/{life}/waiting", "Not talked about yet"),
        ("/settings/measures", "How things changed for people"),
    ):
        page.goto(f"{desk.origin}{path}")
        assert heading in page.locator("h1").inner_text()
        assert in_each_theme(page) == [], heading
    page.goto(f"{desk.origin}/clients/{client}/measures")
    desk.press("Note that it was not asked")
    for words in ("What matters to you", "They said no"):
        desk.go_to_control(words)
        page.keyboard.press("Space")
    desk.press("Save")
    expect(page.get_by_role("heading", level=1)).to_have_text("How things changed")
    expect(page.get_by_text("they said no")).to_be_visible()


def test_a_client_takes_a_card_away_where_there_are_too_many(desk: Desk) -> None:
    page = desk.page
    talk = desk.start(MY_LIFE)
    for number in (2, 3, 4):
        desk.press("Skip this question")
        page.wait_for_url(f"**/question/{number}")
    for words in ("Money", "My home", "Food", "Sleep"):
        page.get_by_label(words, exact=True).check()
    status = page.locator("[data-autosave-status]")
    expect(status).to_have_text("This is not saved yet. Choose up to 3. You chose 4. Take 1 away.", timeout=TIMEOUT)
    page.get_by_role("button", name="Next").last.click()
    expect(page.get_by_role("alert")).to_contain_text("Choose up to 3. You chose 4. Take 1 away.")
    page.get_by_label("Sleep", exact=True).uncheck()
    page.get_by_role("button", name="Next").last.click()
    page.wait_for_url("**/question/5")
    assert desk.kept(talk).values["areas"] == ("money", "home", "food")
