"""The page that goes on with the areas that waited."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import url_for

from linkdesk.assessments import queries as assessments
from linkdesk.assessments import screen
from linkdesk.assessments import service
from linkdesk.assessments.areas import queries
from linkdesk.assessments.forms import WaitingForm
from linkdesk.assessments.frame import turn_screen
from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence.routes import TURN
from linkdesk.assessments.presence.routes import WRITE
from linkdesk.assessments.rules import Setting
from linkdesk.clients import queries as clients
from linkdesk.clients.rules import reading_hint
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("areas", __name__, url_prefix="/assessments/<uuid:assessment_id>")


@blueprint.route("/waiting", methods=["GET", "POST"])
@access(Access.OPEN)
def ask(assessment_id: UUID) -> ResponseReturnValue:
    """Talk about the areas that waited, in a talk of its own."""
    record = assessments.assessment_record(session(), assessment_id)
    client = clients.client_record(session(), record.client_id)
    form = WaitingForm(must_say=rules.may_need_interpreter(client))
    if form.validate_on_submit():
        command = form.command_for(assessment_id)
        turning = command.setting is Setting.CLIENT
        if turning:
            screen.require_code()
        made = service.ask_waiting(session(), current_actor(), command)
        if command.presence == rules.TO_BE_SAID:
            url = url_for("here.say", assessment_id=made, then=TURN if turning else WRITE)
            return redirect(url, HTTPStatus.SEE_OTHER)
        if turning:
            turn_screen(made, client.id)
        return redirect(url_for("assessments.talk", assessment_id=made), HTTPStatus.SEE_OTHER)
    waiting = queries.waiting_in(session(), assessment_id)
    banner = clients.banner_of(client, screen.today())
    given = {"record": record, "waiting": waiting, "banner": banner, "reading_hint": reading_hint(client)}
    page = render_template("assessments/waiting.html", form=form, **given)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
