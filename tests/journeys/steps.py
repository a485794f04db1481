"""The whole hour, step by step, over a Playwright page: the real window and headless Chromium walk the same steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.journeys.accessibility import TIMEOUT

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage
    from playwright.sync_api import Locator
    from playwright.sync_api import Page

ARTEFACTS = Path(__file__).resolve().parents[1] / "artefacts"
CODE = "7391"
GIVEN_NAME = "Ann"
FAMILY_NAME = "Example-Fields"
HOPE = "I want to see my sister on Sundays."
GOAL = "Meet people at the garden group"
STEP = "Phone the garden group"
QUESTIONS = 40
"""More than any form has: a walk that does not come to an end fails here."""

DRAWN = """async (page) => {
  const pause = () => new Promise((done) => setTimeout(done, 1000));
  for (let tries = 0; tries < 4; tries += 1) {
    try { await page.decode(); return page.naturalWidth; } catch { await pause(); }
  }
  return 0;
}"""
"""Wait until a picture can be drawn. A web view that is short of memory may refuse for a moment, on a busy machine."""

Saver = Callable[["Journey", "Locator", str], bytes]


@dataclass
class Journey:
    """A worker at the screen, the way files reach them, and what they wrote on paper.

    `whole_pages` False for the real window: to picture a whole page the driver stretches the window for a moment, and
    the next click would land where things stood then.
    """

    page: Page
    folder: Path
    save: Saver
    passphrase: str = ""
    recovery_key: str = ""
    whole_pages: bool = True
    shots: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.glob("*.png"):
            old.unlink()
        self.page.set_default_timeout(TIMEOUT)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, message: ConsoleMessage) -> None:
        """Keep every complaint of the page, but for the refusals that this journey brings about on purpose."""
        meant = "status of 422" in message.text or "status of 403" in message.text
        if message.type == "error" and not meant:
            self.faults.append(message.text)

    def shot(self, name: str) -> None:
        """Keep a picture of this step."""
        self.shots.append(name)
        where = self.folder / f"{len(self.shots):02d}-{name}.png"
        self.page.screenshot(path=where, full_page=self.whole_pages)

    def at(self, heading: str) -> None:
        """Wait for the page with this heading."""
        self.page.get_by_role("heading", level=1, name=heading).wait_for()

    def press(self, name: str) -> None:
        """Press the button, or the link that looks like one, of the page's own part."""
        own = self.page.locator("main")
        own.get_by_role("button", name=name, exact=True).or_(
            own.get_by_role("link", name=name, exact=True)
        ).first.click()

    def copied_words(self) -> list[str]:
        """Return what the page asks to be written down."""
        return self.page.locator(".ld-copywords li").all_inner_texts()


def first_start(journey: Journey) -> None:
    """Make the vault: passphrase, recovery key typed back, service, worker."""
    page = journey.page
    journey.at("Start LinkDesk")
    journey.passphrase = " ".join(journey.copied_words())
    assert len(journey.passphrase.split()) == 5
    page.get_by_label("Your full name").fill("Robin Carter")
    page.get_by_label("Your passphrase", exact=True).fill(journey.passphrase)
    page.get_by_label("Your passphrase once more").fill(journey.passphrase)
    journey.shot("start")
    journey.press("Go on")
    journey.at("Your recovery key")
    journey.recovery_key = "-".join(journey.copied_words())
    journey.shot("recovery-key")
    journey.press("I have written it down")
    journey.at("Type the recovery key")
    page.get_by_label("Recovery key").fill(journey.recovery_key)
    journey.press("Make the vault")
    journey.at("Your service")
    page.get_by_label("Name of your service").fill("Northtown Link Workers")
    page.get_by_label("Phone number for clients").fill("0300 123 4567")
    page.get_by_label("Local mental health crisis team").fill("0300 555 0100")
    journey.shot("service")
    journey.press("Save and go on")
    journey.at("About you")
    page.get_by_label("Choose a short code").fill(CODE)
    page.get_by_label("Type the short code again").fill(CODE)
    journey.press("Finish and go to Today")
    journey.at("Today")
    journey.shot("today-empty")


