"""Prints in the nine languages: tagged, in order, with every sign in a font, and no number turned round."""

from __future__ import annotations

import itertools
import re
import subprocess
import unicodedata
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from linkdesk.languages.catalogue import drafts
from linkdesk.languages.speech import speaking
from linkdesk.languages.tongues import TONGUES
from linkdesk.plans.rules import PlanLine
from linkdesk.printing.compose import page_sheet
from linkdesk.printing.leaflet import LeafletPaper
from linkdesk.printing.letters import FONTS
from linkdesk.printing.pdf import press
from linkdesk.printing.plan import footer_of
from linkdesk.printing.plan import print_plan
from linkdesk.printing.plan import written_plan
from linkdesk.printing.rules import MM_PER_POINT
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Footer
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import footer_lines
from linkdesk.printing.rules import print_options
from linkdesk.printing.rules import width_of
from linkdesk.printing.words import noted
from linkdesk.settings import resources
from tests.printing.samples import PLAN
from tests.printing.samples import SAM
from tests.printing.test_leaflet import faults
from tests.printing.test_leaflet import paper
from tests.printing.test_words import speech

pytestmark = pytest.mark.prints

TAGS = [each.tag for each in TONGUES]
DRAFT = replace(PLAN, agreed_on=None, signature=None)
PHONE = "01632 960 001"


@cache
def made(tag: str, item: Item | ClientItem, name: str = "easy-read", size: int = 16, *, mono: bool = False) -> bytes:
    options = print_options(name, size, mono=mono, practice=mono, speech=speech(tag))
    if isinstance(item, Item):
        return print_plan(DRAFT if mono else PLAN, SAM, options, item)
    return in_language(tag, item, name, size, mono=mono).make()


def in_language(
    tag: str, item: ClientItem, name: str = "easy-read", size: int = 16, *, mono: bool = False
) -> LeafletPaper:
    plain = paper(item, name, size, mono=mono)
    return replace(plain, options=replace(plain.options, speech=speech(tag)))


