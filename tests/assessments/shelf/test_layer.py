"""The pictures a service chose, as a file beside the form."""

from __future__ import annotations

import json
import uuid

import pytest

from linkdesk.assessments.parse import parse
from linkdesk.assessments.shelf.layer import layer_file
from linkdesk.assessments.shelf.layer import read_layer
from linkdesk.assessments.shelf.layer import written
from linkdesk.assessments.shelf.rules import FileKind
from linkdesk.assessments.shelf.rules import Place
from linkdesk.assessments.shelf.rules import ShelfFile
from linkdesk.record.errors import FileRefused
from tests.assessments.shelf import made

FORM = parse(made.raw(made.garden()))
FILE = ShelfFile(uuid.UUID(int=7), FileKind.PICTURE, "media/own-7.svg", "image/svg+xml")
SOUND = ShelfFile(uuid.UUID(int=8), FileKind.SOUND, "media/a.mp3", "audio/mpeg")


def test_what_goes_out_comes_back() -> None:
    chosen = {Place("grows"): "home", Place("grows", "roses"): FILE.key}
    out = layer_file(chosen, [FILE], {FILE.key: FILE.name})
    assert str(FILE.id) not in out.decode()
    assert read_layer(out, FORM, {FILE.name: FILE}) == chosen


def test_lines_that_fit_nothing_are_passed_over() -> None:
    lines = [
        {"link_id": "grows", "option": "", "picture": "no-such-picture"},
        {"link_id": "grows", "option": "tulips", "picture": "home"},
        {"link_id": "nowhere", "picture": "home"},
        {"link_id": "like", "file": "media/not-there.svg"},
        {"link_id": "like", "file": "media/a.mp3"},
        {"link_id": "why", "picture": "home"},
    ]
    found = read_layer(json.dumps({"pictures": lines}).encode(), FORM, {SOUND.name: SOUND})
    assert found == {Place("why"): "home"}


@pytest.mark.parametrize(
    "data", [b"[]", b"{", b'{"pictures": {}}', b'{"pictures": [1]}', b'{"pictures":[{"link_id":1}]}']
)
def test_what_is_built_otherwise_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefused):
        read_layer(data, FORM, {})


def test_the_order_of_a_row_is_fixed() -> None:
    one = written({Place("b"): "home", Place("a", "x"): "home", Place("a"): "money"})
    assert [(line["link_id"], line["option"]) for line in one] == [("a", ""), ("a", "x"), ("b", "")]
