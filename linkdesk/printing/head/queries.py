"""What a service puts at the head of its prints, read from its settings and its logo."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from linkdesk.assessments.packs.queries import in_use
from linkdesk.assessments.shelf import queries as shelf
from linkdesk.assessments.shelf.media import SVG
from linkdesk.organisation.queries import find_organisation
from linkdesk.printing.rules import Drawing
from linkdesk.printing.rules import Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


_kept: dict[str, Any] = {}
_guard = threading.Lock()


def look_of(session: Session, actor: Actor, *, mono: bool) -> Look:
    """Return the head of the prints of a service; an empty one before first start is done.

    Args:
        session: of the open vault.
        actor: who prints.
        mono: the logo in grey, as a printer without colour would make it.

    Raises:
        RuleBroken: the logo was changed outside LinkDesk.
    """
    service = find_organisation(session, actor.organisation_id)
    if service is None:
        return Look()
    contact = tuple(each for each in (service.phone, service.email) if each)
    address, logo = ", ".join(service.address_lines), logo_of(session, mono=mono)
    return Look(service.name, address, contact, logo, pictures_of(session, mono=mono))


def logo_of(session: Session, *, mono: bool = False) -> Drawing | None:
    """Return the logo, None where the service has none.

    Raises:
        RuleBroken: it was changed outside LinkDesk.
    """
    file = shelf.logo(session)
    if file is None:
        return None
    body = shelf.file_body(session, file.id)
    drawing = Drawing(file.media_type, body, file.words, ratio=ratio_of(file.media_type, body))
    return grey(drawing) if mono else drawing


def ratio_of(media_type: str, body: bytes) -> float:
    """Return how many times as wide as high a picture is that was made anew before; 1 where it does not say.

    The size is written on the page: the library stumbles over a drawing without one in a line from right to left.
    """
    if media_type == SVG:
        from defusedxml.ElementTree import fromstring

        root = fromstring(body)
        box = (root.get("viewBox") or "").replace(",", " ").split()
        sizes = box[2:] or [root.get(name, "").removesuffix("px") for name in ("width", "height")]
        try:
            width, height = (float(each) for each in sizes)
        except ValueError:
            return 1.0
    else:
        from PIL import Image

        with Image.open(BytesIO(body), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
    return width / height if width > 0 and height > 0 else 1.0


def pictures_of(session: Session, *, mono: bool = False) -> Mapping[str, Drawing]:
    """Return the pictures of the packs in use by idea; those of the last print are not read again, until the lock.

    Raises:
        RuleBroken: one was changed outside LinkDesk.
    """
    used = in_use(session)
    if not used:
        return {}
    key = (mono, tuple(sorted((idea, one.file_id) for idea, one in used.items())))
    with _guard:
        if _kept.get("key") == key:
            return cast("Mapping[str, Drawing]", _kept["pictures"])
    found = {
        idea: Drawing(one.media_type, shelf.file_body(session, one.file_id), one.words, one.credit)
        for idea, one in used.items()
    }
    if mono:
        found = {idea: grey(one) for idea, one in found.items()}
    with _guard:
        _kept.update(key=key, pictures=found)
    return found


def forget_pictures() -> None:
    """Forget the pictures of packs: the lock has fallen."""
    with _guard:
        _kept.clear()


_PAINT = re.compile(
    r"\b(?P<what>fill|stroke|stop-color|flood-color|lighting-color|color)(?P<is>\s*[:=]\s*[\"']?\s*)"
    r"(?P<colour>#[0-9a-fA-F]{3,8}|rgba?\([^)\"']*\)|[a-zA-Z]+)"
)
"""A colour as an attribute or in a style of a drawing."""


def grey(drawing: Drawing) -> Drawing:
    """Return a picture without its colours, each as dark as before (ITU-R BT.601)."""
    if drawing.media_type == SVG:
        return replace(drawing, body=_PAINT.sub(_in_grey, drawing.body.decode()).encode())
    from PIL import Image

    made = BytesIO()
    with Image.open(BytesIO(drawing.body), formats=("PNG", "JPEG")) as picture:
        if picture.format == "JPEG":
            picture.convert("L").save(made, "JPEG", quality=88)
        else:
            picture.convert("LA").save(made, "PNG")
    return replace(drawing, body=made.getvalue())


def _in_grey(paint: re.Match[str]) -> str:
    """Return one colour as a grey; what is none (none, url, currentColor) stays as it is."""
    from PIL import ImageColor

    try:
        red, green, blue, *clear = ImageColor.getrgb(paint["colour"])
    except ValueError:
        return paint[0]
    tone = round(0.299 * red + 0.587 * green + 0.114 * blue)
    end = "".join(f"{each:02x}" for each in clear)
    return f"{paint['what']}{paint['is']}#{tone:02x}{tone:02x}{tone:02x}{end}"
