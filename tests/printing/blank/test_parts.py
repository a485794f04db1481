"""The paper, its fillable file and the page of typing in ask the same, in one order, from one list."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.printing.blank.forms import PaperPlanForm
from linkdesk.printing.blank.paper import PLAN
from linkdesk.printing.blank.paper import BlankPaper
from linkdesk.printing.blank.parts import GOAL_PARTS
from linkdesk.printing.blank.parts import POINTS
from linkdesk.printing.blank.parts import Kind
from linkdesk.printing.blank.parts import all_asks
from linkdesk.printing.rules import Format
from linkdesk.printing.rules import PrintOptions
from tests.printing.test_words import speech

pytestmark = pytest.mark.prints
NAMED = re.compile(r'name="([a-z_0-9]+)(?:-(\d+|yes|no))?"')


def paper(name: Format = Format.STANDARD, size: int = 16, tag: str = "en", *, fillable: bool = False) -> BlankPaper:
    said = IN_PLAIN_ENGLISH if tag == "en" else speech(tag)
    options = PrintOptions(name, size, speech=said)
    return BlankPaper(PLAN, (), "Hill Road", date(2026, 11, 30), options, fillable)


def test_each_place_of_the_paper_has_its_field_in_the_paper_s_order() -> None:
    on_paper = list(dict.fromkeys(found[1] for found in NAMED.finditer(paper(fillable=True).written()[0])))
    asked = [ask.name for ask in all_asks()]
    assert on_paper == ["written_on", *asked]
    typed = {name for name in vars(PaperPlanForm) if not name.startswith("_")}
    assert set(on_paper) <= typed
    assert len(asked) == len(set(asked))


def test_what_can_be_agreed_on_the_screen_has_its_place() -> None:
    names = {ask.name for ask in all_asks()}
    assert {"phones", "achieved", "if_harder", "review_date", "share_gp", "agreed_name", "agreed_for"} <= names
    for part in ("what", "who", "when", "where", "sure", "hard"):
        assert f"goal_3_step_2_{part}" in names
    html = paper(fillable=True).written()[0]
    for ask in all_asks():
        wanted = {Kind.POINTS: len(POINTS), Kind.ANSWER: 2}.get(ask.kind, 1)
        places = [found for found in NAMED.finditer(html) if found[1] == ask.name]
        assert len(places) == wanted, ask.name


@pytest.mark.parametrize(("name", "tag"), [(Format.EASY_READ, "en"), (Format.STANDARD, "en"), (Format.STANDARD, "pl")])
def test_a_goal_stands_with_its_steps_on_one_page_under_a_line_for_the_name(name: Format, tag: str) -> None:
    spoken = paper(name, tag=tag)
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(spoken.make())]
    said = spoken.options.speech
    for goal in GOAL_PARTS:
        on = [number for number, text in enumerate(pages) if said.plain(goal.title) in text]
        assert len(on) == 1, goal.title
        for step in goal.steps:
            assert said.plain(step.title) in pages[on[0]]
    assert all(f"{said.plain('Your name')}:" in text for text in pages)
    assert not [text for text in pages if len(text.split()) < 15], "no page holds only a heading"


def test_in_large_print_each_step_says_of_which_goal_it_is() -> None:
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(paper(Format.EASY_READ, 24).make())]
    for text in pages:
        if "What I will do:" in text:
            assert re.search(r"Goal \d, step \d", text)
