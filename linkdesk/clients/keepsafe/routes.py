"""The page of the keep-safe line; put away while someone is beside the worker."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request

from linkdesk.clients import queries
from linkdesk.clients.compare import NOTHING
from linkdesk.clients.compare import Difference
from linkdesk.clients.keepsafe import service
from linkdesk.clients.keepsafe.forms import KeepSafeForm
from linkdesk.clients.keepsafe.service import FORM
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import Stale
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("keepsafe", __name__, url_prefix="/clients/<uuid:client_id>/keep-safe")


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def line(client_id: UUID) -> ResponseReturnValue:
    """Set how this person is reached safely; where somebody saved in between, show both texts."""
    kept = queries.client_record(session(), client_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), FORM, str(client_id))
        return _page(KeepSafeForm.from_draft(draft.fields) if draft else KeepSafeForm.of(kept), kept, draft)
    form = KeepSafeForm()
    if not form.validate_on_submit():
        return _page(form, kept), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        service.set_keep_safe(session(), current_actor(), form.command(client_id))
    except Stale:
        kept = queries.client_record(session(), client_id)
        form.version.data = kept.version  # both texts are on the page now: saving again is a choice
        both = Difference("Keep-safe line", kept.keep_safe or NOTHING, form.line() or NOTHING)
        return _page(form, kept, rows=(both,)), HTTPStatus.CONFLICT
    flash("Saved.")
    return redirect(f"/clients/{client_id}", HTTPStatus.SEE_OTHER)


def _page(form: KeepSafeForm, kept: ClientRecord, draft: Draft | None = None, rows: tuple[Difference, ...] = ()) -> str:
    day = current_app.extensions["vault"].clock.now().astimezone().date()
    banner = queries.banner_of(kept, day)
    return render_template("clients/keep_safe.html", form=form, banner=banner, draft=draft, rows=rows)
