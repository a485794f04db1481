"""The print page of a leaflet or form for a client: preview, paper, file; the plan has a page of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import Response
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.printing.forms import look_form
from linkdesk.printing.given.leaving import Leaving
from linkdesk.printing.given.leaving import be_saved
from linkdesk.printing.given.leaving import go_out
from linkdesk.printing.handing import made
from linkdesk.printing.handing import page_urls
from linkdesk.printing.handing import picture
from linkdesk.printing.items import leaflet_of
from linkdesk.printing.language import language_words
from linkdesk.printing.language import speech_asked
from linkdesk.printing.leaflet import TITLES
from linkdesk.printing.letters import missing_letters
from linkdesk.printing.pages import count_pages
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Format
from linkdesk.printing.short.rules import SHORT
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import NotFound
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.printing.forms import LookForm
    from linkdesk.printing.leaflet import LeafletPaper

blueprint = Blueprint("client_prints", __name__, url_prefix="/clients/<uuid:client_id>/prints/<item>")


@blueprint.get("")
@access(Access.OPEN)
def preview(client_id: UUID, item: str) -> ResponseReturnValue:
    """Show the print as it will be, with the choices and why; it is in the reading log before it is shown."""
    return _page(*_asked(client_id, item))


@blueprint.get("/page/<int:number>.png")
@access(Access.OPEN)
def page(client_id: UUID, item: str, number: int) -> Response:
    """Give one page as a picture."""
    paper, _, client = _asked(client_id, item)
    return picture(paper, client.id, number)


@blueprint.post("/out")
@access(Access.OPEN)
def out(client_id: UUID, item: str) -> ResponseReturnValue:
    """Say that what was looked at goes to the printer; what changed since does not."""
    paper, form, client = _asked(client_id, item)
    return go_out(_leaving(paper, form, client), lambda refused: _page(paper, form, client, refused))


@blueprint.post("/save")
@access(Access.OPEN)
def save(client_id: UUID, item: str) -> ResponseReturnValue:
    """Write the print where the worker chooses; in a browser it is handed over as a download."""
    paper, form, client = _asked(client_id, item)
    return be_saved(_leaving(paper, form, client), lambda refused: _page(paper, form, client, refused))


def _page(paper: LeafletPaper, form: LookForm, client: ClientRecord, refused: str = "") -> str:
    record_reading(session(), current_actor(), "print", client.id)
    text = replace(paper, options=replace(paper.options, format=Format.TEXT)).make().decode()
    pages = 0 if paper.options.format is Format.TEXT else count_pages(made(paper))
    here: dict[str, Any] = {"client_id": client.id, "item": paper.item.value}
    about = here | form.address()
    return render_template(
        "printing/preview.html",
        title=TITLES[paper.item],
        back=_back(client.id, paper.item),
        show_url=url_for("client_prints.preview", **here),
        out_url=url_for("client_prints.out", **about),
        save_url=url_for("client_prints.save", **about),
        page_urls=page_urls("client_prints.page", pages, **about),
        form=form,
        words_url=url_for("prints.words", **here) if paper.item in SHORT else "",
        text=text,
        missing=missing_letters(text),
        why=client.print_reason,
        tongue=paper.options.speech.tongue,
        language_words=language_words(paper, client),
        own=form.address() == look_form(client, request.args.__class__()).address(),
        client=client,
        banner=clients.banner_of(client, current_day()),
        sheets=(*SHEETS, "preview.css"),
        refused=refused,
        **_leaving(paper, form, client).page(),
    )


def _leaving(paper: LeafletPaper, form: LookForm, client: ClientRecord) -> Leaving:
    back = url_for("client_prints.preview", client_id=client.id, item=paper.item.value, **form.address())
    return Leaving(client, None, paper.item.value, paper, back)


def _back(client_id: UUID, item: ClientItem) -> tuple[str, str]:
    """Return the page that offers this print, and its name."""
    if item is ClientItem.CARDS:
        return url_for("sorts.page", client_id=client_id), "Picture sort"
    if item in SHORT:
        return url_for("prints.listed", client_id=client_id), "Prints"
    return url_for("sharing.show", client_id=client_id), "Sharing"


def _asked(client_id: UUID, item: str) -> tuple[LeafletPaper, LookForm, ClientRecord]:
    client = clients.client_record(session(), client_id)
    if item not in set(ClientItem):
        raise NotFound("There is no such print. Nothing was printed. Go back to the client.")
    form = look_form(client, request.args)
    options = form.to_command(speech_asked(form, client))
    return leaflet_of(session(), current_actor(), ClientItem(item), client, options), form, client
