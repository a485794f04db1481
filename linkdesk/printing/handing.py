"""What every print page does: keep a print for its preview, show a page of it, hand the file over."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol

from flask import Response
from flask import current_app
from flask import url_for

from linkdesk.record.audit import record_reading
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.handing import hand_file
from linkdesk.web.handing import nothing

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from werkzeug.wrappers import Response as AnyResponse

    from linkdesk.printing.pages import Recent

RECENT = "linkdesk_recent_prints"
SAVED = "Saved. The file is not encrypted: delete it when it is no longer needed."
PDF = "application/pdf"
KINDS = {".txt": "text/plain; charset=utf-8", ".wav": "audio/wav"}
"""What a file is, by the end of its name; anything else is a PDF."""


class Printable(Protocol):
    """All that one print is made from; equal ones are equal prints."""

    @property
    def name(self) -> str:
        """A file name that says nothing about the person."""

    def make(self) -> bytes:
        """Make the print."""

    def __hash__(self) -> int:
        """Equal prints are kept once."""


def made(paper: Printable) -> bytes:
    """Return a print; one that was made a moment ago is not made again."""
    recent: Recent = current_app.extensions[RECENT]
    recent.show(paper)
    return recent.make(paper, paper.make)


def page_urls(endpoint: str, pages: int, **address: Any) -> tuple[str, ...]:
    """Return the addresses of the page pictures of a print."""
    return tuple(url_for(endpoint, number=number, **address) for number in range(1, pages + 1))


def picture(paper: Printable, client_id: UUID, number: int) -> Response:
    """Return one page as a picture; asked for without the preview, it leaves its own trace."""
    recent: Recent = current_app.extensions[RECENT]
    if recent.show(paper):
        record_reading(session(), current_actor(), "print", client_id)
    return Response(recent.page(paper, paper.make, number), mimetype="image/png")


def hand_over(content: bytes, name: str, back: str, done: Callable[[], None] = nothing) -> AnyResponse:
    """Write a print where the worker chooses; in a browser it is handed over as a download. `done`: it left."""
    return hand_file(content, name, KINDS.get(name[-4:], PDF), back, SAVED, done)
