"""Drawings of others (SVG), made anew from an allow-list: shapes and colours, nothing that runs, loads or repeats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import ParseError
from xml.etree.ElementTree import tostring

from linkdesk.assessments.shelf.paint import clean_rules
from linkdesk.assessments.shelf.paint import clean_style
from linkdesk.assessments.shelf.paint import is_plain
from linkdesk.record.errors import FileRefused

if TYPE_CHECKING:
    from linkdesk.settings import Shelf

SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"

ELEMENTS = frozenset(
    {
        "svg", "g", "defs", "symbol", "use", "title", "desc", "style", "path", "rect", "circle", "ellipse", "line",
        "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath",
    }
)  # fmt: skip
"""What a drawing may hold. No script, no foreignObject, no link, no image in an image, no animation, no filter, no
pattern, no mask: the last three let a few bytes keep a computer busy."""

_SHAPE = frozenset(
    {
        "id", "class", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "dx", "dy",
        "width", "height", "points", "transform", "viewBox", "preserveAspectRatio", "offset", "gradientUnits",
        "gradientTransform", "spreadMethod", "clipPathUnits", "rotate", "textLength", "lengthAdjust", "pathLength",
    }
)  # fmt: skip
_NAME = re.compile(r"[A-Za-z_][\w.-]{0,99}")
_LOCAL = re.compile(r"#[A-Za-z_][\w.-]{0,99}")
_LONGEST = 200_000
_NAMED = 60
_PROGRAMS = ("inkscape", "sodipodi", "adobe", "sketch", "rdf", "creativecommons", "purl.org")
"""In the namespaces of what drawing programs note for themselves."""

_SEEN = frozenset(
    {"filter", "mask", "fill", "stroke", "clip-path", "cursor", "marker-start", "marker-mid", "marker-end"}
)
"""Attributes whose loss can be seen, where their value loads something or is none that is painted."""

_OUTSIDE = re.compile(r"@import|@font-face|\\|url\(\s*['\"]?(?!['\"#\s])", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(\*/|\Z)", re.DOTALL)
_NOT_SVG = "is no SVG drawing that can be read."
_TOO_LARGE = "has too many parts."


@dataclass(frozen=True)
class Drawing:
    """A drawing made anew, and the names of what was left out of it."""

    body: bytes
    left_out: tuple[str, ...] = ()


def safe_svg(data: bytes, limits: Shelf) -> bytes:
    """Return a drawing made anew as UTF-8. Raises FileRefused as `drawing_of` does."""
    return drawing_of(data, limits).body


def drawing_of(data: bytes, limits: Shelf) -> Drawing:
    """Return a drawing made anew as UTF-8: what is not on the list is left out, references stay inside the drawing.

    Entities are refused by the parser (defusedxml), so nothing grows while it is read; nothing is ever fetched.

    Raises:
        FileRefused: the second half of a sentence that begins with the file's name.
    """
    if len(data) > limits.svg_bytes:
        raise FileRefused(f"is larger than {limits.svg_bytes // 1024:,} KB.")
    root = _parsed(data)
    if root.tag != f"{{{SVG}}}svg":
        raise FileRefused(_NOT_SVG)
    if sum(1 for _ in root.iter()) > limits.svg_parts:
        raise FileRefused(_TOO_LARGE)
    left: dict[str, None] = dict.fromkeys(["xml-stylesheet"] if b"<?xml-stylesheet" in data else [])
    made = _copied(root, limits.svg_depth, left)
    if made is None or not _has_size(made):
        raise FileRefused("does not say how large it is (viewBox).")
    _check_drawn(made, limits)
    made.set("xmlns", SVG)
    written: bytes = tostring(made, encoding="utf-8", xml_declaration=False)
    return Drawing(written, tuple(name[:_NAMED] for name in left))


def _parsed(data: bytes) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        found: Element = fromstring(data, forbid_entities=True, forbid_external=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise FileRefused(_NOT_SVG) from error
    return found


def _copied(node: Element, deep: int, left: dict[str, None]) -> Element | None:
    """Return a part with the parts in it, without namespaces; None for what is not on the list."""
    name = _local_name(node.tag)
    if name not in ELEMENTS:
        _leave(node.tag, left)
        return None
    if deep == 0:
        raise FileRefused(_TOO_LARGE)
    made = Element(name, _attributes(node, left))
    if name == "style":
        made.text = clean_rules(node.text or "")
        if _loads(node.text or ""):
            left["a style sheet that loads something"] = None
        return made
    made.text = node.text if name in {"text", "tspan", "title", "desc"} else None
    for child in node:
        inner = _copied(child, deep - 1, left)
        if inner is not None:
            inner.tail = child.tail if name in {"text", "tspan"} else None
            made.append(inner)
    return made


def _local_name(tag: object) -> str:
    """Return the name of a part of SVG; comments, processing instructions and parts of other languages have none."""
    return tag.removeprefix(f"{{{SVG}}}") if isinstance(tag, str) and tag.startswith(f"{{{SVG}}}") else ""


def _leave(tag: object, left: dict[str, None]) -> None:
    """Note a part that is left out by its name; what drawing programs write about themselves is nobody's loss."""
    space, _, name = tag.rpartition("}") if isinstance(tag, str) else ("", "", "")
    if name and name != "metadata" and not any(program in space for program in _PROGRAMS):
        left[name] = None


