"""The scripts of a page in Chromium, under the strict policy: autosave, keys, search, idle clock, signature, look."""

from __future__ import annotations

import json
import re
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page

    from tests.web.conftest import Served

pytestmark = pytest.mark.browser

SAVED = "[data-autosave-status]"


def test_typing_is_kept_within_a_second(page: Page, served: Served) -> None:
    page.clock.install(time=datetime(2026, 11, 25, 14, 0, tzinfo=UTC))
    page.goto(f"{served.url}/form")
    page.clock.pause_at(datetime(2026, 11, 25, 14, 1, tzinfo=UTC))  # a second of its own clock, on a busy machine too
    page.locator("#given_name").press_sequentially("Ann", delay=5)
    page.clock.run_for(1000)
    expect(page.locator(SAVED)).to_have_text("Draft saved 14:06")
    kept = served.heard("draft")[-1]
    assert kept["given_name"] == "Ann"
    assert {"csrf_token", "version", "secret", "papers"}.isdisjoint(kept)


def test_steady_typing_is_kept_while_it_goes_on(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/form")
    page.locator("#about").press_sequentially("x" * 40, delay=50)
    assert served.heard("draft")


def test_choice_is_kept_at_once_and_several_ticks_stay_apart(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/form")
    page.get_by_label("British Sign Language").check()
    page.get_by_label("Large print").check()
    expect(page.locator(SAVED)).to_have_text("Draft saved 14:06")
    page.wait_for_timeout(300)
    assert served.heard("draft")[-1]["needs"] == "bsl\nlarge"


def test_failed_save_says_so_and_is_tried_again(page: Page, served: Served) -> None:
    served.app.extensions["fail"] = True
    page.goto(f"{served.url}/form")
    page.locator("#given_name").fill("Ann")
    expect(page.locator(SAVED)).to_contain_text("Not saved. Keep this window open. The disk is full")
    served.app.extensions["fail"] = False
    expect(page.locator(SAVED)).to_have_text("Draft saved 14:06")
    assert served.heard("draft")[-1]["given_name"] == "Ann"


def test_what_was_typed_is_kept_when_the_page_is_left_at_once(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/form")
    page.locator("#given_name").fill("Ann")
    page.goto(f"{served.url}/")
    page.wait_for_timeout(300)
    assert served.heard("draft")[-1]["given_name"] == "Ann"


def test_nothing_is_ever_kept_in_the_browser(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/form")
    page.locator("#given_name").fill("Ann")
    expect(page.locator(SAVED)).to_have_text("Draft saved 14:06")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("indexedDB.databases()") == []


def test_error_summary_takes_the_focus_and_leads_to_the_box(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/form")
    page.get_by_role("button", name="Save this client").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.title() == "Error: Add a client – LinkDesk"
    page.get_by_role("link", name="Enter the date of birth.").click()
    expect(page.locator("#born-day")).to_be_focused()


def test_back_to_a_refused_form_shows_the_form_and_not_a_page_of_the_browser(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/form")
    page.get_by_role("button", name="Save this client").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()  # by then the scripts have run
    page.goto(f"{served.url}/")
    page.go_back()
    expect(page.locator("#given_name")).to_be_visible()


@pytest.mark.parametrize(
    ("keys", "path"), [(["F1"], "/help-now"), (["g", "t"], "/"), (["g", "c"], "/clients/"), (["Control+l"], "/cover")]
)
def test_keys_lead_where_they_say(page: Page, served: Served, keys: list[str], path: str) -> None:
    page.goto(f"{served.url}/client")
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_url(f"{served.url}{path}")


def test_help_now_saves_what_is_being_typed_first(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/form")
    page.locator("#given_name").press_sequentially("Ann")
    page.keyboard.press("F1")
    page.wait_for_url(f"{served.url}/help-now")
    assert served.heard("draft")[-1]["given_name"] == "Ann"


def test_letters_do_nothing_while_someone_types(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/form")
    page.locator("#given_name").press_sequentially("g t / ?")
    expect(page.locator("#given_name")).to_have_value("g t / ?")
    assert page.url == f"{served.url}/form"
    expect(page.locator("#keys-dialog")).to_be_hidden()


def test_question_mark_lists_the_keys(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/client")
    page.keyboard.press("?")
    expect(page.locator("#keys-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys-dialog")).to_be_hidden()


def test_cover_key_hides_the_page_before_the_answer_comes(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/client")
    page.evaluate("document.querySelector('form[data-cover]').addEventListener('submit', (e) => e.preventDefault())")
    page.keyboard.press("Control+l")
    expect(page.locator("h1")).to_be_hidden()


def test_words_grow_by_key_and_stay_so_on_the_next_page(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/client")
    with page.expect_response("**/look"):
        page.keyboard.press("Control++")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    page.goto(f"{served.url}/question")
    assert page.evaluate("document.documentElement.dataset.size") == "large"
    with page.expect_response("**/look"):
        page.keyboard.press("Control+0")
    assert page.evaluate("document.documentElement.dataset.size") is None


def test_colours_change_at_once(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/question")
    page.get_by_text("Size and colours").click()
    with page.expect_response("**/look"):
        page.get_by_label("Dark").check()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 18, 29)"


def test_search_as_you_type_shows_rows_as_text(page: Page, served: Served) -> None:
    page.clock.install(time=datetime(2026, 11, 25, 14, 0, tzinfo=UTC))
    page.goto(f"{served.url}/search-page")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.clock.pause_at(datetime(2026, 11, 25, 14, 1, tzinfo=UTC))  # letters in one moment, on a busy machine too
    page.keyboard.type("Ann")
    page.clock.resume()
    expect(page.get_by_role("status").last).to_have_text("2 found")
    assert page.locator("[data-search-rows] a").all_text_contents() == ["Ann <b>Sample</b>", "Anna Test"]
    expect(page.locator("[data-search-empty]")).to_be_hidden()
    assert served.heard("search") == ["Ann"]
    page.locator("#search").fill("Zed")
    expect(page.locator("[data-search-empty]")).to_be_visible()
    assert [part.is_hidden() for part in page.locator("[data-search-pages]").all()] == [True, True]
    page.locator("#search").fill("")
    expect(page.locator("[data-search-empty]")).to_be_hidden()
    assert page.locator("[data-search-rows] a").all_text_contents() == ["Whole List"]
    assert page.get_by_role("status").last.text_content() == "1 person"
    assert [part.is_hidden() for part in page.locator("[data-search-pages]").all()] == [False, False]


def test_who_may_be_known_is_said_calmly_while_typing(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/form")
    found = page.locator("[data-alike-found]")
    expect(found).to_be_hidden()
    page.locator("#given_name").press_sequentially("Ann", delay=10)
    expect(found).to_contain_text("Known?")
    assert found.get_attribute("aria-live") == "polite"
    assert found.locator("a").all_text_contents() == ["Ann <b>Sample</b>"]
    expect(page.locator("#given_name")).to_be_focused()
    assert set(served.heard("alike")[-1]) <= {"given_name", "nhs_number", "phone"}, "only what tells who it is"
    page.locator("#given_name").fill("Bo")
    expect(found).to_be_hidden()


@pytest.mark.parametrize("kind", ["idle", "idle-question"])
def test_idle_page_warns_and_a_person_can_stay(page: Page, served: Served, kind: str) -> None:
    page.goto(f"{served.url}/{kind}/30/29")
    dialog = page.locator("#idle-dialog")
    expect(dialog).to_be_visible()
    expect(page.locator("#idle-left")).to_have_text(re.compile(r"^\d+$"))
    page.get_by_role("button", name="I am still here").click()
    expect(dialog).to_be_hidden()
    page.wait_for_timeout(200)
    assert served.heard("touch")


@pytest.mark.parametrize(("what", "now"), [("state", "CURTAINED"), ("turn", 2)])
def test_idle_page_is_covered_when_the_server_has_locked_or_another_worker_is_here(
    page: Page, served: Served, what: str, now: object
) -> None:
    page.goto(f"{served.url}/idle/2/1")
    served.app.extensions[what] = now
    page.wait_for_url(f"{served.url}/")


def test_idle_page_stays_while_the_server_is_open(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/idle/1/1")
    page.wait_for_timeout(2500)
    assert page.url.endswith("/idle/1/1")
    assert not served.heard("touch")


def _draw(page: Page) -> None:
    pad = page.locator("[data-sign-pad]")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 30)
    page.mouse.down()
    for step in range(10):
        page.mouse.move(box["x"] + 20 + step * 12, box["y"] + 30 + (step % 3) * 20)
    page.mouse.up()


def _ink(page: Page) -> int:
    return int(
        page.evaluate(
            "() => { const c = document.querySelector('[data-sign-pad]');"
            " return c.getContext('2d').getImageData(0, 0, c.width, c.height).data"
            ".filter((v, i) => i % 4 === 3 && v).length }"
        )
    )


def test_drawn_signature_is_kept_as_strokes_and_survives_a_resize(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/form")
    _draw(page)
    strokes = json.loads(page.locator("[data-sign-strokes]").input_value())
    assert len(strokes) == 1
    assert len(strokes[0]["points"]) >= 3
    page.set_viewport_size({"width": 500, "height": 768})
    page.wait_for_timeout(200)
    assert _ink(page) > 50


def test_cleared_signature_is_empty(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/form")
    _draw(page)
    page.get_by_role("button", name="Clear").click()
    assert page.locator("[data-sign-strokes]").input_value() == ""
    assert _ink(page) == 0


def test_read_aloud_is_offered_only_where_there_is_a_voice(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/question")
    assert page.evaluate("speechSynthesis.getVoices().length") == 0
    expect(page.locator("[data-speak]")).to_be_hidden()


def test_page_works_without_scripts(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{served.url}/form")
    plain.fill("#given_name", "Ann")
    plain.click("button.govuk-button[type=submit]")
    assert plain.title().startswith("Error: ")
    assert plain.input_value("#given_name") == "Ann"
    plain.goto(f"{served.url}/question")
    plain.click("text=Size and colours")
    plain.check("input[name=theme][value=dark]")
    plain.click("text=Use these")
    assert plain.get_attribute("html", "data-theme") == "dark"
    context.close()
