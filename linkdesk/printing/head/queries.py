"""What a service puts at the head of its prints, read from its settings and its logo."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from linkdesk.assessments.shelf import queries as shelf
from linkdesk.organisation.queries import find_organisation
from linkdesk.printing.rules import Drawing
from linkdesk.printing.rules import Look

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


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
    return Look(service.name, ", ".join(service.address_lines), contact, logo_of(session, mono=mono))


def logo_of(session: Session, *, mono: bool = False) -> Drawing | None:
    """Return the logo, None where the service has none.

    Raises:
        RuleBroken: it was changed outside LinkDesk.
    """
    file = shelf.logo(session)
    if file is None:
        return None
    drawing = Drawing(file.media_type, shelf.file_body(session, file.id), file.words)
    return grey(drawing) if mono else drawing


def grey(drawing: Drawing) -> Drawing:
    """Return a picture of dots without its colours; a drawing of lines stays, for the printer greys it evenly."""
    if drawing.media_type not in {"image/png", "image/jpeg"}:
        return drawing
    from PIL import Image

    made = BytesIO()
    with Image.open(BytesIO(drawing.body), formats=("PNG", "JPEG")) as picture:
        if picture.format == "JPEG":
            picture.convert("L").save(made, "JPEG", quality=88)
        else:
            picture.convert("LA").save(made, "PNG")
    return Drawing(drawing.media_type, made.getvalue(), drawing.words)
