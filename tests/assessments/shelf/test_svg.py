"""Drawings of others: what harms is left out or refused, what draws is kept."""

from __future__ import annotations

import re
import time

import pytest
from defusedxml.ElementTree import fromstring

from linkdesk.assessments.shelf.svg import ELEMENTS
from linkdesk.assessments.shelf.svg import SVG
from linkdesk.assessments.shelf.svg import drawing_of
from linkdesk.assessments.shelf.svg import safe_svg
from linkdesk.easyread.pictures import all_pictures
from linkdesk.record.errors import FileRefused
from linkdesk.settings import Shelf
from tests.assessments.shelf import made

LIMITS = Shelf()
HARM = re.compile(
    rb"(?i)script|on[a-z]+=|https?://(?!www\.w3\.org/2000/svg)|data:|file:|@|\\|<!|<\?|foreign|iframe|alert"
)


@pytest.mark.parametrize("name", made.HOSTILE_SVG)
def test_harm_is_left_out(name: str) -> None:
    body = safe_svg(made.HOSTILE_SVG[name], LIMITS)
    assert HARM.search(body) is None, body
    names = {part.tag for part in fromstring(body).iter()}
    assert names <= {f"{{{SVG}}}{one}" for one in ELEMENTS}


def test_the_sign_of_harm_is_found_in_each_of_them() -> None:
    """The positive control: what is looked for above stands in the drawings before."""
    quiet = {name for name, body in made.HOSTILE_SVG.items() if not HARM.search(body.replace(b"/1999/xlink", b""))}
    assert quiet <= {"pattern", "set"}


@pytest.mark.parametrize("name", made.REFUSED_SVG)
def test_what_cannot_be_made_safe_is_refused(name: str) -> None:
    begun = time.process_time()
    with pytest.raises(FileRefused) as refusal:
        safe_svg(made.REFUSED_SVG[name], LIMITS)
    assert refusal.value.sentence.endswith(".")
    assert time.process_time() - begun < 2  # the limit for hostile forms; usually some milliseconds


def test_drawings_that_we_use_ourselves_stay_as_they_are() -> None:
    drawings = [found.colour_file for found in all_pictures() if found.colour_file.is_file()]
    assert len(drawings) > 50
    for path in drawings:
        before, after = fromstring(path.read_bytes()), fromstring(safe_svg(path.read_bytes(), LIMITS))
        drawn = [part.tag for part in before.iter() if str(part.tag).startswith(f"{{{SVG}}}")]
        assert [part.tag for part in after.iter()] == drawn, path.name
        assert after.get("viewBox") == before.get("viewBox")


def test_references_inside_the_drawing_stay() -> None:
    body = safe_svg(
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10">'
        b'<defs><linearGradient id="a"><stop offset="1" stop-color="red"/></linearGradient><g id="b"><rect/></g></defs>'
        b'<rect fill="url(#a)" style="stroke:url(\'#a\');behavior:none"/><use xlink:href="#b" x="3"/>'
        b'<text x="1" xml:space="preserve">Hello <tspan>you</tspan> there</text></svg>',
        LIMITS,
    )
    assert b'fill="url(#a)"' in body
    assert b"stroke:url('#a')" in body
    assert b"behavior" not in body
    assert b'<use href="#b" x="3"' in body or b'<use x="3" href="#b"' in body
    assert b"Hello <tspan>you</tspan> there" in body


def test_a_document_type_alone_is_no_harm() -> None:
    """Old programs write one; its address is never asked."""
    doctype = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    assert b"DTD" not in safe_svg(doctype + made.SVG, LIMITS)


def test_another_alphabet_hides_nothing() -> None:
    text = made.HOSTILE_SVG["script"].decode()
    body = safe_svg(('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16"), LIMITS)
    assert HARM.search(body) is None
    assert body.startswith(b"<svg")


def test_a_size_that_is_no_number_goes() -> None:
    body = safe_svg(made.SVG.replace(b"viewBox", b'width="100%" height="99999999px" viewBox'), LIMITS)
    assert b"width" not in body
    assert b"height" not in body


NAMED = {
    "script": "script",
    "onload": "onload",
    "foreign object": "foreignObject",
    "link": "a",
    "image": "image",
    "use of a file": "a link to something outside",
    "style url": "a style that loads something",
    "escaped url": "a style sheet that loads something",
    "split url": "a style sheet that loads something",
    "import": "a style sheet that loads something",
    "iframe": "iframe",
    "filter": "filter",
    "instruction": "xml-stylesheet",
    "base": "base",
}


def test_what_is_cut_out_is_named() -> None:
    found = {name: drawing_of(data, Shelf()).left_out for name, data in made.HOSTILE_SVG.items()}
    assert [name for name, left in found.items() if not left] == []
    assert {name: found[name][0] for name in NAMED} == NAMED


def test_a_clean_drawing_loses_nothing_and_notes_of_drawing_programs_are_no_loss() -> None:
    assert drawing_of(made.SVG, Shelf()).left_out == ()
    program = b'xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:version="1" data-name="x" version="1.1" '
    noted = made.SVG.replace(b"viewBox", program + b"viewBox").replace(b"<circle", b"<metadata/><i:grid/><circle")
    drawing = drawing_of(noted, Shelf())
    assert (drawing.left_out, b"grid" in drawing.body) == ((), False)


def test_a_name_of_any_length_is_told_short() -> None:
    long = made.SVG.replace(b"<circle", b"<" + b"x" * 5000 + b"/><circle")
    assert [len(name) for name in drawing_of(long, Shelf()).left_out] == [60]
