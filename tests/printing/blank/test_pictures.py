"""A form's own pictures are on its blank paper: large enough, with their words where they say more."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image
from pypdfium2 import raw

from linkdesk.application import open_session
from linkdesk.assessments.shelf import service
from linkdesk.printing.blank import pictures
from linkdesk.printing.blank.paper import blank
from linkdesk.printing.blank.pictures import picture_style
from linkdesk.printing.rules import Drawing
from linkdesk.printing.rules import print_options
from linkdesk.record.errors import FileRefused
from tests.assessments.shelf import made
from tests.printing.test_leaflet import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.printing.blank.paper import BlankPaper
    from tests.furnished import House

pytestmark = pytest.mark.prints
POINTS_TO_MM = 25.4 / 72


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    pictures.forget_own()
    yield
    pictures.forget_own()


@pytest.fixture
def garden(house: House) -> House:
    with open_session(house.settings, house.vault) as (session, actor):
        form_id = service.bring_in(session, actor, made.package())
        service.use(session, actor, form_id)
    return house


def paper(house: House, name: str = "easy-read", *, mono: bool = False) -> BlankPaper:
    with open_session(house.settings, house.vault) as (session, actor):
        return blank(session, actor, made.URL, print_options(name, 16, mono=mono))


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Return width and height in millimetres of each picture of dots on the pages."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            left, bottom, right, top = one.get_bounds()
            found.append((round((right - left) * POINTS_TO_MM), round((top - bottom) * POINTS_TO_MM)))
    return found


def test_the_pictures_of_the_form_are_on_its_paper_at_a_size_that_can_be_seen(garden: House) -> None:
    found = paper(garden)
    words = found.written()[0]
    assert re.search(r'class="opt pic-shelf-[0-9a-f-]+"', words), "beside its answer"
    assert re.search(r'<img style="[^"]+" alt="A person in a garden" src="linkdesk:own/png/', words)
    pdf = found.make()
    assert (80, 40) in sizes(pdf), "large, and not stretched"
    assert faults(pdf) == []
    assert found == paper(garden)


def test_a_picture_that_says_something_is_in_standard_too_and_grey_without_colour(garden: House) -> None:
    found = paper(garden, "standard", mono=True)
    words = found.written()[0]
    assert 'alt="A person in a garden"' in words
    assert "pic-shelf" not in words
    drawn = [one for one in found.options.look.pictures.values() if one.media_type == "image/png"]
    assert [Image.open(BytesIO(one.body)).mode for one in drawn] == ["LA"]
    assert faults(found.make()) == []


def test_what_cannot_be_printed_gives_way_and_the_page_says_so(garden: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_name: str, media_type: str, _body: bytes) -> None:
        if media_type == "image/png":
            raise FileRefused

    def refuse_all(_pictures: object) -> None:
        raise FileRefused

    monkeypatch.setattr(pictures, "check_prints", refuse)
    monkeypatch.setattr(pictures, "check_all_print", refuse_all)
    found = paper(garden)
    assert found.not_drawn == 1
    words = found.written()[0]
    assert "<p>A person in a garden</p>" in words
    assert "pic-shelf" in words
    assert "<img" not in words
    page = garden.worker.get(f"/paper-forms/show?form={made.URL}")
    assert "One picture of this form cannot be printed; the usual one stands in its place." in page.words


def test_they_are_forgotten_at_the_lock(garden: House) -> None:
    paper(garden)
    assert pictures._kept
    garden.vault.lock()
    assert not pictures._kept


def test_a_picture_that_is_nowhere_gives_way() -> None:
    own = {"shelf-1": Drawing("image/png", b"")}
    assert picture_style("home", "question", own) == "home"
    assert picture_style("shelf:1", "question", own) == "shelf-1"
    assert picture_style("shelf:2", "question", own) == "question"
    assert picture_style(None, "tick", own) == "tick"
