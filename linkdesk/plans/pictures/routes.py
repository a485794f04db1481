"""The page where other pictures are chosen for a plan before it is printed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.easyread.pictures import picture
from linkdesk.plans import queries
from linkdesk.plans.pictures import service
from linkdesk.plans.pictures.forms import pictures_form
from linkdesk.plans.pictures.rules import check_status
from linkdesk.plans.pictures.rules import is_so_already
from linkdesk.plans.pictures.rules import lines_of
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("plan_pictures", __name__, url_prefix="/plans/<uuid:plan_id>/pictures")

MEANWHILE = "Somebody changed this plan since you opened the page. Nothing of yours was saved. Choose again."


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
def page(plan_id: UUID) -> ResponseReturnValue:
    """Show every sentence with its picture, and keep what is chosen; then the print is shown with it."""
    plan = queries.plan_record(session(), plan_id)
    check_status(plan.status)
    form = pictures_form(plan)
    status = HTTPStatus.OK
    if form.validate_on_submit():
        try:
            service.choose_pictures(session(), current_actor(), form.command_for(plan))
        except Stale:
            if is_so_already(plan, form.command_for(plan).pictures):  # pressed twice
                return _saved(plan_id)
            form.form_errors.append(MEANWHILE)
            form.version.data, status = plan.version, HTTPStatus.CONFLICT
        else:
            return _saved(plan_id)
    record_reading(session(), current_actor(), "plan", plan.client_id)
    shown = render_template(
        "plans/pictures/page.html",
        plan=plan,
        banner=clients.banner(session(), plan.client_id, current_day()),
        form=form,
        lines=lines_of(plan),
        picture=picture,
        back=url_for("plans.show", plan_id=plan_id),
    )
    return shown, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors and status is HTTPStatus.OK else status


def _saved(plan_id: UUID) -> ResponseReturnValue:
    flash("Saved. The words are as they were.")
    return redirect(f"/plans/{plan_id}/print", HTTPStatus.SEE_OTHER)