def add_client(journey: Journey) -> None:
    """Add an invented client who likes easy read; a wrong NHS number is caught and nothing typed is lost."""
    page = journey.page
    journey.press("Add a referral")
    journey.at("Add a referral")
    journey.press("Add somebody without a referral")
    journey.at("Add a client")
    page.get_by_label("First name").fill(GIVEN_NAME)
    page.get_by_label("Family name").fill(FAMILY_NAME)
    page.get_by_label("Day").fill("27")
    page.get_by_label("Month").fill("March")
    page.get_by_label("Year").fill("1956")
    page.locator("[name=phone_1]").fill("07700 900123")
    page.get_by_label("Easy read", exact=True).check()
    _unfold(journey, "NHS number and GP")
    page.locator("[name=nhs_number]").fill("999 123 4567")
    journey.press("Save")
    page.locator(".govuk-error-summary").wait_for()
    assert page.get_by_label("First name").input_value() == GIVEN_NAME
    journey.shot("add-client-refused")
    page.locator("[name=nhs_number]").fill(nhs_number("999123459"))
    journey.press("Save")
    journey.at("Client page")
    journey.shot("client")


def nhs_number(first: str) -> str:
    """Return a number of the test range with its check digit (modulus 11, NHS Data Dictionary)."""
    total = sum(int(digit) * weight for digit, weight in zip(first, range(10, 1, -1), strict=True))
    return f"{first}{(11 - total % 11) % 11}"


def _unfold(journey: Journey, heading: str) -> None:
    part = journey.page.locator("details", has_text=heading).first
    if part.get_attribute("open") is None:
        part.locator("summary").click()


def ask(journey: Journey, form: str, name: str) -> None:
    """Turn the screen, answer every question, finish, and take the screen back."""
    page = journey.page
    page.get_by_label(form, exact=True).check()
    page.get_by_label("The client: turn the screen to them").check()
    journey.press("Start")
    for number in range(QUESTIONS):
        page.locator("main h1").wait_for()
        if page.get_by_role("heading", level=1, name="Check your answers").count():
            break
        here = page.url
        _answer(journey, number)
        journey.shot(f"{name}-{number + 1:02d}")
        page.locator("main").get_by_role("button", name="Next", exact=True).click()
        page.wait_for_url(_other_than(here))
    journey.shot(f"{name}-check")
    assert page.locator(".ld-check li").count() > 3
    journey.press("I have finished")
    journey.at("Finished. Thank you.")
    journey.shot(f"{name}-thanks")
    for closed in ("/", "/clients/", "/backup", "/settings"):
        assert status(page, closed) == 403, closed
    page.get_by_role("link", name="For the link worker: take the screen back").click()
    page.get_by_label("Your short code").fill(CODE)
    journey.press("Take the screen back")
    journey.at("Read before they go")
    journey.shot(f"{name}-read")
    journey.press("I have read this")
    page.locator("main h1").wait_for()
    journey.shot(f"{name}-result")


def _answer(journey: Journey, number: int) -> None:
    """Answer what is asked: words are typed and must be kept within a second; cards and numbers are chosen."""
    page = journey.page
    words = page.locator("textarea[name=answer]")
    cards = page.locator("input[name=answer]")
    if words.count():
        words.press_sequentially(HOPE)
        page.locator("[data-autosave-status]", has_text="Saved").wait_for()
    elif cards.count():
        cards.nth(min(number, cards.count() - 1)).check()


def _other_than(before: str) -> Callable[[str], bool]:
    return lambda address: address != before


def status(page: Page, path: str) -> int:
    """Return how another tab of the same browser would be answered; 0 for a redirect."""
    answer = page.evaluate("path => fetch(path, {redirect: 'manual'}).then(answer => answer.status)", path)
    return int(answer)


def _home(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])


def make_plan(journey: Journey) -> None:
    """Make a plan with one goal and one step, and agree it by a typed name."""
    page = journey.page
    journey.press("Start a plan")
    journey.at("Plan 1")
    journey.shot("plan-empty")
    journey.press("Add a goal")
    journey.at("A new goal")
    page.locator("[name=title]").fill(GOAL)
    page.locator("[name=importance][value='8']").check()
    page.locator("[name=step_1_what]").fill(STEP)
    page.locator("[name=step_1_when_text]").fill("Tuesday after lunch")
    page.locator("[name=step_1_confidence][value='7']").check()
    page.locator("summary", has_text="More about this step").first.click()
    page.locator("[name=step_1_if_hard]").fill("My sister sits beside me.")
    journey.shot("goal")
    journey.press("Save the goal")
    journey.at("Plan 1")
    page.locator("[name=what_matters]").fill("My sister. My garden.")
    page.locator("[name=if_harder]").fill("I phone my link worker.")
    page.get_by_label("Day").fill("12")
    page.get_by_label("Month").fill("1")
    page.get_by_label("Year").fill("2027")
    page.get_by_label("Where, and at what time?").fill("The library at 2 o’clock")
    journey.press("Save the plan")
    journey.at("Plan 1")
    journey.shot("plan-draft")
    journey.press("Agree the plan")
    journey.at("Is this plan right?")
    page.get_by_label("I type my name").check()
    page.get_by_role("textbox", name="Your name").fill("Ann")
    journey.shot("agree")
    journey.press("Yes, this is my plan")
    journey.at("Finished. Thank you.")
    page.get_by_role("link", name="For the link worker: take the screen back").click()
    journey.at("The screen is covered")
    page.locator("[name=code]").fill(CODE)
    journey.press("Go on")
    journey.at("Plan 1")
    journey.shot("plan-agreed")


