"""A person sorts picture cards in Chromium: by keyboard alone, by touch, the same card after a crash, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from linkdesk.application import open_session
from linkdesk.assessments.sort.queries import sorts_of
from linkdesk.assessments.sort.rules import Pile
from linkdesk.clients.models import Client
from tests.furnished import CODE
from tests.furnished import PASSPHRASE
from tests.furnished import House
from tests.journeys.accessibility import THEMES
from tests.journeys.accessibility import TIMEOUT
from tests.journeys.accessibility import chromium
from tests.journeys.accessibility import in_each_theme
from tests.journeys.serve import serving

if TYPE_CHECKING:
    from uuid import UUID

    from playwright.sync_api import Browser
    from playwright.sync_api import Locator
    from playwright.sync_api import Page

    from linkdesk.assessments.sort.rules import SortRecord

pytestmark = pytest.mark.browser

FOCUSED = (
    "() => (document.activeElement.labels?.[0] ?? document.activeElement).textContent.replace(/\\s+/g, ' ').trim()"
)
MOST_TABS = 120
VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
SpeechSynthesis.prototype.getVoices = () => [{ name: "Here", lang: "en-GB" }];
SpeechSynthesis.prototype.speak = (speech) => { window.said.push(speech.text); setTimeout(() => speech.onend?.()); };
"""
"""A voice that writes down what it would say."""
THREE = ("My friends", "My money and bills", "My sleep")


