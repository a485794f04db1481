"""The papers of a client; a PDF is shown as pictures of its pages, never as itself."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import Response
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.papers import service
from linkdesk.clients.papers.forms import PaperForm
from linkdesk.record import attachments
from linkdesk.record.attachments import PaperKind
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.vault.pdfium import draw_page
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from werkzeug.wrappers import Response as AnyResponse

    from linkdesk.clients.rules import Banner

    Answer = AnyResponse | str | tuple[str, int]

blueprint = Blueprint("papers", __name__, url_prefix="/clients/<uuid:client_id>/papers")

READING = "paper"


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def listed(client_id: UUID) -> Answer:
    """Show the papers of a client, and take another in."""
    form = PaperForm()
    if not form.validate_on_submit():
        return _list(client_id, form)
    file = form.file.data
    try:
        service.attach(session(), current_actor(), client_id, form.title.data or file.filename, file.read())
    except (FileRefused, RuleBroken) as refusal:
        form.refuse("file", refusal.sentence)
        return _list(client_id, form)
    flash("Kept.")
    return redirect(url_for("papers.listed", client_id=client_id), HTTPStatus.SEE_OTHER)


@blueprint.get("/<uuid:paper_id>")
@access(Access.OPEN)
@put_away
def show(client_id: UUID, paper_id: UUID) -> Answer:
    """Show one paper: a letter as words, a picture or the pages of a PDF as pictures."""
    banner = _banner(client_id)
    paper = attachments.paper_of(session(), client_id, paper_id)
    words = ""
    if paper.kind is PaperKind.TEXT:
        words = attachments.paper_body(session(), client_id, paper_id).decode("utf-8", "replace")
    return render_template("clients/papers/show.html", banner=banner, paper=paper, words=words)


@blueprint.get("/<uuid:paper_id>/<int:number>")
@access(Access.OPEN)
@put_away
def picture(client_id: UUID, paper_id: UUID, number: int) -> Answer:
    """Give a picture, or one page of a PDF as a picture."""
    paper = attachments.paper_of(session(), client_id, paper_id)
    if paper.kind is PaperKind.TEXT or (paper.kind is PaperKind.PICTURE and number != 1):
        raise NotFound
    record_reading(session(), current_actor(), READING, client_id)
    body = attachments.paper_body(session(), client_id, paper_id)
    if paper.kind is PaperKind.PICTURE:
        return Response(body, mimetype="image/jpeg")
    return Response(draw_page(body, number, service.LIMITS), mimetype="image/png")


@blueprint.route("/<uuid:paper_id>/remove", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def remove(client_id: UUID, paper_id: UUID) -> Answer:
    """Ask once, then take a paper away for good."""
    paper = attachments.paper_of(session(), client_id, paper_id)
    if request.method == "GET":
        return render_template("clients/papers/remove.html", banner=_banner(client_id), paper=paper)
    service.remove(session(), current_actor(), client_id, paper_id)
    flash("The paper is gone.")
    return redirect(url_for("papers.listed", client_id=client_id), HTTPStatus.SEE_OTHER)


def _list(client_id: UUID, form: PaperForm) -> tuple[str, int]:
    page = render_template(
        "clients/papers/list.html",
        banner=_banner(client_id),
        form=form,
        papers=attachments.papers_of(session(), client_id),
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK


def _banner(client_id: UUID) -> Banner:
    today = current_app.extensions["vault"].clock.now().astimezone().date()
    return clients.banner(session(), client_id, today)
