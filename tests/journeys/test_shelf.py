"""A form of the service's own, from the file to the client: brought in, looked at, used, seen and heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from linkdesk.assessments.shelf.source import KNOWN
from linkdesk.clients.models import Client
from tests.assessments import forms
from tests.assessments.shelf import made
from tests.journeys.accessibility import check_page
from tests.journeys.accessibility import in_each_theme
from tests.journeys.serve import serving

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = pytest.mark.browser


def _bring_in(page: Page, origin: str, path: Path) -> None:
    page.goto(f"{origin}/settings")
    page.get_by_role("link", name="Forms", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Forms")).to_be_visible()
    page.get_by_label("Which file?").set_input_files(path)
    page.get_by_role("button", name="Look at the form").click()
    expect(page.get_by_role("heading", level=1, name="My garden")).to_be_visible()


def test_from_the_file_to_the_client(page: Page, house: House, tmp_path: Path) -> None:
    KNOWN.forget()
    path = tmp_path / "garden.zip"
    path.write_bytes(made.package())
    with serving(house.app) as origin:
        _bring_in(page, origin, path)
        assert check_page(page) == []
        page.get_by_role("link", name="See it as the client will").click()
        for words in ("What do you grow?", "Do you like it?", "Why?"):
            expect(page.get_by_role("heading", level=1, name=words)).to_be_visible()
            assert check_page(page) == []
            broken = [one for one in page.locator("img").all() if not one.evaluate("img => img.naturalWidth")]
            assert broken == []
            page.get_by_role("button", name="Next", exact=True).last.click()
        page.get_by_role("button", name="Use this form").click()
        expect(page.get_by_text("This form is in use.")).to_be_visible()
        page.goto(f"{origin}/settings/forms")
        assert check_page(page) == []
        page.goto(f"{origin}/assessments/start/{house.ids(Client)[0]}")
        page.get_by_label("My garden").check()
        page.get_by_label("The client: turn the screen to them").check()
        page.get_by_label("Only the two of us, no interpreter").check()
        page.get_by_role("button", name="Start", exact=True).click()
        expect(page.get_by_role("heading", level=1, name="What do you grow?")).to_be_visible()
        _listen(page)
        page.get_by_text("Roses", exact=True).click()
        page.get_by_role("button", name="Next", exact=True).last.click()
        film = page.locator("video")
        expect(film).to_be_visible()
        assert film.evaluate("film => film.paused && film.controls && !film.autoplay")
        assert check_page(page) == []


def _listen(page: Page) -> None:
    """By keyboard: it starts only when it is asked to, and stops when it is asked again."""
    listen = page.get_by_role("button", name="Listen (Roses)")
    expect(listen).to_be_visible()
    assert page.evaluate("performance.getEntriesByType('resource').every(one => one.initiatorType !== 'audio')")
    listen.focus()
    page.keyboard.press("Enter")
    stop = page.get_by_role("button", name="Stop playing (Roses)")
    expect(stop).to_be_visible()
    page.keyboard.press("Enter")
    expect(listen).to_be_visible()
    page.keyboard.press("Enter")
    expect(stop).to_be_visible()
    expect(listen).to_be_visible()  # at its end it stops by itself
    expect(page.locator("#status")).to_have_text("")


def test_a_picture_of_ones_own_is_chosen_by_keyboard(page: Page, house: House, tmp_path: Path) -> None:
    KNOWN.forget()
    path = tmp_path / "garden.zip"
    path.write_bytes(made.package())
    (tmp_path / "door.svg").write_bytes(made.SVG)
    with serving(house.app) as origin:
        _bring_in(page, origin, path)
        page.get_by_role("link", name="Choose pictures").click()
        expect(page.get_by_role("heading", level=1, name="Choose pictures")).to_be_visible()
        assert check_page(page) == []
        page.get_by_role("link", name="Pictures of your own").click()
        page.get_by_label("Which picture?").set_input_files(tmp_path / "door.svg")
        page.get_by_label("What does it show?").fill("Our front door")
        page.get_by_role("button", name="Keep it").click()
        expect(page.get_by_text("Kept. It can be chosen")).to_be_visible()
        assert check_page(page) == []
        page.go_back()
        page.go_back()
        page.get_by_role("link", name="What do you grow?").focus()
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Beans").focus()
        page.keyboard.press("Enter")
        page.get_by_label("Find a picture by its word").fill("door")
        page.keyboard.press("Enter")
        expect(page.get_by_text("pictures for “door”")).to_be_visible()
        assert check_page(page) == []
        page.get_by_role("radio", name="None, as the form has it").focus()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("radio", name="No picture")).to_be_checked()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("radio", name="Our front door")).to_be_checked()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Chosen by you")).to_be_visible()


def test_every_page_in_each_look(page: Page, house: House, tmp_path: Path) -> None:
    """The forms library, its pictures, and a form as the client will see it."""
    KNOWN.forget()
    path = tmp_path / "garden.zip"
    path.write_bytes(made.package())
    faults = {}
    with serving(house.app) as origin:
        _bring_in(page, origin, path)
        form = page.url
        places = ("", "/pictures", "/pictures/1", "/page/1", "/page/2", "/page/3")
        for address in (
            f"{origin}/settings/forms",
            f"{origin}/settings/forms/pictures",
            *(form + each for each in places),
        ):
            page.goto(address)
            if found := in_each_theme(page, whole=False):
                faults[address] = found
    assert faults == {}


def test_a_recording_that_cannot_be_played_says_so(page: Page, house: House, tmp_path: Path) -> None:
    KNOWN.forget()
    path = tmp_path / "garden.zip"
    path.write_bytes(made.package(None, **{"media/rose.mp3": b"ID3" + b"\x00" * 300}))
    with serving(house.app) as origin:
        _bring_in(page, origin, path)
        page.get_by_role("link", name="See it as the client will").click()
        page.get_by_role("button", name="Listen (Roses)").click()
        expect(page.locator("#status")).to_have_text("We cannot play this now.")
        expect(page.get_by_role("button", name="Listen (Roses)")).to_be_visible()


def test_hostile_drawings_ask_for_nothing_and_run_nothing(page: Page, house: House, tmp_path: Path) -> None:
    """As pictures of a page, and each opened on its own: no request but its own, no dialogue, no script."""
    KNOWN.forget()
    options = forms.choices(*(f"drawing-{number}" for number in range(len(made.HOSTILE_SVG))))
    drawings = {f"media/{number}.svg": body for number, body in enumerate(made.HOSTILE_SVG.values())}
    for option, name in zip(options, drawings, strict=True):
        option["extension"] = [made.media(made.ANSWER_MEDIA, name)]
    path = tmp_path / "garden.zip"
    path.write_bytes(made.package(made.garden(answerOption=options), **drawings))
    asked: list[str] = []
    opened: list[str] = []
    with serving(house.app) as origin:
        _bring_in(page, origin, path)
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: opened.append(dialog.message))
        page.get_by_role("link", name="See it as the client will").click()
        shown = page.locator(".ld-card__picture")
        expect(shown).to_have_count(len(drawings))
        for address in [one.get_attribute("src") for one in shown.all()]:
            page.goto(f"{origin}{address}")
            assert page.evaluate("document.documentElement.tagName") == "svg"
    assert opened == []
    assert [url for url in asked if not url.startswith(origin)] == []
    assert len(asked) > 2 * len(drawings)
