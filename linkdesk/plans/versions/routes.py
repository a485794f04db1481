"""Pages of versions: how a plan differs from another version, and what comes along into the next one."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.plans import queries
from linkdesk.plans import service
from linkdesk.plans.progress.rules import RESULT_WORDS
from linkdesk.plans.progress.rules import STATUS_WORDS
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.versions.forms import next_form
from linkdesk.plans.versions.rules import KIND_WORDS
from linkdesk.plans.versions.rules import changes
from linkdesk.record.audit import record_reading
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from linkdesk.plans.rules import PlanRecord

blueprint = Blueprint("versions", __name__, url_prefix="/plans/<uuid:plan_id>")


@blueprint.get("/versions")
@access(Access.OPEN)
def compare(plan_id: UUID) -> str:
    """Show every version, and how this one differs from the one before or the one that `than` names."""
    plan = queries.plan_record(session(), plan_id)
    rows = queries.plans_of(session(), plan.client_id)
    others = [row for row in rows if row.id != plan.id]
    before = [row for row in others if row.number < plan.number]
    wanted = [row for row in others if row.number == request.args.get("than", type=int)]
    chosen = next(iter((*wanted, *before, *reversed(others))), None)
    other = queries.plan_record(session(), chosen.id) if chosen else None
    older, newer = sorted((plan, other), key=lambda each: each.number) if other else (plan, plan)
    found = {"rows": rows, "others": others, "other": other, "older": older, "newer": newer}
    return _page("plans/versions/compare.html", plan, **found, changes=changes(older, newer), kind_words=KIND_WORDS)


@blueprint.route("/next", methods=["GET", "POST"])
@access(Access.OPEN)
def following(plan_id: UUID) -> ResponseReturnValue:
    """Ask what comes along into the next version, then start it; a draft that is there is gone on with."""
    plan = queries.plan_record(session(), plan_id)
    newest = queries.plans_of(session(), plan.client_id)[0]
    if newest.id != plan.id or plan.status is PlanStatus.DRAFT:
        return redirect(url_for("plans.show", plan_id=newest.id), HTTPStatus.SEE_OTHER)
    form = next_form(plan)
    if form.validate_on_submit():
        start = StartPlan(plan.client_id, choice=form.choice(), why=form.why())
        plan_id = service.start_plan(session(), current_actor(), start)
        return redirect(url_for("plans.show", plan_id=plan_id), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return _page(
        "plans/versions/next.html", plan, form=form, status_words=STATUS_WORDS, result_words=RESULT_WORDS
    ), status


def _page(page: str, plan: PlanRecord, **words: object) -> str:
    record_reading(session(), current_actor(), "plan", plan.client_id)
    banner = clients.banner(session(), plan.client_id, current_day())
    return render_template(page, plan=plan, banner=banner, **words)
