"""Words are escaped and cleaned, the margin holds the footer, every picture has a class."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from jinja2 import UndefinedError
from PIL import Image

from linkdesk.easyread.pictures import ATTRIBUTION
from linkdesk.easyread.pictures import all_pictures
from linkdesk.languages.speech import Speech
from linkdesk.languages.speech import speaking
from linkdesk.languages.tongues import TONGUES
from linkdesk.printing.compose import day_code
from linkdesk.printing.compose import dressed
from linkdesk.printing.compose import footer_sheet
from linkdesk.printing.compose import page_sheet
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.compose import printable
from linkdesk.printing.compose import text
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import page_picture
from linkdesk.printing.plan import print_plan
from linkdesk.printing.rules import Drawing
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import Look
from linkdesk.printing.rules import print_options
from linkdesk.web.squares import MOST
from tests.printing.samples import PLAN
from tests.printing.samples import SAM

FOOTER = Footer("My plan, version 2", "", "Phone Amina:", "01632 960 001")


def test_signs_that_turn_or_end_a_text_never_reach_paper() -> None:
    assert printable("one\u2028two\u2029three") == "one\ntwo\nthree", "no font has these: a box would stand there"
    assert printable("a\x00b\x1b\u202e12\u2066\r\nc\td\x85") == "ab12\nc d"


def test_pages_are_escaped_and_plain_text_is_not() -> None:
    options = print_options("standard")
    values = {"plan": PLAN, "options": options, "footer": FOOTER, "sign": None}
    client = SAM.__class__(called="<b>", full_name="<script>&")
    page = text("plan_standard.html", client=client, **values)
    plain = text("plan.txt", client=client, **values)
    assert "&lt;script&gt;&amp;" in page
    assert "<script>" not in page
    assert "<script>&" in plain


def test_a_misspelt_name_in_a_template_is_no_silence() -> None:
    with pytest.raises(UndefinedError):
        text("plan.txt", plan=PLAN)


def test_bigger_words_get_a_bigger_margin() -> None:
    small, large = (page_sheet(print_options("standard", size), FOOTER) for size in (14, 28))
    assert small == "html{font-size:14pt}@page{margin-bottom:27.8mm;margin-top:14.0mm}"
    assert large == "html{font-size:28pt}@page{margin-bottom:53.5mm;margin-top:14.0mm}"


def test_pages_are_counted_in_the_words_of_the_language() -> None:
    english = 'content:". Page " counter(page) " of " counter(pages)}'
    assert footer_sheet(FOOTER) == f".foot .pages::after{{{english}"
    asks = Footer("May we share?", "", "Phone:", "1")
    assert footer_sheet(asks) == f".foot .pages::after{{{english.replace('. Page', ' Page')}"
    odd = Speech(TONGUES[0], ({"Page %(number)s of %(total)s": 'a"\\%(total)s"%(number)s'},))
    with speaking(odd):
        assert footer_sheet(FOOTER) == r'.foot .pages::after{content:". a\"\\" counter(pages) "\"" counter(page)}'


def test_the_practice_mark_gets_room_above() -> None:
    assert "margin-top:15.8mm" in page_sheet(print_options("standard", 16, practice=True), FOOTER)


def test_every_picture_has_a_class_in_colour_and_in_black() -> None:
    colour, mono = picture_sheet(mono=False), picture_sheet(mono=True)
    for one in all_pictures():
        assert f'.pic-{one.key}{{background-image:url("linkdesk:{one.colour_path}")}}' in colour
        assert f'.pic-{one.key}{{background-image:url("linkdesk:{one.black_path}")}}' in mono


@pytest.mark.prints
@pytest.mark.parametrize("name", ["easy-read", "standard"])
def test_a_phone_reads_the_day_from_the_paper(name: str) -> None:
    """Drawn as a printer without colour draws it, and read by another reader."""
    made = print_plan(PLAN, SAM, print_options(name, mono=True))
    pages = (Image.open(BytesIO(page_picture(made, number))) for number in range(1, count_pages(made) + 1))
    (found,) = [code for page in pages for code in zxingcpp.read_barcodes(page.convert("L"))]
    assert found.text.split("\r\n")[3:6] == [
        "SUMMARY:We meet again",
        "DTSTART;VALUE=DATE:20270112",
        "LOCATION:The library\\, 2 o’clock in the afternoon",
    ]
    assert "Hill Road" not in found.text


def test_a_long_place_is_cut_for_the_square_and_no_day_has_none() -> None:
    assert len(day_code(replace(PLAN, review_place="💬;" * 200)).holds) < MOST
    with pytest.raises(ValueError, match="without a day"):
        day_code(replace(PLAN, review_date=None))
    values = {"client": SAM, "options": print_options("easy-read"), "footer": FOOTER, "sign": None}
    assert "<svg" not in text("plan_easy_read.html", plan=replace(PLAN, review_date=None, agreed_on=None), **values)


def test_only_pictures_that_are_drawn_come_along() -> None:
    own = {key: Drawing("image/png", key.encode(), "", "Photos by us") for key in ("friends", "clock")}
    options = print_options("easy-read", look=Look("Hill Road", pictures=own))
    plan = replace(PLAN, if_harder='class="row pic-clock"')
    values = {"plan": plan, "client": SAM, "footer": FOOTER, "sign": None}
    words, sheet = dressed("plan_easy_read.html", options, **values)
    assert ".pic-friends{" in sheet
    assert ".pic-clock{" not in sheet
    assert f"{ATTRIBUTION}. Photos by us" in words
    (plain,) = dressed("plan_easy_read.html", print_options("easy-read"), **values)
    assert "Photos by us" not in plain
