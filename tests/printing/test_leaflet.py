"""The leaflet and the form: tagged, only what is allowed, whatever was typed, and equal papers are equal prints."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import page as page_validation
import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from linkdesk.assessments.sort.cards import cards
from linkdesk.clients.sharing.questions import question
from linkdesk.clients.sharing.rules import ASKABLE
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.organisation.lawful.rules import PURPOSE_WORDS
from linkdesk.organisation.lawful.rules import USUAL
from linkdesk.printing.items import card_pack
from linkdesk.printing.leaflet import TITLES
from linkdesk.printing.leaflet import LeafletPaper
from linkdesk.printing.leaflet import Service
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import print_options
from linkdesk.printing.short.rules import Said
from linkdesk.services.sheet import sheet_of
from tests.counting import uncounted
from tests.printing.samples import LONG
from tests.printing.samples import SAM
from tests.services.test_rules import record

pytestmark = pytest.mark.prints

HILL_ROAD = Service(
    "Hill Road Link Workers",
    "Amina Testworker",
    "01632 960 001",
    "Pat Privacy, 01632 960 002",
    ("1 Hill Road", "Testham", "01632 960 100", "hello@example.org"),
)

SAID = Said(
    day=date(2026, 12, 8),
    time="14:30",
    place="The library, High Street 12",
    bring="Your bus pass",
    hours="Monday to Friday, 9 to 5 o’clock",
    did="Meet people at a garden group\nGet help with my bills",
    to="Hill Road Choir",
    want="Sing with other people",
    helps="Easy read\nA place for my wheelchair",
    phone="01632 960 003",
    say="Hello, I am Sam\nCan I visit?",
    words="You said that you like the garden.",
)
"""What the cards and letters of the tests say."""


def paper(item: ClientItem, name: str = "easy-read", size: int = 16, *, mono: bool = False) -> LeafletPaper:
    made = LeafletPaper(
        item=item,
        client=SAM,
        service=HILL_ROAD,
        questions=tuple(question(Recipient(kind, "Hill Road Choir")) for kind in ASKABLE),
        laws=tuple((PURPOSE_WORDS[purpose], law) for purpose, law in USUAL.items()),
        day=date(2026, 11, 25),
        options=print_options(name, size, mono=mono, practice=mono),
        said=SAID,
        group=sheet_of(record()) if item is ClientItem.SERVICE else None,
    )
    return replace(made, **card_pack()) if item is ClientItem.CARDS else made  # type: ignore[arg-type] # two lists


def words(made: bytes, folder: Path) -> str:
    file = folder / "made.pdf"
    file.write_bytes(made)
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True)
    return " ".join(done.stdout.split())


def faults(made: bytes) -> list[str]:
    with uncounted():
        report = page_validation.validate_pdf_bytes(made, profile=page_validation.ValidationProfile.PDF_UA_1)
    return [str(one) for one in report.failures]


@pytest.mark.parametrize("item", list(ClientItem))
@pytest.mark.parametrize("name", ["easy-read", "standard"])
@pytest.mark.parametrize(("size", "mono"), [(14, False), (20, True), (28, True)])
def test_every_print_is_pdf_ua(item: ClientItem, name: str, size: int, mono: bool) -> None:  # noqa: FBT001 - a table
    assert faults(paper(item, name, size, mono=mono).make()) == []


@pytest.mark.parametrize("name", ["easy-read", "standard"])
def test_the_form_asks_each_question_with_boxes_and_a_line_to_sign(name: str, tmp_path: Path) -> None:
    made = words(paper(ClientItem.CONSENT, name).make(), tmp_path)
    assert made.count("I do not know") == len(ASKABLE)
    assert "Sign your name here" in made
    assert "This form is for Sam Sample." in made


@pytest.mark.parametrize("name", ["easy-read", "standard"])
def test_under_each_page_stands_the_paper_with_its_day(name: str, tmp_path: Path) -> None:
    form = words(paper(ClientItem.CONSENT, name).make(), tmp_path)
    assert re.search(r"May we share\? 25 November 2026\. Page 1 of \d\b", form)
    assert re.search(r"May we share\? Page 1 of \d\b", words(paper(ClientItem.CONSENT, name, 24).make(), tmp_path))
    leaflet = words(paper(ClientItem.LEAFLET, name).make(), tmp_path)
    assert "How we use your information, 25 November 2026. Page 1 of" in leaflet


def test_the_leaflet_names_the_law_and_the_easy_one_leads_to_it(tmp_path: Path) -> None:
    assert "Article 9(2)(h)" in words(paper(ClientItem.LEAFLET, "standard").make(), tmp_path)
    easy = words(paper(ClientItem.LEAFLET).make(), tmp_path)
    assert "Article" not in easy
    assert "We have a longer paper about the law." in easy
    assert "Sam Sample" not in easy


@pytest.mark.parametrize("item", list(ClientItem))
def test_as_plain_text(item: ClientItem) -> None:
    made = paper(item, "text").make().decode()
    assert "Phone Amina Testworker: 01632 960 001" in made
    assert ("Yes: ____" in made) == (item is ClientItem.CONSENT)
    title = TITLES[item] if TITLES[item].endswith("?") else f"{TITLES[item]},"
    assert f"{title} 25 November 2026" in made
    assert paper(item, "text").name == f"{item.value.capitalize()} 2026-11-25.txt"
    assert paper(item).name.endswith(".pdf")


@pytest.mark.parametrize("item", list(ClientItem))
def test_long_and_hostile_words_stay_words(item: ClientItem, tmp_path: Path) -> None:
    hostile = '"><img src=file:///etc/passwd>{{ 7*7 }}'
    strange = replace(HILL_ROAD, name=hostile, worker_name=LONG, worker_phone="", privacy_contact=hostile)
    made = replace(paper(item), service=strange, client=replace(SAM, full_name=hostile, called=hostile))
    assert faults(made.make()) == []
    if item not in {ClientItem.CARDS, ClientItem.WHAT_HAPPENS}:  # they carry nobody's name
        assert "{{ 7*7 }}" in words(made.make(), tmp_path)
    assert replace(made, options=print_options("standard", 28)).footer(28).number == ""


def test_equal_papers_are_equal_prints() -> None:
    assert paper(ClientItem.CONSENT) == paper(ClientItem.CONSENT)
    assert len({paper(ClientItem.CONSENT), paper(ClientItem.CONSENT)}) == 1


def pages(made: bytes) -> list[str]:
    """Return the words of each page."""
    document = PdfDocument(made)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


@pytest.mark.parametrize(("size", "leading"), [(16, 1), (28, 2)])
@pytest.mark.parametrize("mono", [False, True])
def test_cards_come_eight_a_page_after_the_three_big_ones(size: int, leading: int, *, mono: bool) -> None:
    found = pages(paper(ClientItem.CARDS, size=size, mono=mono).make())
    assert len(found) == leading + 4
    assert "Cut along the lines." in found[0]
    big, *small = found[leading:]
    assert all(words in big for words in ("Going well", "So-so", "I want to change this"))
    for sheet, eight in zip(small, batched_cards(), strict=True):
        assert [words for words in eight if words not in sheet] == []


def batched_cards() -> list[list[str]]:
    named = [card.words for card in cards()]
    return [named[start : start + 8] for start in range(0, 24, 8)]


def test_cards_are_nobodys_paper() -> None:
    assert not any("Sam" in page for page in pages(paper(ClientItem.CARDS).make()))
