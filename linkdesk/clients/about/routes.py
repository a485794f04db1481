"""The page about a person, with autosave."""

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
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.about import queries
from linkdesk.clients.about import rules
from linkdesk.clients.about import service
from linkdesk.clients.about.forms import AboutForm
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import Stale
from linkdesk.team.queries import find_worker
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.clients.about.rules import AboutChange
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("about", __name__, url_prefix="/clients/<uuid:client_id>/about")


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
def page(client_id: UUID) -> ResponseReturnValue:
    """Show and keep what is written about a person; where somebody saved in between, show both texts."""
    about = queries.about_of(session(), client_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.FORM, str(client_id))
        return _page(client_id, AboutForm.from_draft(draft.fields) if draft else AboutForm.of(about), draft)
    form = AboutForm()
    if not form.validate_on_submit():
        return _page(client_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    command = form.command(client_id)
    try:
        service.save_about(session(), current_actor(), command)
    except Stale:
        about = queries.about_of(session(), client_id)
        form.version.data = about.version  # both texts are on the page now: saving again is a choice
        return _page(client_id, form, rows=rules.differences(about, command)), HTTPStatus.CONFLICT
    flash("Saved.")
    return redirect(url_for("about.page", client_id=client_id), HTTPStatus.SEE_OTHER)


def _page(client_id: UUID, form: AboutForm, draft: Draft | None = None, rows: tuple[AboutChange, ...] = ()) -> str:
    about = queries.about_of(session(), client_id)
    writer = find_worker(session(), about.writer_id) if about.writer_id else None
    day = current_app.extensions["vault"].clock.now().astimezone().date()
    banner = clients.banner(session(), client_id, day)
    given = {"headings": rules.HEADINGS, "facts": rules.FACTS, "about": about, "writer": writer}
    return render_template("clients/about.html", form=form, banner=banner, draft=draft, rows=rows, **given)
