"""A talk with every kind of question, by keyboard alone: how each is heard, what Tab reaches, what is kept.

What is heard and reached lies in `tests/data/aria`; see `test_client_pages_heard`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.assessments import library
from linkdesk.assessments import queries
from tests.journeys.serve import serving
from tests.journeys.states import State
from tests.journeys.states import in_hands
from tests.journeys.test_client_pages_heard import MOST_TABS
from tests.journeys.test_client_pages_heard import compare
from tests.journeys.test_client_pages_heard import pressing
from tests.journeys.test_client_pages_heard import stops
from tests.journeys.test_states_accessible import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.furnished import House

pytestmark = pytest.mark.browser

KEYS: dict[str, tuple[str, ...]] = {
    "text": ("My cat.", "Enter", "My garden."),
    "line": ("A dog",),
    "one": ("Space",),
    "one-card": ("Space", "ArrowRight"),
    "several": ("Space", "Tab", "Space"),
    "several-cards": ("Space", "Tab", "Space"),
    "faces": ("Space", "ArrowRight", "ArrowRight"),
    "plain": ("Space",),
    "yes-no": ("Space", "ArrowRight"),
    "whole": ("۱۲",),
    "number": ("٢٫٥",),
    "day": ("৩", "Tab", "１１", "Tab", "੨੦੨੬"),
}
"""What is pressed and typed once the first control of an answer has the focus; digits are of five scripts."""
GIVEN = {
    "text": "My cat.\nMy garden.",
    "line": "A dog",
    "one": "tea",
    "one-card": "food",
    "several": ("tea", "milk"),
    "several-cards": ("home", "food"),
    "faces": 2,
    "plain": 0,
    "yes-no": False,
    "whole": 12,
    "number": 2.5,
    "day": "2026-11-03",
}
NAMED = {"Space", "ArrowRight", "Enter", "Tab"}
ANSWERS = "() => document.activeElement?.name?.startsWith('answer') ?? false"
UNDER = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "";
  const seen = at.labels?.[0] && /radio|checkbox/.test(at.type) ? at.labels[0] : at;
  const box = seen.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2];
  const top = document.elementFromPoint(x, y);
  const own = [seen, at, seen.parentElement];
  const free = top && (own.some(each => each.contains(top)) || top.contains(seen));
  return free ? "" : `${at.name || at.textContent.trim()} under ${top?.className ?? "the edge"}`;
}"""


def _answer(page: Page, keys: tuple[str, ...]) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(ANSWERS):
            break
    else:
        raise AssertionError("the keyboard does not reach the answer")
    for key in keys:
        if key in NAMED:
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)


def test_every_kind_is_answered_by_keyboard_and_heard(
    page: Page, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # whether a voice program is here must not change what is heard
    forms = (*library.forms(), KINDS)
    monkeypatch.setattr(library, "forms", lambda: forms)
    heard, reached = [], []
    press = pressing(page)
    with serving(house.app) as origin, in_hands(house, origin, KINDS.url) as talk:
        page.goto(f"{origin}/assessments/{talk.id}/talk")
        for question in KINDS.questions:
            page.wait_for_url(f"**/question/{question.number}")
            heard.append(f"== {question.link_id}\n{page.locator('main').aria_snapshot()}")
            reached.append("\n".join((f"== {question.link_id}", *stops(page))))
            if question.asks:
                _answer(page, KEYS[question.link_id])
            press("Next")
        assert page.url.endswith("/answers")
        heard.append(f"== check\n{page.locator('main').aria_snapshot()}")
        with open_session(house.settings, house.vault) as (session, _actor):
            assert queries.talk(session, talk.id).values == GIVEN
    compare("every-kind-heard", "\n".join(heard))
    compare("every-kind-tab", "\n".join(reached))


def test_what_has_the_focus_is_never_hidden_on_a_small_screen(
    page: Page, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = (*library.forms(), KINDS)
    monkeypatch.setattr(library, "forms", lambda: forms)
    hidden = {}
    page.set_viewport_size({"width": 320, "height": 640})
    with serving(house.app) as origin, in_hands(house, origin, KINDS.url) as talk:
        for question in KINDS.questions:
            talk.put(question, State.FRESH, None)
            talk.show(page, question, State.FRESH)
            under = []
            for _ in range(MOST_TABS):
                page.keyboard.press("Tab")
                if not page.evaluate("document.activeElement !== document.body"):
                    break
                under.append(page.evaluate(UNDER))
            if found := [each for each in under if each]:
                hidden[question.link_id] = found
    assert hidden == {}


def test_the_arrow_beside_what_was_skipped_points_the_way_the_page_runs(
    page: Page, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = (*library.forms(), KINDS)
    monkeypatch.setattr(library, "forms", lambda: forms)
    with serving(house.app) as origin, in_hands(house, origin, KINDS.url) as talk:
        talk.put(KINDS.questions[1], State.SKIPPED, None)
        talk.show(page, KINDS.questions[1], State.SKIPPED)
        turned = "img => getComputedStyle(img).transform"
        arrow = page.locator(".ld-ask__left img")
        assert arrow.evaluate(turned) == "none"
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert arrow.evaluate(turned) == "matrix(-1, 0, 0, 1, 0, 0)"
