"""The pages of saved views; choosing one is a link above the caseload."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.desk.views import queries
from linkdesk.desk.views import rules
from linkdesk.desk.views import service
from linkdesk.desk.views.forms import KeepViewForm
from linkdesk.desk.views.forms import ViewForm
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.team.queries import workers
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from linkdesk.desk.views.rules import ViewRecord

blueprint = Blueprint("views", __name__, url_prefix="/clients/views")


@blueprint.get("")
@access(Access.OPEN)
def overview() -> str:
    """Show the views of this worker and of the team."""
    return render_template("desk/views/overview.html", views=queries.views_of(session(), current_actor()))


@blueprint.route("/new", methods=["GET", "POST"])
@access(Access.OPEN)
def keep() -> ResponseReturnValue:
    """Keep what the caseload shows under a name."""
    form = KeepViewForm()
    if request.method == "GET":
        form = KeepViewForm(data=rules.showing(request.args).fields)
        return _keep_page(form)
    if not form.validate_on_submit():
        return _keep_page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        view_id = service.keep_view(session(), current_actor(), form.to_command())
    except RuleBroken as refusal:
        form.refuse("name", refusal.sentence)
        return _keep_page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("The view is kept. It stands above the caseload.")
    return redirect(url_for("desk.caseload", view=view_id), HTTPStatus.SEE_OTHER)


@blueprint.route("/<uuid:view_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def change(view_id: UUID) -> ResponseReturnValue:
    """Rename a view, or share it or no longer; where somebody saved in between, show what is kept now."""
    view = queries.view_of(session(), current_actor(), view_id)
    if request.method == "GET":
        return _change_page(ViewForm.of(view), view)
    form = ViewForm()
    if not form.validate_on_submit():
        return _change_page(form, view), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        service.change_view(session(), current_actor(), form.change(view_id))
    except Stale:
        form.version.data = view.version  # what is kept now is on the page: saving again is a choice
        form.refuse(
            "name", f"Somebody saved this view meanwhile: it is called “{view.name}” now. Save again or leave it."
        )
        return _change_page(form, view), HTTPStatus.CONFLICT
    except RuleBroken as refusal:
        form.refuse("name", refusal.sentence)
        return _change_page(form, view), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("Saved.")
    return _to_overview()


@blueprint.post("/<uuid:view_id>/remove")
@access(Access.OPEN)
def remove(view_id: UUID) -> Response:
    """Take a view away."""
    service.remove_view(session(), current_actor(), view_id)
    flash("The view is taken away. The people in it are as they were.")
    return _to_overview()


@blueprint.post("/<uuid:view_id>/first")
@access(Access.OPEN)
def open_first(view_id: UUID) -> Response:
    """Let the caseload open with a view."""
    service.open_with(session(), current_actor(), view_id)
    flash("Your caseload opens with this view now.")
    return _to_overview()


@blueprint.post("/none-first")
@access(Access.OPEN)
def open_usual() -> Response:
    """Let the caseload open as usual again."""
    service.open_with(session(), current_actor(), None)
    flash("Your caseload opens with your own people now.")
    return _to_overview()


def _to_overview() -> Response:
    return redirect(url_for("views.overview"), HTTPStatus.SEE_OTHER)


def _keep_page(form: KeepViewForm) -> str:
    names = {worker.id: worker.name for worker in workers(session())}
    shown = form.showing()
    return render_template("desk/views/keep.html", form=form, words=rules.words(shown, names), shown=shown)


def _change_page(form: ViewForm, view: ViewRecord) -> str:
    return render_template("desk/views/change.html", form=form, view=view)
