"""The page of covers, for everybody: their own, and for leads anybody's."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.record.errors import RuleBroken
from linkdesk.team.cover import queries
from linkdesk.team.cover import service
from linkdesk.team.cover.forms import CoverForm
from linkdesk.team.queries import workers
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from werkzeug.wrappers import Response

blueprint = Blueprint("cover", __name__, url_prefix="/settings/cover")


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
def overview() -> Response | tuple[str, HTTPStatus]:
    """Show who covers for whom, and arrange another."""
    team = workers(session())
    mine = [one for one in team if not one.has_left and service.may_arrange(session(), current_actor(), one.id)]
    form = CoverForm()
    if not form.is_submitted():
        form = CoverForm(data={"away": str(current_actor().worker_id)})
    form.for_team(mine, team)
    if form.validate_on_submit():
        try:
            service.arrange_cover(session(), current_actor(), form.to_command())
        except RuleBroken as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash("The cover is arranged. Their cases come first for the cover too, from the first day to the last.")
            return redirect(url_for("cover.overview"), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    day = current_day()
    ours = {one.id for one in mine}
    return render_template(
        "team/cover/overview.html", form=form, covers=queries.covers(session(), day), today=day, ours=ours
    ), status


@blueprint.post("/<uuid:cover_id>/end")
@access(Access.OPEN)
def end(cover_id: UUID) -> Response:
    """Take a cover away."""
    service.end_cover(session(), current_actor(), cover_id)
    flash("The cover is ended.")
    return redirect(url_for("cover.overview"), HTTPStatus.SEE_OTHER)
