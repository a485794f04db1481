"""What waits for the office printer: the list, one stack of pages with cover slips, each by itself."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from flask import Blueprint
from flask import Response
from flask import current_app
from flask import flash
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import url_for

from linkdesk.clients.finding.namesakes import told_apart
from linkdesk.clients.queries import client_record
from linkdesk.clients.rules import full_name
from linkdesk.organisation.queries import find_organisation
from linkdesk.printing.given import queries
from linkdesk.printing.given import service
from linkdesk.printing.given.batch import MOST
from linkdesk.printing.given.batch import Stack
from linkdesk.printing.given.batch import Waits
from linkdesk.printing.given.leaving import SEAL
from linkdesk.printing.given.leaving import sent
from linkdesk.printing.given.making import paper_again
from linkdesk.printing.given.rules import PreviewChanged
from linkdesk.printing.given.rules import Seal
from linkdesk.printing.given.rules import check_seal
from linkdesk.printing.given.rules import seal
from linkdesk.printing.handing import RECENT
from linkdesk.printing.handing import made
from linkdesk.printing.handing import page_urls
from linkdesk.printing.pages import count_pages
from linkdesk.printing.pages import page_picture
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.services.queries import service_name
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.errors import wants_json
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SHEETS

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response as AnyResponse

    from linkdesk.printing.given.rules import PrintRecord

blueprint = Blueprint("waiting", __name__, url_prefix="/prints")

CHANGED = "The record changed since it was put here. Look at the new preview, and put it here again."


@blueprint.get("/")
@access(Access.OPEN)
@put_away
def listed() -> str:
    """Show what waits, whose it is, and what changed since."""
    waits = _every()
    ready = sum(one.paper is not None for one in waits)
    given = {"waits": waits, "ready": ready, "most": MOST, "look_url": _look_url, "sheets": (*SHEETS, "preview.css")}
    apart = told_apart(session(), (one.kept.client_id for one in waits))
    return render_template("printing/given/waiting.html", apart=apart, **given)


@blueprint.get("/all")
@blueprint.get("/<uuid:print_id>")
@access(Access.OPEN)
@put_away
def preview(print_id: UUID | None = None) -> ResponseReturnValue:
    """Show the stack as it will be, in the reading log of each person first."""
    stack = _stack(print_id)
    if not stack.waits:
        return redirect(url_for("waiting.listed"), HTTPStatus.SEE_OTHER)
    return _page(stack, print_id)


@blueprint.get("/all/page/<int:number>.png")
@blueprint.get("/<uuid:print_id>/page/<int:number>.png")
@access(Access.OPEN)
@put_away
def page(number: int, print_id: UUID | None = None) -> Response:
    """Give one page of the stack as a picture."""
    stack = _stack(print_id)
    if not stack.waits:
        raise NotFound
    if current_app.extensions[RECENT].get(stack) is None:  # asked for without the preview, which leaves the trace
        _noted(stack)
    return Response(page_picture(made(stack), number), mimetype="image/png")


@blueprint.post("/all/out")
@blueprint.post("/<uuid:print_id>/out")
@access(Access.OPEN)
def out(print_id: UUID | None = None) -> ResponseReturnValue:
    """Say that the stack goes to the printer, if it is the one that was looked at."""
    stack = _stack(print_id)
    try:
        check_seal(sent(SEAL), _seal(stack))
    except PreviewChanged as refused:
        if wants_json() or not stack.waits:
            raise
        return _page(stack, print_id, refused.sentence), refused.status
    _noted(stack)
    service.print_waiting(session(), current_actor(), stack.ids)
    if wants_json():
        return jsonify(printed=True)
    flash("Noted as printed.")
    return redirect(url_for("waiting.listed"), HTTPStatus.SEE_OTHER)


@blueprint.post("/<uuid:print_id>/remove")
@access(Access.OPEN)
def remove(print_id: UUID) -> AnyResponse:
    """Take a print away that waits."""
    service.remove_waiting(session(), current_actor(), print_id)
    flash("Taken away. It is not printed.")
    return redirect(url_for("waiting.listed"), HTTPStatus.SEE_OTHER)


def _page(stack: Stack, print_id: UUID | None, refused: str = "") -> str:
    _noted(stack)
    one: dict[str, Any] = {"print_id": print_id} if print_id else {}
    return render_template(
        "printing/given/stack.html",
        title="Print what waits",
        back=(url_for("waiting.listed"), "What waits"),
        stack=stack,
        apart=told_apart(session(), (one.kept.client_id for one in stack.waits)),
        seal=str(_seal(stack)),
        out_url=url_for("waiting.out", **one),
        page_urls=page_urls("waiting.page", count_pages(made(stack)), **one),
        refused=refused,
        sheets=(*SHEETS, "preview.css"),
    )


def _every(print_id: UUID | None = None) -> tuple[Waits, ...]:
    return tuple(_anew(kept) for kept in queries.waiting(session(), print_id))


def _anew(kept: PrintRecord) -> Waits:
    """Make a print anew from the record of now; one that is not the same any more has no paper."""
    client = client_record(session(), kept.client_id)
    who = full_name(client.title, client.given_name, client.family_name)
    about = service_name(session(), kept.service_id)
    try:
        paper, plan = paper_again(session(), current_actor(), kept, client)
    except (RuleBroken, NotFound) as refused:
        return Waits(kept, who, client.birth_date, None, refused.sentence, about)
    if seal(client, plan, kept.item, paper.options, ()).record != kept.seal:
        return Waits(kept, who, client.birth_date, None, CHANGED, about)
    return Waits(kept, who, client.birth_date, paper, about=about)


def _stack(print_id: UUID | None) -> Stack:
    ready = tuple(one for one in _every(print_id) if one.paper is not None)[:MOST]
    service_of = find_organisation(session(), current_actor().organisation_id)
    return Stack(ready, current_day(), practice=service_of is not None and service_of.practice)


def _seal(stack: Stack) -> Seal:
    """Return the fingerprint of a stack: which prints, and every word of them."""
    papers = [part for one in stack.waits if one.paper is not None for part in one.paper.written()]
    return Seal.of([str(one) for one in stack.ids], papers)


def _noted(stack: Stack) -> None:
    """Leave the trace of a look with each person, once in a stack."""
    for client_id in dict.fromkeys(one.kept.client_id for one in stack.waits):
        record_reading(session(), current_actor(), "print", client_id)


def _look_url(kept: PrintRecord) -> str:
    """Return where a print is looked at anew."""
    if kept.plan_id is not None:
        return url_for("printing.preview", plan_id=kept.plan_id)
    if kept.item == "plain":
        return url_for("plain.preview", client_id=kept.client_id)
    if kept.service_id is not None:
        return url_for("service_sheet.preview", client_id=kept.client_id, service_id=kept.service_id)
    return url_for("client_prints.preview", client_id=kept.client_id, item=kept.item)
