"""The page that goes on with the areas that waited."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import render_template

from linkdesk.assessments import queries as assessments
from linkdesk.assessments import screen
from linkdesk.assessments import service
from linkdesk.assessments.areas import queries
from linkdesk.assessments.begin import begin_talk
from linkdesk.assessments.forms import WaitingForm
from linkdesk.assessments.presence import rules
from linkdesk.clients import queries as clients
from linkdesk.clients.rules import reading_hint
from linkdesk.clients.speaking import screen_words
from linkdesk.web.beside import put_away
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("areas", __name__, url_prefix="/assessments/<uuid:assessment_id>")


@blueprint.route("/waiting", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def ask(assessment_id: UUID) -> ResponseReturnValue:
    """Talk about the areas that waited, in a talk of its own."""
    record = assessments.assessment_record(session(), assessment_id)
    client = clients.client_record(session(), record.client_id)
    form = WaitingForm(must_say=rules.may_need_interpreter(client))
    if form.validate_on_submit():
        return begin_talk(form.command_for(assessment_id), client.id, service.ask_waiting)
    waiting = queries.waiting_in(session(), assessment_id)
    banner = clients.banner_of(client, screen.today())
    given = {"record": record, "waiting": waiting, "banner": banner, "reading_hint": reading_hint(client)}
    given["screen_words"] = screen_words(client, assessments.chosen_language(session(), assessment_id))
    page = render_template("assessments/waiting.html", form=form, **given)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