@dataclass
class Table:
    """A worker's browser at the page of one client's picture sorts."""

    house: House
    page: Page
    origin: str
    client: UUID

    def open(self) -> None:
        """Open the page that lays out the cards."""
        self.page.goto(f"{self.origin}/clients/{self.client}/sorts")

    def go_to(self, words: str) -> None:
        """Press Tab until the control with these words has the focus."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if str(self.page.evaluate(FOCUSED)).startswith(words):
                return
        raise AssertionError(f"the keyboard does not reach “{words}”")

    def press(self, words: str, heading: str) -> None:
        """Reach a button by Tab and press Enter; the page it leads to has this heading."""
        self.go_to(words)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("h1")).to_have_text(heading)

    def button(self, words: str) -> Locator:
        """Return the button with exactly these words, for a finger."""
        return self.page.get_by_role("button", name=words, exact=True)

    def lay_out(self) -> None:
        """Leave three cards on the table and turn the screen."""
        self.open()
        for box in self.page.get_by_role("checkbox").all():
            if box.evaluate("box => box.labels[0].textContent.trim()") not in THREE:
                box.uncheck()
        self.page.get_by_label("The client: turn the screen to them").check()
        self.page.get_by_label("Only the two of us, no interpreter").check()
        self.button("Lay out the cards").click()
        expect(self.page.locator("h1")).to_have_text(THREE[0])

    def sort(self) -> SortRecord:
        """Return the newest sort as it is kept now."""
        with open_session(self.house.settings, self.house.vault) as (session, _actor):
            return sorts_of(session, self.client)[0]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def table(house: House, browser: Browser) -> Iterator[Table]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, has_touch=True)
    page = context.new_page()
    page.set_default_timeout(TIMEOUT)
    loud: list[str] = []
    page.on("pageerror", lambda error: loud.append(str(error)))
    with serving(house.app) as origin:
        yield Table(house, page, origin, house.ids(Client)[0])
    context.close()
    assert loud == []


def test_a_person_sorts_by_keyboard_alone_and_gives_the_screen_back(table: Table) -> None:
    table.lay_out()
    table.press("Going well", THREE[1])
    table.press("Back", THREE[0])
    table.press("So-so", THREE[1])
    table.press("I want to change this", THREE[2])
    table.press("I want to change this", "Your cards")
    table.press("My friends", THREE[0])
    table.press("Going well", "Your cards")
    table.press("Next", "What comes first?")
    table.press("My sleep", "What do you want to change?")
    table.go_to("What do you want to change?")
    table.page.keyboard.type("Sleep all night.")
    table.press("I have finished", "Finished. Thank you.")
    sort = table.sort()
    assert (sort.finished, sort.goal) == (True, "Sleep all night.")
    assert {card.words: sort.pile_of(card.key) for pile in sort.piles.values() for card in pile} == {
        "My friends": Pile.GOOD,
        "My money and bills": Pile.CHANGE,
        "My sleep": Pile.CHANGE,
    }
    table.press("For the link worker", "Take the screen back")
    table.go_to("Your short code")
    table.page.keyboard.type(CODE)
    table.page.keyboard.press("Enter")
    expect(table.page.locator("h1")).to_have_text("Read before they go")
    table.press("I have read this", "Picture sort")
    expect(table.page.get_by_text("“Sleep all night.”")).to_be_visible()


def test_by_touch_every_card_is_kept_at_once_and_the_same_one_comes_after_a_crash(table: Table) -> None:
    table.lay_out()
    table.button("Going well").tap()
    expect(table.page.locator("h1")).to_have_text(THREE[1])
    assert table.sort().pile_of("friends") is Pile.GOOD
    table.house.vault.lock()
    table.page.reload()
    expect(table.page).to_have_url(f"{table.origin}/unlock")
    table.house.vault.unlock(PASSPHRASE)
    table.page.goto(f"{table.origin}/assessments/{table.sort().id}")
    table.button("Turn the screen to the client").tap()
    expect(table.page.locator("h1")).to_have_text(THREE[1])
    table.page.goto(f"{table.origin}/clients/{table.client}")
    expect(table.page.locator("main")).to_contain_text("This page is not open now")
    table.page.go_back()
    table.button("Leave this card out").tap()
    table.button("Going well").tap()
    expect(table.button("I have finished")).to_be_visible()


def test_all_answers_of_a_card_are_in_sight_on_a_laptop_and_within_reach_at_320(table: Table) -> None:
    table.lay_out()
    for words in ("Going well", "So-so", "I want to change this", "Leave this card out"):
        box = table.button(words).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800, words
        assert min(box["width"], box["height"]) >= 44, words
    table.page.set_viewport_size({"width": 320, "height": 568})
    table.button("I want to change this").tap()
    expect(table.page.locator("h1")).to_have_text(THREE[1])


def test_a_paper_sort_is_typed_in_by_keyboard_one_tab_a_card(table: Table) -> None:
    table.page.goto(f"{table.origin}/clients/{table.client}/sorts/paper")
    table.go_to("Year")
    for presses in (1, 2, 3):  # the arrow goes round from "Not shown" to the first pile
        table.page.keyboard.press("Tab")
        for _ in range(presses):
            table.page.keyboard.press("ArrowRight")
    table.go_to("Which card comes first")
    table.page.keyboard.type("My work")
    table.page.keyboard.press("Tab")
    table.page.keyboard.type("Find a job")
    table.press("Save the sort", "Picture sort")
    sort = table.sort()
    assert [[card.words for card in sort.piles[pile]] for pile in Pile] == [
        ["Things I like to do"],
        ["What I do all day"],
        ["My work"],
    ]
    assert (sort.on_paper, sort.goal) == (True, "Find a job")


def test_the_second_half_of_a_double_press_sorts_no_card(table: Table) -> None:
    table.lay_out()
    for moment, taken in (("0", "none"), ("600", "auto")):
        style = table.button("Going well").evaluate(
            "(button, moment) => { const [wait] = button.getAnimations(); wait?.pause();"
            " if (wait) wait.currentTime = Number(moment); return getComputedStyle(button).pointerEvents; }",
            moment,
        )
        assert style == taken, moment


def test_the_card_and_its_three_answers_are_read_aloud(table: Table) -> None:
    table.page.add_init_script(VOICE)
    table.lay_out()
    table.button("Read this page to me").click()
    expect(table.button("Read this page to me")).to_be_visible()  # while it reads the button says "Stop reading"
    said = table.page.evaluate("window.said")
    asked = "Where does this card go?"
    assert said == [THREE[0], "People I like to see.", asked, "Going well", "So-so", "I want to change this"]


@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_each_page_of_a_sort_passes_the_accessibility_checks(table: Table, *, whole: bool) -> None:
    def look(heading: str) -> None:
        expect(table.page.locator("h1")).to_have_text(heading)
        assert in_each_theme(table.page, (*THEMES, "cream"), whole=whole) == [], heading

    table.open()
    look("Picture sort")
    table.lay_out()
    look(THREE[0])
    table.button("Going well").click()
    table.button("Back").click()
    look(THREE[0])
    table.button("Going well").click()
    table.button("I want to change this").click()
    table.button("Leave this card out").click()
    look("Your cards")
    table.button("Next").click()
    look("What comes first?")
    table.button("My money and bills").click()
    look("What do you want to change?")
    table.button("I have finished").click()
    table.house.vault.leave_client_mode(CODE)
    table.page.goto(f"{table.origin}/assessments/{table.sort().id}/sort")
    look("Picture sort")
    table.page.goto(f"{table.origin}/clients/{table.client}/sorts/paper")
    look("A sort made on paper")
    table.button("Save the sort").click()
    expect(table.page.locator(".govuk-error-summary")).to_be_visible()
    look("A sort made on paper")
