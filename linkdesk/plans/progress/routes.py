"""Pages of progress: what became of a step, what came of a goal; both lead back to the plan."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.plans import queries
from linkdesk.plans.progress import service
from linkdesk.plans.progress.forms import MarkForm
from linkdesk.plans.progress.forms import OutcomeForm
from linkdesk.plans.progress.rules import RESULT_WORDS
from linkdesk.plans.progress.rules import STATUS_WORDS
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.rules import PlanStatus
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from linkdesk.plans.rules import PlanRecord
    from linkdesk.web.forms import BaseForm

blueprint = Blueprint("progress", __name__, url_prefix="/plans/<uuid:plan_id>")

MEANWHILE = "Somebody wrote about this since you opened the page. It stands above. Save again to add your words."


@blueprint.route("/steps/<uuid:step_id>/went", methods=["GET", "POST"])
@access(Access.OPEN)
def step(plan_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Say what became of a step; one button of the plan says that it is done."""
    plan = queries.plan_record(session(), plan_id)
    found = queries.step_record(plan, step_id)
    if request.method == "GET" and plan.status is not PlanStatus.AGREED:
        return _back(plan)
    form = MarkForm(data={"version": len(found.marks)})
    if not form.validate_on_submit():
        return _page("plans/progress/step.html", plan, form, found), _status(form)
    command = form.command_for(plan.id, step_id)
    try:
        service.mark_step(session(), current_actor(), command)
    except Stale:
        newest = queries.step_record(queries.plan_record(session(), plan_id), step_id)
        return _page("plans/progress/step.html", plan, _meanwhile(form, len(newest.marks)), newest), HTTPStatus.CONFLICT
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page("plans/progress/step.html", plan, form, found), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("Well done. It is marked as done." if command.status is StepStatus.DONE else "Saved.")
    return _back(plan)


@blueprint.route("/goals/<uuid:goal_id>/came", methods=["GET", "POST"])
@access(Access.OPEN)
def goal(plan_id: UUID, goal_id: UUID) -> ResponseReturnValue:
    """Say what came of a goal."""
    plan = queries.plan_record(session(), plan_id)
    found = queries.goal_record(plan, goal_id)
    if request.method == "GET" and plan.status is not PlanStatus.AGREED:
        return _back(plan)
    form = OutcomeForm(data={"version": len(found.outcomes)})
    if not form.validate_on_submit():
        return _page("plans/progress/goal.html", plan, form, found), _status(form)
    try:
        service.note_outcome(session(), current_actor(), form.command_for(plan.id, goal_id))
    except Stale:
        newest = queries.goal_record(queries.plan_record(session(), plan_id), goal_id)
        return _page(
            "plans/progress/goal.html", plan, _meanwhile(form, len(newest.outcomes)), newest
        ), HTTPStatus.CONFLICT
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page("plans/progress/goal.html", plan, form, found), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("Saved.")
    return _back(plan)


def _meanwhile(form: BaseForm, number: int) -> BaseForm:
    """Say that somebody was quicker; what they said is on the page now, so saving again is a choice."""
    form.version.data = number
    form.form_errors.append(MEANWHILE)
    return form


def _page(page: str, plan: PlanRecord, form: BaseForm, found: object) -> str:
    record_reading(session(), current_actor(), "plan", plan.client_id)
    words = {"status_words": STATUS_WORDS, "result_words": RESULT_WORDS}
    banner = clients.banner(session(), plan.client_id, current_day())
    return render_template(page, plan=plan, form=form, found=found, banner=banner, **words)


def _back(plan: PlanRecord) -> ResponseReturnValue:
    return redirect(url_for("plans.show", plan_id=plan.id), HTTPStatus.SEE_OTHER)


def _status(form: BaseForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