def print_plan(journey: Journey) -> bytes:
    """Look at the print and save it; return the PDF."""
    preview(journey)
    button = journey.page.locator("main").get_by_role("button", name="Save PDF…")
    return journey.save(journey, button, ".pdf")


def preview(journey: Journey) -> None:
    """Look at the print until every page of it is drawn."""
    page = journey.page
    journey.press("Print this plan")
    journey.at("Print plan 1")
    pictures = page.locator("img.ld-preview__page")
    assert pictures.count() > 0
    for number in range(pictures.count()):
        assert pictures.nth(number).evaluate(DRAWN) > 500
    assert STEP in (page.locator(".ld-preview__text").text_content() or "")
    journey.shot("print-preview")


def export(journey: Journey) -> bytes:
    """Export everybody as FHIR; return the file."""
    page = journey.page
    page.get_by_role("navigation").get_by_role("link", name="Make a file").click()
    page.locator("main h1").wait_for()
    page.get_by_label("Everyone on the caseload").check()
    page.get_by_label("Our own service").check()
    page.locator("label", has_text="FHIR").first.click()
    journey.shot("export")
    tick = page.get_by_label("I know that this file is not encrypted")
    tick.focus()  # by keyboard: the picture of the whole page has just moved what the mouse would hit
    page.keyboard.press("Space")
    assert tick.is_checked()
    return journey.save(journey, page.locator("main").get_by_role("button", name="Make the file"), ".zip")


def cover_and_uncover(journey: Journey) -> None:
    """Cover the screen by the button, look for help, and bring it back by the short code."""
    page = journey.page
    before = page.url
    page.get_by_role("button", name="Cover screen").click()
    journey.at("The screen is covered")
    assert FAMILY_NAME not in page.content()
    journey.shot("covered")
    page.get_by_role("link", name="Help now").first.click()
    journey.at("Help now")
    page.get_by_text("999").first.wait_for()
    journey.shot("help-now-while-covered")
    page.get_by_role("link", name="Go back").click()
    journey.at("The screen is covered")
    page.get_by_label("Short code").fill(CODE)
    journey.press("Go on")
    page.wait_for_url(before)


def lock_and_unlock(journey: Journey) -> None:
    """Lock fully, see that nothing is left, and unlock by the passphrase."""
    page = journey.page
    page.get_by_role("button", name="Lock LinkDesk").click()
    journey.at("Unlock LinkDesk")
    journey.shot("locked")
    assert status(page, "/clients/") == 0
    page.get_by_label("Passphrase").fill(journey.passphrase)
    journey.press("Unlock")
    page.get_by_role("navigation").get_by_role("link", name="Today").click()
    journey.at("Today")
    journey.shot("today")


def find_client(journey: Journey) -> None:
    """Find the client by a part of the name, as typed."""
    page = journey.page
    page.get_by_role("navigation").get_by_role("link", name="Caseload").click()
    journey.at("Caseload")
    page.get_by_label("Search by name, date of birth, number, postcode or words in notes").press_sequentially("example")
    page.locator("[data-search-count]", has_text="found").wait_for()
    journey.shot("caseload-search")
    page.get_by_role("link", name=f"{GIVEN_NAME} {FAMILY_NAME}").click()
    journey.at("Client page")


def whole_hour(journey: Journey) -> tuple[bytes, bytes]:
    """Walk the whole hour; return the printed PDF and the export."""
    first_start(journey)
    add_client(journey)
    journey.press("Start an assessment")
    ask(journey, "What matters to you", "matters")
    find_client(journey)
    journey.press("Start an assessment")
    ask(journey, "How you feel about your life", "ons4")
    find_client(journey)
    cover_and_uncover(journey)
    make_plan(journey)
    printed = print_plan(journey)
    exported = export(journey)
    lock_and_unlock(journey)
    find_client(journey)
    journey.shot("client-after")
    return printed, exported
