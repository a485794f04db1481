"""Pictures are worked out once: WeasyPrint reads every line of a drawing anew each time it puts it on a page.

That took a third of an easy-read print, and the many small steps of one QR code a quarter of what was left: its dark
runs are drawn as the rectangles that they are. This reaches into private parts of WeasyPrint 70, so that library is
pinned and a test compares each picture with how WeasyPrint draws it by itself.
"""

from __future__ import annotations

import re
from typing import Any
from typing import NamedTuple

OWN = "linkdesk:vendor/pictures/"
"""Only the pictures of LinkDesk itself are kept: they are nobody's data, so no lock need forget them."""

MOST_KEPT = 2000
"""About ten kilobytes each; all pictures, in colour and black, in two sizes fit."""

RUN = r"M(\d+) (\d+)h(\d+)v1h-\3z"
"""A dark run of a QR code as `web.squares` writes it: a rectangle one module high."""

ONE_RUN = re.compile(RUN, re.ASCII)
RUNS = re.compile(f"({RUN.replace('3', '4')})+", re.ASCII)


class Drawn(NamedTuple):
    """A picture in one size, as the commands of a PDF, and the see-through states that they name."""

    commands: bytes
    states: dict[str, dict[str, Any]]


_kept: dict[tuple[str, float, float], Drawn | None] = {}


def install() -> None:
    """Teach WeasyPrint to keep them, once for the process."""
    from weasyprint import svg
    from weasyprint.images import SVGImage

    if SVGImage.draw is not _draw:
        _draw.usual = SVGImage.draw  # type: ignore[attr-defined]
        SVGImage.draw = _draw
        _path.usual = svg.TAGS["path"]  # type: ignore[attr-defined]
        svg.TAGS["path"] = _path


def _path(svg: Any, node: Any, font_size: float) -> None:
    """Stand in for `weasyprint.svg.path.path`: the same shapes, without reading each step of a square."""
    data = node.get("d", "")
    if not RUNS.fullmatch(data):
        _path.usual(svg, node, font_size)  # type: ignore[attr-defined]
        return
    rectangles = "\n".join(f"{left} {top} {width} 1 re" for left, top, width in ONE_RUN.findall(data))
    svg.stream.stream.append(rectangles.encode())


def _draw(self: Any, stream: Any, width: float, height: float, style: Any) -> None:
    """Stand in for `SVGImage.draw`: the same commands."""
    drawn = _of(self, stream, width, height) if (self._base_url or "").startswith(OWN) else None
    if drawn is None:
        _draw.usual(self, stream, width, height, style)  # type: ignore[attr-defined]
        return
    from pydyf import Dictionary

    known = stream._resources["ExtGState"]  # noqa: SLF001 - no public way
    for name, values in drawn.states.items():
        known.setdefault(name, Dictionary(values))
    # Between these two nothing that WeasyPrint remembers of the state of the page can be wrong afterwards.
    stream.push_state()
    stream.stream.append(drawn.commands)
    stream.pop_state()


def _of(image: Any, stream: Any, width: float, height: float) -> Drawn | None:
    key = (image._base_url, width, height)  # noqa: SLF001 - no public way
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = _worked_out(image, stream, width, height)
    return _kept[key]


def _worked_out(image: Any, stream: Any, width: float, height: float) -> Drawn | None:
    """Draw on an empty sheet; None for a drawing that needs more than lines and colours, or that cannot be drawn."""
    from pydyf import Dictionary
    from pydyf import _to_bytes

    kinds = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")
    needs: dict[str, Any] = Dictionary({kind: Dictionary() for kind in kinds} | {"Font": None})
    sheet = stream.clone(resources=needs)
    try:
        image._svg.draw(sheet, width, height, image._base_url, image._context)  # noqa: SLF001 - no public way
    except Exception:  # noqa: BLE001 - WeasyPrint draws it again and says itself what is wrong; the press listens
        return None
    states = {name: dict(state) for name, state in needs.pop("ExtGState").items()}
    if any(needs.values()) or any(set(state) - {"ca", "CA"} for state in states.values()):
        return None
    return Drawn(b"\n".join(map(_to_bytes, sheet.stream)), states)