def _attributes(node: Element, left: dict[str, None]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in node.attrib.items():
        if name in {"href", _XLINK_HREF}:
            if _LOCAL.fullmatch(value.strip()):
                found["href"] = value.strip()
        elif name == "style":
            found["style"] = clean_style(value)
        elif name == "id":
            if _NAME.fullmatch(value):
                found["id"] = value
        elif (name in _SHAPE and _is_shape(value)) or is_plain(name, value):
            found[name] = value
        elif name == _SPACE and value == "preserve":
            found["style"] = f"white-space:pre;{found.get('style', '')}"
        if lost := _lost(name, value, found):
            left[lost] = None
    return found


def _lost(name: str, value: str, found: dict[str, str]) -> str:
    """Return what is told of an attribute that was not kept whole; what nobody could see or run is not told."""
    if name in {"href", _XLINK_HREF}:
        return "" if "href" in found else "a link to something outside"
    if name == "style":
        return "a style that loads something" if _loads(value) else ""
    seen = name == _BASE or name.startswith("on") or name in _SEEN
    return name.rpartition("}")[2] if seen and name not in found else ""


def _loads(style: str) -> bool:
    """Say whether a style asks for something from outside, or hides what it asks for."""
    return _OUTSIDE.search(_COMMENT.sub("", style)) is not None


def _is_shape(value: str) -> bool:
    """Say whether a value is numbers and words only: no address, no colon, nothing quoted."""
    return len(value) <= _LONGEST and re.fullmatch(r"[\w\s.,()%+-]*", value) is not None


def _has_size(root: Element) -> bool:
    """Keep the size only as plain numbers; a drawing without any would be drawn at a size nobody chose."""
    for name in ("width", "height"):
        if not re.fullmatch(r"\d{1,4}(\.\d{1,6})?(px)?", root.get(name, "")):
            root.attrib.pop(name, None)
    numbers = re.fullmatch(r"\s*(-?[\d.]{1,20}[\s,]+){2}[\d.]{1,20}[\s,]+[\d.]{1,20}\s*", root.get("viewBox", ""))
    if numbers is None:
        root.attrib.pop("viewBox", None)
    return numbers is not None or {"width", "height"} <= root.attrib.keys()


def _check_drawn(root: Element, limits: Shelf) -> None:
    """Refuse drawings that draw one part again and again: `use` in `use`, clip in clip, or too much of either."""
    sizes = {node.get("id", ""): sum(1 for _ in node.iter()) for node in root.iter() if node.get("id")}
    nested = {node.get("id", "") for node in root.iter() if node.get("id") and _draws_others(node)}
    drawn = 0
    for node in root.iter("use"):
        target = node.get("href", "").removeprefix("#")
        if target in nested:
            raise FileRefused(_TOO_LARGE)
        drawn += sizes.get(target, 0)
    for clip in root.iter("clipPath"):
        if any(_clips(node) for node in clip.iter()):
            raise FileRefused(_TOO_LARGE)
    clipped = sum(1 for node in root.iter() if _clips(node))
    largest = max((sum(1 for _ in clip.iter()) for clip in root.iter("clipPath")), default=0)
    if drawn + clipped * largest > limits.svg_drawn:
        raise FileRefused(_TOO_LARGE)


def _draws_others(node: Element) -> bool:
    return any(True for _ in node.iter("use"))


def _clips(node: Element) -> bool:
    return "clip-path" in node.attrib or "clip-path" in node.get("style", "")
