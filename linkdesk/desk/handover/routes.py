"""Handing cases over: whose, which, to whom."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.desk.handover import queries
from linkdesk.desk.handover import service
from linkdesk.desk.handover.forms import HandOverForm
from linkdesk.desk.handover.rules import HandOver
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.team.cover.service import may_arrange
from linkdesk.team.people_routes import TAKE_OVER
from linkdesk.team.queries import worker as worker_of
from linkdesk.team.queries import workers
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from flask.blueprints import BlueprintSetupState
    from werkzeug.wrappers import Response

blueprint = Blueprint("handover", __name__, url_prefix="/handover")

READING = "handover"


@blueprint.record_once
def _offer_take_over(state: BlueprintSetupState) -> None:
    """Tell the team's pages how cases go to another worker: the team may not look into the desk."""
    state.app.extensions[TAKE_OVER] = _take_over


def _take_over(from_id: UUID, to_id: UUID) -> int:
    """Hand over every case that whoever does it can see; one kept apart from them waits for who is named."""
    every = tuple(case.client_id for case in queries.cases_of(session(), from_id))
    return service.hand_over(session(), current_actor(), HandOver(from_id, to_id, every)) if every else 0


@blueprint.get("")
@access(Access.OPEN)
def choose() -> Response | str:
    """Show whose cases can be handed over; who may only hand over their own is led there."""
    mine = current_actor().worker_id
    team = [one for one in workers(session()) if may_arrange(session(), current_actor(), one.id)]
    if [one.id for one in team] == [mine]:
        return redirect(url_for("handover.cases", worker_id=mine), HTTPStatus.SEE_OTHER)
    counted = [(one, queries.count_cases(session(), one.id)) for one in team]
    return render_template("desk/handover/choose.html", team=counted)


@blueprint.route("/<uuid:worker_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def cases(worker_id: UUID) -> Response | tuple[str, HTTPStatus]:
    """Choose cases of a worker and give them to another."""
    giver = worker_of(session(), worker_id)
    if not may_arrange(session(), current_actor(), worker_id):
        raise NotAllowed("You hand over your own cases. Nothing was changed. Ask your team lead.")
    own = queries.cases_of(session(), worker_id)
    form = HandOverForm().offer(own, workers(session()), worker_id)
    if form.validate_on_submit():
        command = form.to_command(worker_id)
        try:
            count = service.hand_over(session(), current_actor(), command)
        except (RuleBroken, NotFound) as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(f"{count} {'case is' if count == 1 else 'cases are'} handed over. Print the sheets from each person.")
            return redirect(url_for("handover.cases", worker_id=worker_id), HTTPStatus.SEE_OTHER)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    record_reading(session(), current_actor(), READING, None)
    return render_template("desk/handover/cases.html", form=form, giver=giver, cases=own), status
