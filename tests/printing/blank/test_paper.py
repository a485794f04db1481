"""Blank forms: each question with the number of its page, fields that say their question, none that is sensitive."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]
from pypdfium2 import raw

from linkdesk.assessments import library
from linkdesk.assessments.questionnaire import Form
from linkdesk.assessments.rules import Kind
from linkdesk.languages.catalogue import drafts
from linkdesk.printing.blank.paper import PACK
from linkdesk.printing.blank.paper import PLAN
from linkdesk.printing.blank.paper import BlankPaper
from linkdesk.printing.blank.paper import left_out
from linkdesk.printing.blank.paper import shows
from linkdesk.printing.blank.paper import spoken
from linkdesk.printing.blank.parts import GOALS
from linkdesk.printing.blank.parts import STEPS
from linkdesk.printing.rules import print_options
from tests.printing.placing import Watched
from tests.printing.test_leaflet import faults
from tests.printing.test_leaflet import words
from tests.printing.test_words import speech

pytestmark = pytest.mark.prints


def paper(
    key: str = PLAN, name: str = "standard", size: int = 16, *, fillable: bool = False, mono: bool = False
) -> BlankPaper:
    forms: tuple[Form, ...] = library.forms() if key == PACK else () if key == PLAN else (library.form(key),)
    versions = tuple(form.version for form in forms)
    options = print_options(name, size, mono=mono, practice=mono)
    return BlankPaper(key, versions, "Hill Road", date(2026, 11, 30), options, fillable, forms)


def fields(made: bytes) -> list[tuple[str, str]]:
    """Return kind and spoken name of each field that can be filled in."""
    document = PdfDocument(made)
    document.init_forms()
    found = []
    for page in document:
        for number in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, number)
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
                kind = raw.FPDFAnnot_GetFormFieldType(document.formenv, annotation)
                found.append((str(kind), _named(document, annotation)))
            raw.FPDFPage_CloseAnnot(annotation)
    return found


def _named(document: PdfDocument, annotation: object) -> str:
    length = raw.FPDFAnnot_GetFormFieldAlternateName(document.formenv, annotation, None, 0)
    room = ctypes.create_string_buffer(length)
    text = ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFAnnot_GetFormFieldAlternateName(document.formenv, annotation, text, length)
    return room.raw.decode("utf-16-le").rstrip("\x00")


@pytest.mark.parametrize("key", [PLAN, library.ONS4, library.WHAT_MATTERS])
@pytest.mark.parametrize(("name", "size"), [("easy-read", 16), ("standard", 28)])
@pytest.mark.parametrize("fillable", [False, True])
def test_it_is_pdf_ua(key: str, name: str, size: int, *, fillable: bool) -> None:
    made = paper(key, name, size, fillable=fillable, mono=size > 20).make()
    assert faults(made) == []
    assert bool(fields(made)) is fillable


@pytest.mark.parametrize("form", library.forms(), ids=lambda form: form.url.rpartition(":")[2])
def test_each_question_has_the_number_of_its_page_and_a_place_for_its_answer(form: Form) -> None:
    html = paper(form.url, fillable=True).written()[0]
    numbers = [int(found) for found in re.findall(r'<b class="number">(\d+)\.</b>', html)]
    asked = [question for question in form.questions if question.asks and shows(question)]
    assert numbers == [question.number for question in asked]
    boxes = {Kind.BOOLEAN: 2}
    places = sum(
        len(each.options) or (len(each.scale.points) if each.scale else boxes.get(each.kind, 1)) for each in asked
    )
    assert html.count("<textarea") + html.count('type="checkbox"') == places + 2, "and name and day"


def test_sensitive_questions_stand_on_no_paper(tmp_path: Path) -> None:
    form = next(form for form in library.forms() if left_out(form))
    hidden = [question for question in form.questions if question.sensitive]
    text = words(paper(form.url).make(), tmp_path)
    assert len(hidden) == left_out(form) > 0
    assert [question.text for question in hidden if question.text in text] == []


def test_the_fields_of_a_screen_say_their_question() -> None:
    found = fields(paper(library.WHAT_MATTERS, fillable=True).make())
    names = [name for _kind, name in found]
    assert "What matters to you? My home" in names
    assert "What matters most to you?" in names
    assert all(names)
    assert {kind for kind, _name in found} == {str(raw.FPDF_FORMFIELD_CHECKBOX), str(raw.FPDF_FORMFIELD_TEXTFIELD)}


def test_a_blank_plan_has_the_numbers_of_the_page_of_a_plan(tmp_path: Path) -> None:
    text = words(paper().make(), tmp_path)
    for goal in range(1, GOALS + 1):
        for step in range(1, STEPS + 1):
            assert f"Goal {goal}, step {step}" in text
    assert "Sign your name here" in text


def test_in_another_language_a_measure_stays_as_its_owner_published_it() -> None:
    plain = paper(library.ONS4)
    html = replace(plain, options=replace(plain.options, speech=spoken(speech("pl"), plain.forms))).written()[0]
    question = next(each for each in plain.forms[0].questions if each.asks)
    assert f'lang="en-GB" dir="ltr">{question.text}' in html
    helpers = [each.helper for each in plain.forms[0].questions if each.helper and shows(each) and each.asks]
    for said in ("Tick 1 box.", *helpers):
        assert f'{drafts("pl")[said]} <span class="ld-alongside" lang="en-GB" dir="ltr">{said}</span>' in html
    matters = paper(library.WHAT_MATTERS)
    html = replace(matters, options=replace(matters.options, speech=spoken(speech("pl"), matters.forms))).written()[0]
    assert drafts("pl")["What are you good at?"] in html
    assert f'{drafts("pl")["What are you good at?"]} <span class="ld-alongside"' not in html, "it is no measure"


def test_equal_papers_are_equal_prints() -> None:
    assert hash(paper(PACK)) == hash(paper(PACK))
    assert paper() != paper(fillable=True)


@pytest.mark.parametrize("name", ["standard", "easy-read"])
def test_the_ten_points_are_one_line_and_a_number_is_nearest_to_its_own_box(name: str) -> None:
    from weasyprint.formatting_structure import boxes

    press = Watched()
    for size in (16, 20, 28):
        html, *sheets = paper(name=name, size=size).written()
        press.pdf(html, *sheets)
        scales = [
            box
            for page in press.document.pages
            for box in page._page_box.descendants()
            if isinstance(box, boxes.BlockBox) and box.element is not None and box.element.get("class") == "ten"
        ]
        assert len(scales) == GOALS * (1 + STEPS)
        for scale in scales:
            assert len(scale.children) == 1, f"{name} {size}: one line"
            points = [one for one in scale.children[0].descendants() if isinstance(one, boxes.InlineBlockBox)]
            squares = [box for box in points if box.element.get("class") == "box"]
            signs = [box for box in scale.descendants() if isinstance(box, boxes.TextBox)]
            numbers = [box for box in signs if box.text.strip(" \u200b")]
            assert [box.text.strip(" \u200b") for box in numbers] == [str(number) for number in range(1, 11)]
            edges = [box.position_x + box.margin_left + box.border_width() for box in squares]
            for place, number in enumerate(numbers[:-1]):
                own = number.position_x - edges[place]
                following = squares[place + 1].position_x - (number.position_x + number.width)
                assert own < following, f"{name} {size}: {number.text}"
    press.close()
