"""Each print x format, with languages, sizes and records that go round: everything that must hold for every print."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PIL import ImageChops
from PIL import ImageStat
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from linkdesk.cli import PRINT_ITEMS
from linkdesk.easyread.pictures import all_pictures
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.printing.compose import picture_sheet
from linkdesk.printing.pdf import Press
from linkdesk.printing.pdf import press
from linkdesk.printing.plan import print_plan
from linkdesk.printing.plan import written_plan
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import print_options
from linkdesk.printing.sheets.rules import SheetKind
from tests.printing import checks
from tests.printing.matrix import MAKERS
from tests.printing.matrix import SHEET
from tests.printing.matrix import Case
from tests.printing.matrix import known
from tests.printing.matrix import look
from tests.printing.matrix import product
from tests.printing.matrix import sample
from tests.printing.matrix import wanted
from tests.printing.placing import Watched
from tests.printing.placing import parted
from tests.printing.placing import stranded
from tests.printing.samples import PLAN
from tests.printing.samples import SAM
from tests.printing.test_leaflet import paper as leaflet
from tests.printing.test_words import speech

pytestmark = pytest.mark.prints


@pytest.fixture(scope="module")
def watched() -> Iterator[Watched]:
    made = Watched()
    yield made
    made.close()


@pytest.mark.parametrize("case", sample(), ids=lambda case: case.key)
def test_nothing_is_wrong_with_it(case: Case, watched: Watched, tmp_path: Path) -> None:
    assert look(case, watched, tmp_path)[1] == []


def test_every_print_is_in_the_matrix() -> None:
    assert {*Item, *ClientItem} <= set(MAKERS)
    assert {*PRINT_ITEMS} - {*SheetKind} <= set(MAKERS)
    assert SHEET in MAKERS, "sheets of every kind are set by one template"
    assert {case.item for case in product()} == set(MAKERS)


class _Noted(Press):
    """A press that keeps what it was given instead of printing it."""

    def pdf(self, html: str, *sheets: str, closer: str = "") -> bytes:
        self.given = (html, *sheets, closer)
        return b""


def test_each_print_is_laid_out_as_the_program_lays_it_out() -> None:
    noted = _Noted()
    for item in (*Item, *ClientItem):
        case = Case(item, "standard", 16, mono=False, tag="en-GB", record="usual")
        if item in set(Item):
            print_plan(PLAN, SAM, case.options, Item(item), noted)
        else:
            replace(leaflet(ClientItem(item)), options=case.options, client=SAM).make(noted)
        assert noted.given == (*MAKERS[item](case), case.closer), item
    noted.close()


def test_the_checks_see_a_bad_page(watched: Watched, tmp_path: Path) -> None:
    bad = watched.pdf(
        "<html lang=en><title>Bad</title><body><main><h1>One</h1>"
        "<p style='font-size:8pt;color:#aaa'>Small and faint</p>"
        "<p style='position:absolute;left:-14mm;top:40mm'>Off</p>"
        "<p style='position:absolute;top:60mm'>Under</p><p style='position:absolute;top:60mm'>Above</p></main>",
        "html{font-size:16pt}",
    )
    assert checks.smallest(bad) == pytest.approx(8, abs=0.1)
    assert len(checks.faint(bad)) == len("Smallandfaint")
    said = checks.misplaced(bad, tmp_path)
    assert any("off the sheet: Off" in one for one in said)
    assert any("lies on" in one for one in said)
    assert not any("off the sheet: One" in one for one in said)
    low = watched.pdf(
        "<html lang=en><title>Low</title><p style='position:absolute;top:272mm'>Low", "html{font-size:16pt}"
    )
    assert checks.misplaced(low, tmp_path) == ["page 1: off the sheet: Low"]
    tall = f"<div class=row>{'<p>x' * 13}</div>" * 9
    watched.pdf(f"<html lang=en><title>Bad</title><h1>One</h1>{tall}", ".row{break-inside:auto}")
    assert parted(watched.document) != []
    many = "<p>x" * 17
    watched.pdf(
        f"<html lang=en><title>Bad</title>{many}<h2>Alone</h2>"
        "<p style='break-before:page'>y<p style='break-after:page'>z<div class=sign-line></div>",
        "html{font-size:16pt}h2{break-after:auto}",
    )
    assert stranded(watched.document) == ["page 1 ends with a h2", "page 3 begins with a line to write on"]


@pytest.mark.parametrize("tag", ["en", "ur", "ar", "bn"])
def test_in_large_print_no_heading_stands_alone_and_each_step_says_its_goal(watched: Watched, tag: str) -> None:
    said = IN_PLAIN_ENGLISH if tag == "en" else speech(tag)
    for size in (20, 24, 28):
        options = print_options("easy-read", size, speech=said)
        html, *sheets = written_plan(PLAN, SAM, options, Item.PLAN)
        watched.pdf(html, *sheets)
        assert stranded(watched.document) == [], size
        told = said.plain("Goal %(goal)s, step %(number)s", goal=1, number=2)
        assert (told in re.sub("<[^>]+>", "", html)) is (size > 20 or tag != "en")


def test_the_order_of_the_tags_is_seen(watched: Watched, tmp_path: Path) -> None:
    words = [f"{first}{last}" for first in "bcdfgh" for last in ("ab", "ec", "id", "of")]
    html = f"<html lang=en><title>Order</title><main>{''.join(f'<p>{word}</p>' for word in words)}</main>"
    said = checks.read_by_tags(watched.pdf(html), tmp_path)
    assert checks.in_order(html, said) == 1
    assert checks.in_order(html, " ".join(words[::-1])) < 0.1
    turned = "<html lang=ar dir=rtl><title>x</title><main><p>نحن نجتمع في 12 يناير هنا</p></main>"
    assert "نجتمع في 12 يناير" in checks.read_by_tags(watched.pdf(turned), tmp_path)


def test_a_run_goes_on_and_looks_again_only_at_what_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "matrix.jsonl"
    keys = [case.key for case in itertools.islice(product(), 3)]
    assert known(file) == {}
    rows = [(keys[0], ["faint"]), (keys[1], ["faint"]), (keys[1], [])]
    file.write_text("".join(json.dumps({"key": key, "wrong": wrong}) + "\n" for key, wrong in rows), "utf-8")
    found = known(file)
    assert found == {keys[0]: ["faint"], keys[1]: []}, "the last look counts"
    rest = {case.key for _, case in wanted(found, faulty=False)}
    assert keys[2] in rest
    assert not rest & set(keys[:2])
    assert [case.key for _, case in wanted(found, faulty=True)] == keys[:1]
    assert [case.key for _, case in wanted(found, faulty=False, named=keys[1:2])] == keys[1:2]
    with pytest.raises(ValueError, match="no such print: a plan of mice"):
        wanted(found, faulty=True, named=["a plan of mice"])


def test_pictures_can_be_told_apart_without_colour() -> None:
    """In colour on a printer without it, and drawn black for one: each has ink enough, and faces differ."""
    size = (
        ".one{break-after:page;margin:0;height:60mm;background-size:60mm 60mm;background-repeat:no-repeat;color:#fff}"
    )
    some = [one for one in all_pictures() if one.key.startswith("face-")] + list(all_pictures())[::4]
    rows = "".join(f'<p class="one pic-{one.key}">.</p>' for one in some)
    for mono in (False, True):
        pdf = press().pdf(f"<html lang=en><title>x</title>{rows}", picture_sheet(mono=mono), size)
        seen: dict[str, Image.Image] = {}
        for one, page in zip(some, PdfDocument(pdf), strict=False):
            drawn = page.render(scale=0.5, grayscale=True).to_pil().convert("L").crop((20, 12, 120, 110))
            assert drawn.getextrema()[0] < 120, f"{one.key} is too faint"
            seen[one.key] = drawn
        faces = {one.colour_path: seen[one.key] for one in some if one.key.startswith("face-")}
        assert len(faces) >= 5
        for first, second in itertools.combinations(faces.values(), 2):
            assert ImageStat.Stat(ImageChops.difference(first, second)).mean[0] > 0.5
