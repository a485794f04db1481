"""The pages of records kept apart: keep, name, open again, and get in all the same."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.reach import queries
from linkdesk.clients.reach import rules
from linkdesk.clients.reach import service
from linkdesk.clients.reach.forms import ApartForm
from linkdesk.clients.reach.forms import BreakGlassForm
from linkdesk.clients.reach.forms import EndForm
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.team.queries import workers
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from werkzeug.wrappers import Response

    from linkdesk.web.forms import BaseForm

    Answer = Response | str | tuple[str, HTTPStatus]

blueprint = Blueprint("reach", __name__)

READING = "kept apart"
_KEEPERS = tuple(str(role) for role in rules.KEEPERS)


@blueprint.route("/clients/<uuid:client_id>/apart", methods=["GET", "POST"])
@access(Access.OPEN, roles=_KEEPERS)
def keep(client_id: UUID) -> Answer:
    """Keep a record apart; one that is so already leads to who is named."""
    kept = queries.apart_of(session(), client_id)
    if kept is not None:
        return redirect(url_for("reach.change", restriction_id=kept.id), HTTPStatus.SEE_OTHER)
    banner = clients.banner(session(), client_id, current_day())
    form = ApartForm().for_team(workers(session()))
    if not form.is_submitted():
        form = ApartForm(data={"workers": [str(current_actor().worker_id)]}).for_team(workers(session()))
    if not _done(form, lambda: service.keep_apart(session(), current_actor(), form.to_command(client_id))):
        return _page("clients/reach/keep.html", form, banner=banner)
    flash("The record is kept apart. Nobody else finds it now.")
    return redirect(url_for("reach.overview"), HTTPStatus.SEE_OTHER)


@blueprint.get("/settings/apart")
@access(Access.OPEN, roles=_KEEPERS)
def overview() -> Answer:
    """Show every record that is kept apart and who got in; that somebody looked is in the read log first."""
    record_reading(session(), current_actor(), READING, None)
    mine = {entry.id for entry in queries.notices(session(), current_actor().worker_id)}
    return render_template(
        "clients/reach/overview.html", kept=queries.all_apart(session()), entries=queries.entries(session()), mine=mine
    )


@blueprint.route("/settings/apart/<uuid:restriction_id>", methods=["GET", "POST"])
@access(Access.OPEN, roles=_KEEPERS)
def change(restriction_id: UUID) -> Answer:
    """Name other workers; who keeps it so need not be named."""
    kept = queries.apart(session(), restriction_id)
    record_reading(session(), current_actor(), READING, kept.client_id)
    form = (ApartForm() if request.method == "POST" else ApartForm.of(kept)).for_team(workers(session()))
    try:
        saved = _done(form, lambda: service.change_named(session(), current_actor(), form.to_change(restriction_id)))
    except Stale:
        form.version.data = queries.apart(session(), restriction_id).version
        form.form_errors.append("Somebody changed this meanwhile. Your choice is still here: look, then save again.")
        return _page("clients/reach/change.html", form, kept=queries.apart(session(), restriction_id))
    if not saved:
        return _page("clients/reach/change.html", form, kept=kept)
    flash("Saved.")
    return redirect(url_for("reach.overview"), HTTPStatus.SEE_OTHER)


@blueprint.route("/settings/apart/<uuid:restriction_id>/end", methods=["GET", "POST"])
@access(Access.OPEN, roles=_KEEPERS)
def end(restriction_id: UUID) -> Answer:
    """Open a record to everybody again."""
    kept, form = queries.apart(session(), restriction_id), EndForm()
    if not _done(form, lambda: service.end_apart(session(), current_actor(), form.to_command(restriction_id))):
        return _page("clients/reach/end.html", form, kept=kept)
    flash("The record is open to everybody again.")
    return redirect(url_for("reach.overview"), HTTPStatus.SEE_OTHER)


@blueprint.post("/settings/apart/entries/<uuid:glass_id>/seen")
@access(Access.OPEN, roles=_KEEPERS)
def seen(glass_id: UUID) -> Response:
    """Take a notice from Today."""
    service.note_seen(session(), current_actor(), glass_id)
    flash("Noted that you have seen it.")
    return redirect(url_for("reach.overview"), HTTPStatus.SEE_OTHER)


@blueprint.route("/break-glass", methods=["GET", "POST"])
@access(Access.OPEN)
def break_glass() -> Answer:
    """Get into a record that is kept apart, for a while and on record."""
    form = BreakGlassForm()
    found: list[UUID] = []
    if not _done(form, lambda: found.append(service.break_glass(session(), current_actor(), form.to_command()))):
        return _page("clients/reach/break_glass.html", form, minutes=service.REACH.break_glass_minutes)
    flash(f"You are in for {service.REACH.break_glass_minutes} minutes. Your team lead is told.")
    return redirect(url_for("desk.client", client_id=found[0]), HTTPStatus.SEE_OTHER)


def _done(form: BaseForm, verb: Callable[[], object]) -> bool:
    """Do what a right form asks for; say on the same page what refused it."""
    if not form.validate_on_submit():
        return False
    try:
        verb()
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return False
    return True


def _page(template: str, form: BaseForm, **more: Any) -> tuple[str, HTTPStatus]:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render_template(template, form=form, **more), status