def tool(name: str, pdf: bytes, folder: Path, *options: str) -> str:
    file = folder / "made.pdf"
    file.write_bytes(pdf)
    out = ["-"] if name == "pdftotext" else []
    return subprocess.run([name, *options, file, *out], capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize("item", [*Item, *ClientItem])
@pytest.mark.parametrize("tag", TAGS)
def test_every_language_of_every_print_is_pdf_ua_with_our_fonts_only(
    tag: str, item: Item | ClientItem, tmp_path: Path
) -> None:
    pdf = made(tag, item)
    assert faults(pdf) == []
    fonts = tool("pdffonts", pdf, tmp_path).splitlines()[2:]
    assert [line for line in fonts if "LinkDesk-" not in line] == []
    assert f'lang="{tag}"' in written_plan(PLAN, SAM, print_options("standard", speech=speech(tag)), Item.PLAN)[0]


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_pictures_stand_at_the_right_where_words_begin(tag: str, tmp_path: Path) -> None:
    boxes = tool("pdftotext", made(tag, ClientItem.LEAFLET), tmp_path, "-bbox")
    right = max(float(found) for found in re.findall(r'<word [^>]*xMax="([\d.]+)"', boxes.split("<page ")[2]))
    assert right <= 595
    lines = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">We</word>', boxes)
    assert lines
    for _left, end in lines:
        assert float(end) < 595 - (16 + 42) / 25.4 * 72, "42 mm at the right are for the picture"


@pytest.mark.parametrize("tag", ["ar", "ur"])
@pytest.mark.parametrize("item", [Item.PLAN, ClientItem.LEAFLET])
def test_a_telephone_number_reads_from_left_to_right(tag: str, item: Item | ClientItem, tmp_path: Path) -> None:
    pdf = made(tag, item)
    assert PHONE in tool("pdftotext", pdf, tmp_path, "-raw")
    assert PHONE in tool("pdfinfo", pdf, tmp_path, "-struct-text")
    for sheet in tool("pdftotext", pdf, tmp_path, "-bbox").split("<page ")[1:]:
        for first, second, third in _numbers(sheet):
            assert first < second < third
    assert _numbers(tool("pdftotext", pdf, tmp_path, "-bbox"))


def _numbers(boxes: str) -> list[tuple[float, float, float]]:
    """Return where the three parts of each telephone number stand from the left edge of the paper."""
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>\W*(01632|960|001)\W*</word>', boxes)
    lines: dict[str, dict[str, float]] = {}
    for left, top, part in found:
        lines.setdefault(top, {})[part] = float(left)
    return [(one["01632"], one["960"], one["001"]) for one in lines.values() if len(one) == 3]


def test_a_number_in_the_words_of_a_client_does_not_turn_round(tmp_path: Path) -> None:
    plan = replace(PLAN, what_matters=(PlanLine(f"میری بہن کا فون {PHONE} ہے", "phone"),), worker_phone="")
    for tag in ("ur", "pl"):
        pdf = print_plan(plan, SAM, print_options("standard", speech=speech(tag)))
        assert len(_numbers(tool("pdftotext", pdf, tmp_path, "-bbox"))) == 1
        ((first, second, third),) = _numbers(tool("pdftotext", pdf, tmp_path, "-bbox"))
        assert first < second < third


@pytest.mark.parametrize("tag", TAGS)
def test_what_is_copied_or_read_aloud_is_what_was_written(tag: str, tmp_path: Path) -> None:
    said = [bare(drafts(tag)[each]) for each in ("What we keep", "We write down your plan.")]
    heard = bare(copied(made(tag, ClientItem.LEAFLET), tmp_path))
    assert [each for each in said if each not in heard] == []


def bare(text: str) -> str:
    """Return letters and spaces: the tool puts marks and full stops of lines from right to left where they are seen."""
    return " ".join("".join(sign for sign in text if unicodedata.category(sign)[0] in "LZ").split())


TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")


def copied(pdf: bytes, folder: Path) -> str:
    """Return the words as they are copied; where a line from right to left ends says the tool with signs of its own."""
    return " ".join(TURNING.sub("", tool("pdftotext", pdf, folder)).split())


@pytest.mark.parametrize("tag", TAGS)
def test_english_stands_beside_what_nobody_checked(tag: str, tmp_path: Path) -> None:
    assert "We write down your plan." in copied(made(tag, ClientItem.LEAFLET), tmp_path)
    html = in_language(tag, ClientItem.CONSENT).written()[0]
    assert '<span class="ld-alongside" lang="en-GB" dir="ltr">Can we talk to your GP about you?</span>' in html
    assert html.count('dir="ltr">I do not know</span>') == html.count('class="boxes"')
    plan = written_plan(PLAN, SAM, print_options("standard", speech=speech(tag)), Item.PLAN)[0]
    assert 'dir="ltr">In an emergency, phone <b>999</b>.</span>' in plan
    checked = in_language(tag, ClientItem.CONSENT)
    stood_for = replace(checked.options.speech, words=(drafts(tag),))
    html = replace(checked, options=replace(checked.options, speech=stood_for)).written()[0]
    assert "Can we talk to your GP about you?" not in html
    assert "ld-alongside" not in html


def test_a_sentence_without_a_translation_is_seen_to_be_english() -> None:
    known = dict(drafts("ur"))
    del known["My plan"]
    options = print_options("standard", speech=replace(speech("ur"), drafts=known))
    html = written_plan(PLAN, SAM, options, Item.PLAN)[0]
    assert '<h1><span class="ld-english" lang="en-GB" dir="ltr">My plan</span></h1>' in html


@pytest.mark.parametrize(
    ("tag", "item", "size"),
    [
        ("cy", ClientItem.CONSENT, 28),
        ("ur", ClientItem.CONSENT, 28),
        ("ar", Item.PLAN, 28),
        ("bn", Item.STEPS, 16),
        ("uk", ClientItem.CARDS, 16),
    ],
)
def test_nothing_is_cut_off_or_lies_on_something_else(
    tag: str, item: Item | ClientItem, size: int, tmp_path: Path
) -> None:
    for sheet in tool("pdftotext", made(tag, item, size=size), tmp_path, "-bbox").split("<page ")[1:]:
        words = [tuple(map(float, one)) for one in re.findall(WORD, sheet)]
        assert [one for one in words if one[0] < EDGE or one[2] > 595 - EDGE or one[3] > 842 - 4 / 25.4 * 72] == []
        assert [pair for pair in itertools.combinations(words, 2) if _overlap(*pair)] == []


EDGE = 14 / 25.4 * 72
WORD = r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">'


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Tell whether two words share ink, leaving out the air above and below letters."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 2 and high > 0.5 * min(one[3] - one[1], other[3] - other[1])


@pytest.mark.parametrize("tag", TAGS)
def test_plain_text_speaks_the_language_and_holds_its_numbers(tag: str) -> None:
    text = made(tag, Item.PLAN, "text").decode()
    assert text.startswith(drafts(tag)["My plan"])
    held = f"\u200e{PHONE}\u200e" if tag in {"ar", "ur"} else PHONE
    assert held in text
    assert "In an emergency, phone 999." in text
    assert "<" not in text
    assert "Can we talk to your GP about you?" in made(tag, ClientItem.CONSENT, "text").decode()


@pytest.mark.parametrize("tag", TAGS)
def test_the_footer_is_never_wider_than_it_was_counted(tag: str) -> None:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    widths: dict[int, float] = {}
    for family in FONTS:
        with TTFont(resources() / "static" / "vendor" / "fonts" / f"{family}_400Regular.ttf", lazy=True) as font:
            em, advances = font["head"].unitsPerEm, font["hmtx"].metrics
            for sign, glyph in font.getBestCmap().items():
                widths.setdefault(sign, advances[glyph][0] / em)
    for words in ("My plan", "My steps", "How we use your information", "May we share?", "Picture cards"):
        said = drafts(tag)[words]
        assert width_of(said) >= sum(widths[ord(sign)] for sign in said)
    with speaking(speech(tag)):
        footer = footer_of(PLAN, Item.PLAN, 16)
        assert 2 <= footer_lines(footer, 16) <= 3


@pytest.mark.parametrize("tag", TAGS)
def test_the_footer_counts_the_pages_in_the_language(tag: str) -> None:
    pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(made(tag, ClientItem.LEAFLET))]
    assert len(pages) > 1
    assert [text for text in pages if "%(" in text or "Page " in text] == []
    if tag in {"cy", "pl", "ro", "uk", "zh-Hans"}:
        first, total = drafts(tag)["Page %(number)s of %(total)s"], str(len(pages))
        assert first.replace("%(number)s", "1").replace("%(total)s", total) in pages[0]


