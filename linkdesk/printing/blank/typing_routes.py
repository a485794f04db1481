"""The page on which a plan that was written by hand is typed in, field by field."""

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
from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.clients.rules import full_name
from linkdesk.clients.sharing.queries import decisions
from linkdesk.clients.sharing.queries import newest_number
from linkdesk.clients.sharing.service import record_decisions
from linkdesk.plans.paper import keep_yes
from linkdesk.plans.queries import PAPER_FORM
from linkdesk.plans.queries import plan_record
from linkdesk.plans.queries import plans_of
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.service import type_in_plan
from linkdesk.printing.blank.forms import PaperPlanForm
from linkdesk.printing.blank.parts import AFTER_GOALS
from linkdesk.printing.blank.parts import BEFORE_GOALS
from linkdesk.printing.blank.parts import GOAL_PARTS
from linkdesk.printing.blank.parts import GOAL_SECTION
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.team.queries import find_worker
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.record.drafts import Draft

CHANGED = (
    "A plan was started or saved after you opened this page, perhaps from this very paper. Nothing was saved now. "
    "Look at that plan; if this is not in it yet, save again."
)
SOMEBODY_ELSE = (
    "What the paper says about sharing was not saved: somebody else signed it. "
    "Type that in under Sharing, where their right is asked."
)
NEWER = (
    "What the paper says about sharing was not saved: a newer answer is on record. "
    "Look at it under Sharing, and ask again if it is not right."
)

blueprint = Blueprint("paper_plan", __name__, url_prefix="/clients/<uuid:client_id>/plan-from-paper")


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
def page(client_id: UUID) -> ResponseReturnValue:
    """Take what stands on a paper plan, and keep it as a draft that can be agreed."""
    client = clients.client_record(session(), client_id)
    stop_if_died(client)
    if request.method == "GET":
        record_reading(session(), current_actor(), "client", client_id)
        draft = load_draft(session(), current_actor(), PAPER_FORM, str(client_id))
        return _page(client, PaperPlanForm.from_draft(draft.fields) if draft else PaperPlanForm(), draft)
    form = PaperPlanForm()
    if not form.validate_on_submit():
        return _page(client, form), HTTPStatus.UNPROCESSABLE_ENTITY
    worker = find_worker(session(), current_actor().worker_id)
    worker_name = worker.name if worker else ""
    called = (client.given_name, client.preferred_name, _name(client))
    try:
        command = form.command_for(client_id, called, worker_name)
        plan_id = type_in_plan(session(), current_actor(), command)
    except Stale:
        form.version.data = None
        form.form_errors.append(CHANGED)
        return _page(client, form), Stale.status
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(client, form), HTTPStatus.UNPROCESSABLE_ENTITY
    said = form.yes()
    if said:
        keep_yes(session(), current_actor(), plan_id, said)
    flash("Saved as a plan that is not agreed yet. Check it against the paper, then agree it.")
    not_kept = _keep_sharing(form, client_id, worker_name)
    if not_kept:
        flash(not_kept)
    return redirect(url_for("plans.show", plan_id=plan_id), HTTPStatus.SEE_OTHER)


def _keep_sharing(form: PaperPlanForm, client_id: UUID, worker_name: str) -> str:
    """Record what the paper says about sharing as decisions; return a sentence where it could not be, else nothing."""
    command = form.sharing_command(client_id, newest_number(session(), client_id), worker_name)
    if command is None:
        return ""
    if form.agreed_for.data:
        return SOMEBODY_ELSE
    later = (each for each in decisions(session(), client_id) if each.asked_on > command.asked_on)
    if any(each.recipient.key in {one.recipient.key for one in command.answers} for each in later):
        return NEWER
    try:
        record_decisions(session(), current_actor(), command)
    except (RuleBroken, Stale) as refusal:
        return f"What the paper says about sharing was not saved. {refusal.sentence}"
    return ""


def _page(client: ClientRecord, form: PaperPlanForm, draft: Draft | None = None) -> str:
    plans = plans_of(session(), client.id)
    drafts = [plan_record(session(), each.id) for each in plans[:1] if each.status is PlanStatus.DRAFT]
    if form.version.data is None:
        form.version.data = drafts[0].version if drafts else 0
    return render_template(
        "printing/paper_plan.html",
        form=form,
        draft=draft,
        draft_name=PAPER_FORM,
        before=BEFORE_GOALS,
        goals=GOAL_PARTS,
        goal_section=GOAL_SECTION,
        after=AFTER_GOALS,
        who=_name(client),
        open_draft=drafts[0] if drafts else None,
        banner=clients.banner_of(client, current_day()),
    )


def _name(client: ClientRecord) -> str:
    return full_name(client.title, client.given_name, client.family_name)
