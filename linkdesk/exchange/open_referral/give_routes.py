"""The page that gives local services in a file."""

from __future__ import annotations

import io
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import send_file
from flask import url_for

from linkdesk.exchange.open_referral.give_forms import GiveForm
from linkdesk.exchange.open_referral.giving import NEVER
from linkdesk.exchange.open_referral.giving import give
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.services import queries as directory
from linkdesk.services.feeds import queries
from linkdesk.vault.atomic import write_atomic
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.handing import NOT_WRITTEN
from linkdesk.web.handing import chosen_place
from linkdesk.web.handing import in_window

if TYPE_CHECKING:
    from pathlib import Path

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("give", __name__, url_prefix="/give")

NAME = "local-services"
KINDS = {".json": "application/json", ".zip": "application/zip", ".csv": "text/csv"}
PAGE = "open_referral.give.choose"


@blueprint.route("/", methods=["GET", "POST"])
@access(Access.OPEN)
def choose() -> ResponseReturnValue:
    """Give all services, or one, in the form that was chosen."""
    form, only = GiveForm(), _asked()
    if not form.validate_on_submit():
        return _page(form, only, refused=request.method == "POST")
    style, data = form.chosen(), io.BytesIO()
    name = f"{NAME}{style.ending}"
    try:
        told = give(session(), style, data, only=None if only is None else [only])
        where = chosen_place(name)
        if where is not None:
            _write(where, data.getvalue())
    except (RuleBroken, FileRefused) as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(form, only, refused=True)
    if where is None and not in_window():
        data.seek(0)
        return send_file(data, KINDS[style.ending], as_attachment=True, download_name=name)
    if where is not None:
        flash(" ".join(("Saved.", *told.sentences)))
    return redirect(url_for(PAGE, service=only), HTTPStatus.SEE_OTHER)


def _write(where: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    try:
        write_atomic(where, data)
    except LinkDeskError as full:
        raise FileRefused(full.sentence) from full
    except OSError as refused:
        raise FileRefused(NOT_WRITTEN) from refused


def _asked() -> UUID | None:
    """Return the one service that is asked for; a broken id must never turn into all of them."""
    text = request.args.get("service")
    if text is None:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(directory.GONE) from None


def _page(form: GiveForm, only: UUID | None, *, refused: bool) -> ResponseReturnValue:
    """Show the page; one service that is not there is not found, never all of them."""
    one = directory.service_record(session(), only) if only is not None else None
    total = len(queries.service_ids(session()))
    page = render_template("open_referral/give.html", form=form, one=one, never=NEVER, total=total)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
