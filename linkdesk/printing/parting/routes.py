"""The last page of a meeting, and the reminders it brings to Today."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.desk.routes import AHEAD
from linkdesk.desk.routes import ENDED
from linkdesk.desk.routes import MEETINGS
from linkdesk.episodes.choices import PRIVATE_SOURCES
from linkdesk.episodes.queries import episodes_of
from linkdesk.plans.queries import current_plan
from linkdesk.plans.queries import plans_of
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.diary import routes as diary
from linkdesk.printing.given.queries import copy_of
from linkdesk.printing.given.rules import HOW_WORDS
from linkdesk.printing.given.safe import Safe
from linkdesk.printing.given.safe import advice
from linkdesk.printing.parting import queries
from linkdesk.printing.parting import service
from linkdesk.printing.parting.forms import DoneForm
from linkdesk.printing.parting.forms import PartingForm
from linkdesk.printing.parting.moving import routes as moving
from linkdesk.printing.parting.moving.queries import booked_with
from linkdesk.printing.parting.moving.queries import without_day
from linkdesk.printing.parting.rules import doer
from linkdesk.printing.parting.rules import first_step
from linkdesk.printing.parting.rules import note_of
from linkdesk.printing.parting.rules import open_steps
from linkdesk.printing.parting.rules import promises
from linkdesk.printing.rules import Item
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import own_path

if TYPE_CHECKING:
    from flask.blueprints import BlueprintSetupState
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from linkdesk.plans.rules import PlanRecord
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("parting", __name__, url_prefix="/clients/<uuid:client_id>")
blueprints = (blueprint, moving.blueprint, diary.blueprint)
"""With the diary, in which the meetings stand that were agreed here."""


@blueprint.record_once
def _open_door(state: BlueprintSetupState) -> None:
    """Bring meetings and reminders to Today, which is a floor below and may not ask."""
    state.app.extensions[MEETINGS] = lambda ids, day: queries.next_meetings(session(), ids, day)
    state.app.extensions[ENDED] = lambda client_id: queries.ended(session(), client_id)
    state.app.extensions[AHEAD] = lambda day, team: queries.ahead(session(), current_actor(), day, team=team)


@blueprint.route("/before-you-go", methods=["GET", "POST"])
@access(Access.OPEN)
def page(client_id: UUID) -> ResponseReturnValue:
    """Show what was agreed and keep the end of the meeting: note, reminders, message and copy in one go."""
    clients.client_record(session(), client_id)  # an unknown person is not found, one without a plan is told
    if not plans_of(session(), client_id):
        flash("There is no plan yet. Start one, agree it, then end the meeting.")
        return redirect(url_for("desk.client", client_id=client_id), HTTPStatus.SEE_OTHER)
    plan = current_plan(session(), client_id)
    if plan.status is not PlanStatus.AGREED:
        flash("The plan is not agreed yet. Agree it first, then end the meeting.")
        return redirect(url_for("plans.show", plan_id=plan.id), HTTPStatus.SEE_OTHER)
    if request.method == "GET":
        record_reading(session(), current_actor(), "client", client_id)
        draft = load_draft(session(), current_actor(), service.FORM, str(client_id))
        return _page(plan, PartingForm.from_draft(draft.fields) if draft else _fresh(plan), draft)
    form = PartingForm()
    form.offer(plan)
    if not form.validate_on_submit():
        return _page(plan, form), HTTPStatus.UNPROCESSABLE_ENTITY
    command = form.command_for(plan)
    try:
        service.end_meeting(session(), current_actor(), command)
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(plan, form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("Saved: the note, and what is to be done. It stands on Today.")
    after = url_for("desk.client", client_id=client_id)
    if command.safe is Safe.PLAIN:
        after = url_for("given.other_ways", client_id=client_id, plan=plan.id)
    return redirect(after, HTTPStatus.SEE_OTHER)


@blueprint.get("/meetings")
@access(Access.OPEN)
def listed(client_id: UUID) -> str:
    """Show the meetings that are booked, how the last ones ended and what was promised."""
    client = clients.client_record(session(), client_id)
    record_reading(session(), current_actor(), "client", client_id)
    return render_template(
        "printing/parting/listed.html",
        banner=clients.banner_of(client, current_day()),
        partings=queries.partings_of(session(), client_id),
        booked=booked_with(session(), client_id, current_day()),
        again=without_day(session(), client_id, current_day()),
        alive=not client.is_deceased,
        reminders=queries.reminders_of(session(), client_id),
    )


@blueprint.post("/reminders/<uuid:reminder_id>/done")
@access(Access.OPEN)
def done(client_id: UUID, reminder_id: UUID) -> Response:
    """Say that a promise was kept."""
    return _set(client_id, reminder_id, done=True)


@blueprint.post("/reminders/<uuid:reminder_id>/not-done")
@access(Access.OPEN)
def not_done(client_id: UUID, reminder_id: UUID) -> Response:
    """Say that a promise was not kept yet."""
    return _set(client_id, reminder_id, done=False)


def _set(client_id: UUID, reminder_id: UUID, *, done: bool) -> Response:
    form = DoneForm()
    if not form.validate_on_submit() or form.version.data is None:
        raise RuleBroken
    service.set_done(session(), current_actor(), client_id, reminder_id, form.version.data, done=done)
    flash("Done." if done else "It is to be done again.")
    here = own_path(request.form.get("here") or url_for("parting.listed", client_id=client_id))
    return redirect(here, HTTPStatus.SEE_OTHER)


def _fresh(plan: PlanRecord) -> PartingForm:
    """Return the form with everything that is known already."""
    ahead = plan.review_date is not None and plan.review_date >= current_day()
    form = PartingForm(
        data={
            "words": note_of(plan),
            "promised": [str(number) for number, _ in enumerate(promises(plan))],
            "next_on": plan.review_date if ahead else None,
            "next_place": plan.review_place if ahead else "",
            "tell": _waits_for_word(plan.client_id),
        }
    )
    form.offer(plan)
    return form


def _page(plan: PlanRecord, form: PartingForm, draft: Draft | None = None) -> str:
    form.offer(plan)
    client = clients.client_record(session(), plan.client_id)
    copy = copy_of(session(), plan.id)
    return render_template(
        "printing/parting/page.html",
        plan=plan,
        form=form,
        draft=draft,
        kept_as=(service.FORM, plan.client_id),
        first=first_step(plan),
        steps=tuple(open_steps(plan)),
        doer=partial(doer, worker_name=plan.worker_name, called=client.preferred_name or client.given_name),
        copy=HOW_WORDS[copy.how] if copy else "",
        advice=advice(client, Item.PLAN),
        can_tell=_waits_for_word(plan.client_id),
        banner=clients.banner_of(client, current_day()),
    )


def _waits_for_word(client_id: UUID) -> bool:
    """Say whether a service that referred the person waits to hear of the plan."""
    return any(
        each.closed_on is None and each.source not in PRIVATE_SOURCES for each in episodes_of(session(), client_id)
    )
