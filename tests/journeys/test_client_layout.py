"""What the style sheets do to a client's page: words stay whole, nothing is hidden under the buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.languages.catalogue import drafts
from linkdesk.languages.speech import Speech
from linkdesk.languages.tongues import tongue
from linkdesk.settings import resources
from linkdesk.web.pages import SHEETS
from tests.journeys.accessibility import TARGET

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOO_MANY = "Choose up to %(most)s. You chose %(count)s. Take %(over)s away."

pytestmark = pytest.mark.browser


def _dressed(page: Page, body: str) -> None:
    """Show a part of a client's page in Urdu under the real style sheets."""
    page.set_content(f'<html lang="ur" dir="rtl"><body class="ld-question">{body}</body></html>')
    css = resources() / "static"
    for sheet in ("vendor/govuk/govuk-frontend.min.css", *(f"css/{name}" for name in SHEETS)):
        page.add_style_tag(path=css / sheet)


def test_the_numbers_in_what_is_wrong_keep_their_spaces_and_their_line(page: Page) -> None:
    urdu = tongue("ur")
    assert urdu is not None
    said = Speech(urdu, drafts=drafts("ur")).markup(TOO_MANY, most=3, count=4, over=1)
    _dressed(page, f'<ul class="govuk-error-summary__list"><li><a href="#a">{said}</a></li></ul>')
    link = page.get_by_role("link")
    assert link.inner_text() == said.striptags()
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= TARGET


def test_where_two_answers_stand_the_buttons_cover_neither(page: Page) -> None:
    page.set_viewport_size({"width": 1100, "height": 800})
    _dressed(
        page,
        '<div class="ld-keptanswer"><p>A</p><p>B</p></div><form class="ld-ask">'
        '<p id="own" style="block-size:45rem">C</p>'
        '<div class="ld-steps"><button class="govuk-button">D</button></div></form>',
    )
    own, steps = (page.locator(each).bounding_box() for each in ("#own", ".ld-steps"))
    assert own is not None
    assert steps is not None
    assert own["y"] + own["height"] <= steps["y"]


@pytest.mark.parametrize("tag", ["en-GB", "ur", "ar"])
def test_on_a_small_screen_with_larger_words_the_tools_leave_room_for_the_question(page: Page, tag: str) -> None:
    spoken = tongue(tag)
    said = drafts(tag) if spoken else {}
    help_now = Speech(spoken, drafts=said).both("Help now") if spoken else "Help now"
    names = ("Have a break", "Stop for today", "Language", "Size and colours")
    words_of = (*(said.get(name, name) for name in names), help_now)
    icon = '<svg class="ld-icon" width="24" height="24"></svg>'
    tools = "".join(f'<button class="ld-tool">{icon}<span>{words}</span></button>' for words in words_of)
    page.set_viewport_size({"width": 320, "height": 640})
    head = f'<header class="ld-clienthead"><div class="ld-clienthead__tools">{tools}</div></header>'
    _dressed(page, f'<div class="ld-client">{head}</div>')
    page.evaluate("document.documentElement.dataset.size = 'larger'")
    box = page.locator(".ld-clienthead").bounding_box()
    assert box is not None
    assert box["height"] <= 220
    for tool in page.locator(".ld-tool").all():
        place = tool.bounding_box()
        assert place is not None
        assert min(place["height"], place["width"]) >= TARGET
        assert tool.evaluate("box => box.scrollWidth <= box.clientWidth"), tool.inner_text()


@pytest.mark.parametrize("heading", ["h1", "h2", "h3"])
def test_a_heading_of_one_long_word_is_no_wider_than_the_page(page: Page, heading: str) -> None:
    long = "W" * 400
    _dressed(
        page,
        f'<main><{heading}>{long}</{heading}><div class="ld-head"><{heading}>{long}</{heading}><a>Edit</a></div>'
        f'<div class="ld-pictureline"><img width="88" height="88"><{heading}>{long}</{heading}></div>'
        f'<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend--l"><{heading} '
        f'class="govuk-fieldset__heading">{long}</{heading}></legend></fieldset></main>',
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
