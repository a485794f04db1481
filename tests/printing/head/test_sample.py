"""Prints with a head: the logo is a tagged picture with its words, in every format the name stands, large or small."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.printing.head.sample import SampleLetter
from linkdesk.printing.plan import print_plan
from linkdesk.printing.plan import written_plan
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Drawing
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import Look
from linkdesk.printing.rules import print_options
from tests.assessments.shelf.made import SVG
from tests.printing import checks
from tests.printing.head.test_queries import picture
from tests.printing.samples import LONG
from tests.printing.samples import PLAN
from tests.printing.samples import SAM
from tests.printing.test_leaflet import paper
from tests.printing.test_words import speech

pytestmark = pytest.mark.prints

LOGO = Drawing("image/png", picture(), "A red “square” <b>")
LOOK = Look("Hill Road Link Workers", "1 Hill Road, Testham, HR1 1AA", ("01632 960 100", "hello@example.org"), LOGO)
HOSTILE = '</p><script>alert(1)</script>"<img src="file:///etc/passwd">'


def tags(pdf: bytes, folder: Path) -> str:
    file = folder / "made.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize(("size", "tag"), [(16, "en-GB"), (28, "en-GB"), (16, "ur"), (24, "bn")])
def test_a_plan_begins_with_it_and_stays_clean(tmp_path: Path, size: int, tag: str) -> None:
    spoken = IN_PLAIN_ENGLISH if tag == "en-GB" else speech(tag)
    pdf = print_plan(PLAN, SAM, print_options("easy-read", size, look=LOOK, speech=spoken))
    assert checks.faults(pdf, tag) == []
    assert checks.misplaced(pdf, tmp_path) == []
    assert checks.smallest(pdf) > size - checks.SMALLER
    said = tags(pdf, tmp_path)
    assert "Figure" in said
    assert said.index("Hill Road Link Workers") < said.index("01632 960 100") < said.index("Sam Sample")
    assert "hello@example.org" in said


def test_a_drawing_without_a_size_of_its_own_prints_from_right_to_left() -> None:
    """WeasyPrint 70 stumbles there over a drawing that has a frame and no width."""
    look = replace(LOOK, logo=Drawing("image/svg+xml", SVG, "A dot"))
    for item in Item:
        made = print_plan(PLAN, SAM, print_options("standard", 20, look=look, speech=speech("ur")), item)
        assert checks.faults(made, "ur") == []


def test_every_look_of_a_logo_prints_and_a_very_long_name_is_not_cut(tmp_path: Path) -> None:
    for logo in (
        replace(LOGO, media_type="image/jpeg", body=picture("JPEG")),
        Drawing("image/svg+xml", SVG, "x"),
        None,
    ):
        pdf = SampleLetter(print_options("standard", 20, mono=True, look=replace(LOOK, logo=logo, name=LONG))).make()
        assert checks.faults(pdf) == []
        assert checks.misplaced(pdf, tmp_path) == []
        assert LONG[:40] in checks.read_by_pdfium(pdf).replace("\n", "").replace("\r", "").replace("\ufffe", "")


def test_without_a_name_there_is_no_head() -> None:
    html = written_plan(PLAN, SAM, print_options("easy-read"), Item.PLAN)[0]
    assert 'class="head"' not in html
    assert 'class="head"' in written_plan(PLAN, SAM, print_options("easy-read", look=Look("Hill")), Item.PLAN)[0]


def test_cards_and_the_page_for_the_fridge_have_name_and_logo_and_letters_no_second_sender() -> None:
    options = print_options("easy-read", look=LOOK)
    for item in (ClientItem.APPOINTMENT, ClientItem.CALLING_CARD, ClientItem.CARDS):
        html = replace(paper(item), options=options).written()[0]
        assert "hello@example.org" not in html
        assert html.count('class="logo"') == 1
    html = written_plan(PLAN, SAM, options, Item.STEPS)[0]
    assert "hello@example.org" not in html
    assert html.count("Hill Road Link Workers") == 1
    letter = replace(paper(ClientItem.CLOSING), options=options).written()[0]
    assert letter.count("hello@example.org") == letter.count("Hill Road Link Workers") == 1


@pytest.mark.parametrize("item", [*ClientItem, *Item])
def test_a_plain_text_says_it_once_and_in_words(item: ClientItem | Item) -> None:
    options = print_options("text", look=LOOK)
    if isinstance(item, Item):
        words = written_plan(PLAN, SAM, options, item)[0]
    else:
        words = replace(paper(item), options=options).written()[0]
    assert "hello@example.org" in words
    assert "linkdesk:" not in words


def test_hostile_words_stay_words() -> None:
    look = Look(HOSTILE, HOSTILE, (HOSTILE,), replace(LOGO, words=HOSTILE))
    html = written_plan(PLAN, SAM, print_options("standard", look=look), Item.PLAN)[0]
    assert "<script" not in html
    assert "<img src=" not in html
    assert print_plan(PLAN, SAM, print_options("standard", look=look)).startswith(b"%PDF")