@pytest.mark.parametrize(("tag", "item"), [("pl", Item.PLAN), ("ur", ClientItem.CONSENT), ("zh-Hans", Item.STEPS)])
def test_with_english_beside_it_every_sentence_stands_in_both_languages(tag: str, item: Item | ClientItem) -> None:
    told = noted(replace(speech(tag), bilingual=True))
    options = print_options("easy-read", 16, speech=told)
    if isinstance(item, Item):
        html, *sheets = written_plan(PLAN, SAM, options, item)
    else:
        html, *sheets = replace(paper(item), options=options).written()
    assert "<!--" not in html
    shown = unescape(html)
    beside = {pattern for pattern in told.asked if "%" not in pattern and drafts(tag).get(pattern, pattern) in shown}
    assert len(beside) > 2
    footer = {pattern for pattern in beside if pattern not in shown}
    assert all(drafts(tag)[pattern] not in shown.partition("<main>")[2] for pattern in footer), footer
    assert faults(press().pdf(html, *sheets)) == []


def test_with_english_beside_it_the_mark_of_a_practice_has_room() -> None:
    tops = []
    for spoken in (speech("pl"), replace(speech("pl"), bilingual=True)):
        options = print_options("standard", 16, practice=True, speech=spoken)
        with speaking(spoken):
            sheet = page_sheet(options, Footer("My plan", "30 November 2026"))
        tops.append(float(sheet.partition("margin-top:")[2].partition("mm")[0]))
    line = 16 * MM_PER_POINT * 1.2
    assert tops[1] - tops[0] == pytest.approx(line, abs=0.2), "one line more"
