"""The page of who is here in a talk."""

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

from linkdesk.assessments import queries
from linkdesk.assessments import screen
from linkdesk.assessments import service as assessments
from linkdesk.assessments.begin import TURN
from linkdesk.assessments.begin import WRITE
from linkdesk.assessments.begin import begin_talk
from linkdesk.assessments.forms import AloneForm
from linkdesk.assessments.frame import cover_before_others
from linkdesk.assessments.frame import turn_screen
from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence import service
from linkdesk.assessments.presence.forms import PresenceForm
from linkdesk.assessments.presence.scope import left_aside
from linkdesk.assessments.questionnaire import shown
from linkdesk.clients import queries as clients
from linkdesk.clients.circle.queries import everybody
from linkdesk.clients.rules import reading_hint
from linkdesk.clients.speaking import screen_words
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("here", __name__, url_prefix="/assessments/<uuid:assessment_id>")


@blueprint.route("/here", methods=["GET", "POST"])
@access(Access.OPEN)
def say(assessment_id: UUID) -> ResponseReturnValue:
    """Say who is here, who interprets and whether the person is seen alone; then go on."""
    record = queries.assessment_record(session(), assessment_id)
    circle = everybody(session(), record.client_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.FORM, str(assessment_id))
        form = (PresenceForm.from_draft(draft.fields) if draft else PresenceForm()).for_circle(circle, screen.today())
        form.fill(record.presence, words_too=draft is None)
        return _page(record, form, draft)
    form = PresenceForm().for_circle(circle, screen.today())
    is_whole = form.validate_on_submit()
    command = form.command_for(assessment_id)
    if form.refuse_all(command, circle, screen.today()) or not is_whole:
        return _page(record, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        service.save_presence(session(), current_actor(), command)
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(record, form), HTTPStatus.UNPROCESSABLE_ENTITY
    except Stale:
        return _saved_between(assessment_id, form), HTTPStatus.CONFLICT
    answer = _go_on(record)
    cover_before_others(assessment_id, quietly=screen.turned_to_client())
    return answer


@blueprint.route("/alone", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def alone(assessment_id: UUID) -> ResponseReturnValue:
    """Ask what a talk set aside, now that the person is alone."""
    record = queries.assessment_record(session(), assessment_id)
    client = clients.client_record(session(), record.client_id)
    form = AloneForm(must_say=rules.may_need_interpreter(client))
    if form.validate_on_submit():
        return begin_talk(form.command_for(assessment_id), client.id, assessments.ask_alone)
    aside = left_aside(session(), assessment_id)
    banner = clients.banner_of(client, screen.today())
    given = {"record": record, "aside": aside, "banner": banner, "reading_hint": reading_hint(client)}
    given["screen_words"] = screen_words(client, queries.chosen_language(session(), assessment_id))
    page = render_template("assessments/alone.html", form=form, **given)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _saved_between(assessment_id: UUID, form: PresenceForm) -> str:
    """Show what is on record now beside what was typed: saving once more is a choice."""
    record = queries.assessment_record(session(), assessment_id)
    kept = record.presence
    form.version.data = kept.version if kept else 0
    form.form_errors.append(
        "Somebody saved this after you opened it. Your words are still below and not saved. Save again to keep yours. "
        f"On record now: {kept.sentence if kept else ''}"
    )
    return _page(record, form)


def _page(record: AssessmentRecord, form: PresenceForm, draft: Draft | None = None) -> str:
    banner = clients.banner(session(), record.client_id, screen.today())
    going_on = request.args.get("then") in (TURN, WRITE)
    given = {"record": record, "banner": banner, "going_on": going_on, "draft": draft}
    return render_template("assessments/here.html", form=form, **given)


def _go_on(record: AssessmentRecord) -> Response:
    then = request.args.get("then")
    client = clients.client_record(session(), record.client_id)
    if record.completed_at is not None or client.is_deceased or then not in (TURN, WRITE):
        flash("Saved.")
        return redirect(url_for("assessments.show", assessment_id=record.id), HTTPStatus.SEE_OTHER)
    found = queries.talk(session(), record.id)
    if not any(question.asks for question in shown(found.form, found.values)):
        flash("Saved. All that this talk asks is for when the person is alone.")
        return redirect(url_for("assessments.show", assessment_id=record.id), HTTPStatus.SEE_OTHER)
    if then == TURN:
        turn_screen(record.id, client.id)
    return redirect(url_for("assessments.talk", assessment_id=record.id), HTTPStatus.SEE_OTHER)
