"""A drawing is only bounded numbers, and keeps its shape in a box of its own."""

from __future__ import annotations

import json

import pytest

from linkdesk.record.errors import RuleBroken
from linkdesk.web.signature import drawing
from linkdesk.web.signature import read_signature


def _drawn(*points: object) -> str:
    return json.dumps([{"points": list(points), "penColor": "red"}])


def test_a_drawing_is_kept_as_points_alone() -> None:
    sent = _drawn({"x": 1.26, "y": 2, "time": 12345, "pressure": 0.5}, {"x": 3, "y": 4.04})
    assert read_signature(sent) == (((1.3, 2.0), (3.0, 4.0)),)


def test_an_empty_pad_is_an_empty_drawing() -> None:
    assert read_signature("[]") == ()


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{}",
        "nonsense",
        "[1]",
        '[{"points": []}]',
        '[{"points": {}}]',
        '[{"dots": []}]',
        _drawn(1),
        _drawn({"x": 1}),
        _drawn({"x": "1", "y": 2}),
        _drawn({"x": True, "y": 2}),
        _drawn({"x": None, "y": 2}),
        _drawn({"x": 4001, "y": 2}),
        _drawn({"x": float("nan"), "y": 2}),
        _drawn({"x": 1, "y": float("inf")}),
        _drawn(*[{"x": 1, "y": 1}] * 5001),
        json.dumps([{"points": [{"x": 1, "y": 1}]}] * 201),
        "[" * 100_000,
        " " * (512 * 1024 + 1),
        _drawn({"x": 10**400, "y": 2}),
    ],
)
def test_a_drawing_that_is_not_a_bounded_list_of_numbers_is_refused(sent: str) -> None:
    with pytest.raises(RuleBroken, match="could not be read"):
        read_signature(sent)


def test_strokes_become_paths_in_a_box_with_an_edge() -> None:
    found = drawing((((10, 20), (30, 60)), ((50, 40),)))
    assert found.box == "6 16 48 48"
    assert found.paths == ("M10 20L30 60", "M50 40h0.1")
