"""The page that makes a file."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import send_file
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.rules import full_name
from linkdesk.clients.sharing import queries as sharing
from linkdesk.clients.sharing import rules as sharing_rules
from linkdesk.exchange import rules
from linkdesk.exchange.forms import ExportForm
from linkdesk.exchange.items import reported
from linkdesk.exchange.parcels import write_parcel
from linkdesk.exchange.parcels import zipped
from linkdesk.exchange.service import make_parcel
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.handing import chosen_place
from linkdesk.web.handing import in_window

if TYPE_CHECKING:
    from pathlib import Path

    from werkzeug.wrappers import Response

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.exchange.rules import Parcel

    Answer = Response | tuple[str, int]

blueprint = Blueprint("exchange", __name__, url_prefix="/exchange")

NAME = "linkdesk-export.zip"
"""Never a person's name: file dialogs and download lists remember names."""


@blueprint.route("/", methods=["GET", "POST"])
@access(Access.OPEN)
def make_file() -> Answer:
    """Make a file of one client or all, in the window where the worker chooses, in a browser as a download."""
    form = ExportForm()
    if request.method == "GET":
        form.client_id.data = request.args.get("client", "")
        form.kind.data, form.for_whom.data = request.args.get("kind", ""), request.args.get("for", "")
        form.service.data = request.args.get("service", "")
    client = _client(form)
    if not form.validate_on_submit():
        return _page(form, client, refused=request.method == "POST")
    if form.who.data and not client:
        return _confirm(form)
    where = chosen_place(NAME)
    if where is None and in_window():
        return redirect(url_for("exchange.make_file"), HTTPStatus.SEE_OTHER)
    try:
        parcel = make_parcel(session(), current_actor(), form.chosen_kind(), form.chosen_client(), form.audience())
        return _written(parcel, where)
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(form, client, refused=True)


def _written(parcel: Parcel, where: Path | None) -> Response:
    """Write the export where the worker chose, or hand it over as a download."""
    if where is None:
        return send_file(BytesIO(zipped(parcel)), "application/zip", as_attachment=True, download_name=NAME)
    flash(reported(parcel, write_parcel(parcel, where)).sentence)
    return redirect(url_for("exchange.make_file"), HTTPStatus.SEE_OTHER)


def _confirm(form: ExportForm) -> Answer:
    """Lead to the page about the one client whom the words name, so that the worker sees who it is first."""
    found = clients.caseload(session(), form.who.data, rows=1)
    if found.total == 1:
        chosen = {"kind": form.kind.data, "for": form.for_whom.data, "service": form.service.data or None}
        where = url_for("exchange.make_file", client=found.rows[0].client_id, **chosen)
        return redirect(where, HTTPStatus.SEE_OTHER)
    said = f"{found.total} clients match." if found.total else "Nobody matches."
    form.refuse("who", f"{said} Write the whole name or the NHS number.")
    return _page(form, None, refused=True)


def _client(form: ExportForm) -> ClientRecord | None:
    """Return the client that the page was opened for."""
    client_id = form.chosen_client()
    return clients.client_record(session(), client_id) if client_id else None


def _page(form: ExportForm, client: ClientRecord | None, *, refused: bool) -> tuple[str, int]:
    page = render_template(
        "exchange/make_file.html",
        form=form,
        client=client,
        name=full_name(client.title, client.given_name, client.family_name) if client else "",
        total=clients.caseload(session(), rows=1).total,
        withheld=(*rules.WITHHELD, rules.OURS_SAFETY, rules.OURS),
        standings=sharing.standings(session(), client.id) if client else (),
        sharing=sharing_rules,
        silent=rules.WITHHELD_SAFETY,
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
