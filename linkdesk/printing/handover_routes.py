"""The page of a handover sheet: as it will be on paper, and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint
from flask import Response
from flask import render_template
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.desk.handover.queries import handover_sheet
from linkdesk.desk.handover.rules import sheet_lines
from linkdesk.printing.handing import hand_over
from linkdesk.printing.handing import page_urls
from linkdesk.printing.handover import make_sheet
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import page_picture
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from uuid import UUID

    from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("handover_sheet", __name__, url_prefix="/clients/<uuid:client_id>/handover-sheet")


@blueprint.get("")
@access(Access.OPEN)
@put_away
def preview(client_id: UUID) -> str:
    """Show the sheet as it will be."""
    banner = clients.banner(session(), client_id, current_day())
    made, _name = make_sheet(session(), current_actor(), client_id)
    lines = sheet_lines(handover_sheet(session(), client_id, current_day()))
    return render_template(
        "printing/handover.html",
        title="Handover sheet",
        back=(url_for("desk.client", client_id=client_id), "Client"),
        save_url=url_for("handover_sheet.save", client_id=client_id),
        page_urls=page_urls("handover_sheet.page", count_pages(made), client_id=client_id),
        lines=lines,
        banner=banner,
        sheets=(*SHEETS, "preview.css"),
    )


@blueprint.get("/page/<int:number>.png")
@access(Access.OPEN)
@put_away
def page(client_id: UUID, number: int) -> Response:
    """Give one page as a picture."""
    made, _name = make_sheet(session(), current_actor(), client_id)
    return Response(page_picture(made, number), mimetype="image/png")


@blueprint.post("/save")
@access(Access.OPEN)
def save(client_id: UUID) -> AnyResponse:
    """Write the sheet where the worker chooses; in a browser it is handed over as a download."""
    made, name = make_sheet(session(), current_actor(), client_id)
    return hand_over(made, name, url_for("handover_sheet.preview", client_id=client_id))
