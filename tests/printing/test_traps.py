"""The six traps that no checker of PDF/UA sees, each with a test: here, or in the file that is named.

1. Numbers, dates and addresses in text from right to left: here, and the telephone number in `test_languages.py`.
2. Text that is copied out in Arabic, Urdu, Bengali: here by two readers, every language in `test_matrix.py`.
3. Footers are no content: `test_tagging.py`; that none is read in a real plan: here.
4. Changes of language inside a page are kept: `test_tagging.py`; in a real plan: here.
5. Plain zeros, in every language: here.
6. Welsh letters come from the font of all the others: here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from linkdesk.plans.rules import PlanLine
from linkdesk.printing.plan import print_plan
from linkdesk.printing.plan import written_plan
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import print_options
from tests.printing.checks import fonts_of
from tests.printing.checks import languages_in
from tests.printing.checks import likeness
from tests.printing.checks import read_by_pdfium
from tests.printing.checks import read_by_poppler
from tests.printing.samples import PLAN
from tests.printing.samples import SAM
from tests.printing.test_languages import TAGS
from tests.printing.test_languages import made
from tests.printing.test_languages import tool
from tests.printing.test_words import speech

pytestmark = pytest.mark.prints

IN_ORDER = {
    "address": ("12", "High", "Street"),
    "flat": ("Flat", "3b,", "40", "Mill", "Lane"),
    "postcode": ("SY1", "2AB"),
    "date": ("25", "/", "11", "/", "2026"),
    "reference": ("AB", "12/345"),
}


@pytest.mark.parametrize("what", IN_ORDER)
@pytest.mark.parametrize(("tag", "sentence"), [("ar", "أسكن في {} الآن"), ("ur", "میں {} میں رہتا ہوں")])
def test_what_is_written_from_left_to_right_stands_so(tag: str, sentence: str, what: str, tmp_path: Path) -> None:
    parts = IN_ORDER[what]
    plan = replace(PLAN, what_matters=(PlanLine(sentence.format(" ".join(parts)), "home"),))
    pdf = print_plan(plan, SAM, print_options("standard", speech=speech(tag)))
    boxes = tool("pdftotext", pdf, tmp_path, "-bbox").split("<page ")[1]
    places = []
    for part in parts:
        found = re.search(rf'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>{re.escape(part)}</word>', boxes)
        assert found, part
        places.append((float(found[2]), float(found[1])))
        boxes = boxes.replace(found[0], "", 1)
    tops = [top for top, _left in places]
    assert max(tops) - min(tops) < 8, "on one line"
    lefts = [left for _top, left in places]
    assert lefts == sorted(lefts), "from left to right"


@pytest.mark.parametrize("tag", ["ar", "ur", "bn"])
def test_two_readers_copy_out_what_was_written(tag: str, tmp_path: Path) -> None:
    options = print_options("easy-read", speech=speech(tag))
    html = written_plan(PLAN, SAM, options, Item.PLAN)[0]
    pdf = made(tag, Item.PLAN)
    assert likeness(html, read_by_poppler(pdf, tmp_path), ordered=tag == "bn") >= 0.95
    assert likeness(html, read_by_pdfium(pdf), ordered=tag == "bn") >= 0.95


def test_the_measure_of_likeness_sees_what_is_missing_and_what_is_out_of_order() -> None:
    said = [chr(97 + number // 10) * 3 + chr(107 + number % 10) for number in range(100)]
    html = "<p>" + " ".join(said)
    assert likeness(html, " ".join(said)) == 1
    assert likeness(html, " ".join(said[:90])) == 0.9
    assert likeness(html, " ".join(reversed(said))) < 0.1
    assert likeness(html, " ".join(reversed(said)), ordered=False) == 1
    assert likeness(html, " ".join([*said[:50], *said[:50]]), ordered=False) == 0.5


def test_the_measure_of_likeness_puts_parted_words_together_and_no_others() -> None:
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    html = f"<p>One {long} two<p>{long}。三四"
    parted = f"{long[:30]}\n{long[30:]}"
    for ordered in (True, False):
        assert likeness(html, f"One {parted} two {parted}。三 四", ordered=ordered) == 1
        assert likeness(html, f"One {parted} two {long[:30]} cut {long[30:]} 三四", ordered=ordered) < 0.9
        assert likeness(html, f"One {parted} two {long[:30]}", ordered=ordered) < 0.6
        assert likeness("<p>معًا کب: جمعہ", "\u202bمعً ا\u202c\u202bجمعہ\u202c:\u202bکب\u202c", ordered=False) == 1
    assert likeness("<p>কি কী কে কো", "ক ক ক ক") == 0, "its vowels are signs of their own"
    assert likeness("<p>one two three four", "o n e two t h ree fo ur") == 1
    assert likeness("<p>Is it so", "isit so") < 0.5


@pytest.mark.parametrize("tag", ["pl", "ur"])
def test_no_footer_of_a_plan_is_read_as_content(tag: str, tmp_path: Path) -> None:
    spoken = tool("pdfinfo", made(tag, Item.PLAN), tmp_path, "-struct-text")
    assert "Amina Testworker" in spoken
    assert not re.search(r"\b[1-9] (z|میں سے) [1-9]\b", spoken)
    assert spoken.count("01632 960 001") == 1, "in its box, not under each page"


@pytest.mark.parametrize("tag", ["pl", "zh-Hans"])
def test_english_words_in_another_language_are_marked_in_the_pdf(tag: str) -> None:
    assert languages_in(made(tag, Item.PLAN)) == {"en-GB"}


@pytest.mark.parametrize("tag", TAGS)
def test_zeros_are_plain_in_every_language(tag: str) -> None:
    found = fonts_of(made(tag, Item.PLAN), "0")
    assert "LinkDesk-digits" in found
    assert "LinkDesk-letters" not in found, "there a zero is slashed and reads like a letter"


def test_welsh_letters_come_from_the_font_of_all_others() -> None:
    plan = replace(PLAN, what_matters=(PlanLine("Ŵyn, ŵy, Ŷd, tŷ, dŵr a môr", "home"),))
    pdf = print_plan(plan, SAM, print_options("standard", speech=speech("cy")))
    assert fonts_of(pdf, "ŵŷŴŶô") == fonts_of(pdf, "abc") == {"LinkDesk-letters"}
