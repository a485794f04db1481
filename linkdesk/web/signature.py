"""A drawn signature: read from the pad, kept as points, shown as paths of an SVG on page and print."""

from __future__ import annotations

import json
from dataclasses import dataclass

from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits

Stroke = tuple[tuple[float, float], ...]
"""One line of a signature: points (x, y) in CSS pixels from the top left of the pad."""

LIMITS = Limits()


def read_signature(text: str) -> tuple[Stroke, ...]:
    """Return the strokes of a drawn signature from what the pad sent, kept to one decimal.

    Only the points are taken; colours, times and pressure are dropped, as they may tell how a hand moves.

    Raises:
        RuleBroken: not a bounded list of strokes made of finite numbers.
    """
    refusal = RuleBroken("That drawing could not be read. Nothing was changed. Clear the pad and draw again.")
    if len(text) > LIMITS.signature_text:
        raise refusal
    try:
        strokes = tuple(_stroke(one) for one in _listed(json.loads(text)))
    except (ValueError, TypeError, KeyError, RecursionError) as wrong:
        raise refusal from wrong
    if len(strokes) > LIMITS.signature_strokes or sum(map(len, strokes)) > LIMITS.signature_points:
        raise refusal
    return strokes


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _stroke(value: object) -> Stroke:
    if not isinstance(value, dict):
        raise TypeError
    points = tuple(_point(one) for one in _listed(value["points"]))
    if not points:
        raise ValueError
    return points


def _point(value: object) -> tuple[float, float]:
    if not isinstance(value, dict):
        raise TypeError
    return _ordinate(value["x"]), _ordinate(value["y"])


def _ordinate(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    if not -LIMITS.signature_pad <= value <= LIMITS.signature_pad:  # false for NaN and infinity too
        raise ValueError
    return round(float(value), 1)


@dataclass(frozen=True)
class Drawing:
    """A drawn signature as an SVG needs it: the box in pixels and one path a stroke."""

    box: str
    paths: tuple[str, ...]


def drawing(strokes: tuple[Stroke, ...], edge: float = 4.0) -> Drawing:
    """Return the strokes as SVG paths inside a box with an `edge` of white; a dot becomes a short line."""
    across = [x for stroke in strokes for x, _ in stroke]
    down = [y for stroke in strokes for _, y in stroke]
    left, top = min(across) - edge, min(down) - edge
    width, height = max(across) - left + edge, max(down) - top + edge
    return Drawing(f"{left:g} {top:g} {width:g} {height:g}", tuple(_path(stroke) for stroke in strokes))


def _path(stroke: Stroke) -> str:
    first, *rest = (f"{x:g} {y:g}" for x, y in stroke)
    return f"M{first}" + ("".join(f"L{point}" for point in rest) or "h0.1")
