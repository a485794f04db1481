"""The page of a handover sheet: as it will be on paper, to the printer, and as a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import Response
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients.queries import banner_of
from linkdesk.clients.queries import client_record
from linkdesk.desk.handover.rules import sheet_lines
from linkdesk.printing.given.leaving import Leaving
from linkdesk.printing.given.leaving import be_saved
from linkdesk.printing.given.leaving import go_out
from linkdesk.printing.handing import made
from linkdesk.printing.handing import page_urls
from linkdesk.printing.handing import picture
from linkdesk.printing.handover import HANDOVER_SHEET
from linkdesk.printing.handover import handover_paper
from linkdesk.printing.pages import count_pages
from linkdesk.printing.sheets.forms import SizeForm
from linkdesk.record.audit import record_reading
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from linkdesk.printing.handover import HandoverPaper

blueprint = Blueprint("handover_sheet", __name__, url_prefix="/clients/<uuid:client_id>/handover-sheet")


@blueprint.get("")
@access(Access.OPEN)
@put_away
def preview(client_id: UUID) -> str:
    """Show the sheet as it will be."""
    return _page(client_id)


def _page(client_id: UUID, refused: str = "") -> str:
    record_reading(session(), current_actor(), "print", client_id)
    paper = _paper(client_id)
    leaving = _leaving(client_id, paper)
    size = paper.options.size
    return render_template(
        "printing/handover.html",
        title="Handover sheet",
        for_what="For workers only: every page says so. Do not give it to the client.",
        limits="",
        back=(url_for("desk.client", client_id=client_id), "Client"),
        out_url=url_for("handover_sheet.out", client_id=client_id, size=size),
        save_url=url_for("handover_sheet.save", client_id=client_id, size=size),
        words_url="",
        form=SizeForm(formdata=None, data={"size": str(size)}),
        page_urls=page_urls("handover_sheet.page", count_pages(made(paper)), client_id=client_id, size=size),
        lines=sheet_lines(paper.sheet),
        passes=False,
        banner=banner_of(leaving.client, current_day()),
        sheets=(*SHEETS, "preview.css"),
        refused=refused,
        **leaving.page(),
    )


@blueprint.get("/page/<int:number>.png")
@access(Access.OPEN)
@put_away
def page(client_id: UUID, number: int) -> Response:
    """Give one page as a picture."""
    return picture(_paper(client_id), client_id, number)


@blueprint.post("/out")
@access(Access.OPEN)
def out(client_id: UUID) -> ResponseReturnValue:
    """Say that the sheet goes to the printer; what changed since it was looked at does not."""
    return go_out(_leaving(client_id, _paper(client_id)), partial(_page, client_id))


@blueprint.post("/save")
@access(Access.OPEN)
def save(client_id: UUID) -> ResponseReturnValue:
    """Write the sheet where the worker chooses; what changed since it was looked at is not written."""
    return be_saved(_leaving(client_id, _paper(client_id)), partial(_page, client_id))


def _paper(client_id: UUID) -> HandoverPaper:
    return handover_paper(session(), current_actor(), client_id, size=request.args.get("size", type=int))


def _leaving(client_id: UUID, paper: HandoverPaper) -> Leaving:
    """Return the sheet on its way out; it is for today, so it does not wait for the office printer."""
    back = url_for("handover_sheet.preview", client_id=client_id, size=paper.options.size)
    client = client_record(session(), client_id)
    return Leaving(client, None, HANDOVER_SHEET, paper, back, can_wait=False)
