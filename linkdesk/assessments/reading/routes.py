"""The page that the worker sees first when the screen comes back."""

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

from linkdesk.assessments import screen
from linkdesk.assessments.paper import rules as paper
from linkdesk.assessments.queries import assessment_record
from linkdesk.assessments.reading import service
from linkdesk.assessments.reading.forms import MeaningForm
from linkdesk.assessments.reading.page import before_they_go
from linkdesk.assessments.reading.rules import NO_SCORE
from linkdesk.assessments.reading.rules import own_words
from linkdesk.clients import queries as clients
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.forms import BaseForm
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.assessments.rules import AnswerRecord
    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("reading", __name__, url_prefix="/assessments/<uuid:assessment_id>/before-they-go")

TALK = "talk"
"""`?then=talk`: the page was opened from the page of the talk, and leads back there."""


@blueprint.get("")
@access(Access.OPEN)
@put_away
def page(assessment_id: UUID) -> ResponseReturnValue:
    """Show what the client wrote while they are still here."""
    return _page(assessment_id, BaseForm())


@blueprint.post("")
@access(Access.OPEN)
def confirm(assessment_id: UUID) -> ResponseReturnValue:
    """Note that the worker has read it."""
    form = BaseForm()
    if not form.validate_on_submit():
        return _page(assessment_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        service.confirm_reading(session(), current_actor(), assessment_id, form.version.data or 0)
    except Stale as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(assessment_id, form), HTTPStatus.CONFLICT
    flash("It is on record that you read this.")
    return redirect(url_for("assessments.show", assessment_id=assessment_id), HTTPStatus.SEE_OTHER)


@blueprint.route("/meaning/<uuid:answer_id>", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def meaning(assessment_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Write down what an answer in own words means in English, and who said so."""
    record, answer = _answer(assessment_id, answer_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.MEANING_FORM, str(answer_id))
        form = MeaningForm.from_draft(draft.fields) if draft else MeaningForm(obj=answer)
        if not draft and not answer.meaning:
            form.meaning_by.data = record.presence.told_by if record.presence else ""
        return _meaning_page(record, answer, form, draft)
    form = MeaningForm()
    if form.validate_on_submit():
        try:
            service.say_meaning(session(), current_actor(), form.command_for(assessment_id, answer_id))
        except RuleBroken as refusal:
            form.refuse("meaning_by", refusal.sentence)
        except Stale as refusal:
            record, answer = _answer(assessment_id, answer_id)
            form.version.data = answer.version  # what counts now is on the page: saving again is a choice
            form.form_errors.append(refusal.sentence)
            return _meaning_page(record, answer, form), HTTPStatus.CONFLICT
        else:
            flash("Saved.")
            return redirect(_after(assessment_id), HTTPStatus.SEE_OTHER)
    return _meaning_page(record, answer, form), HTTPStatus.UNPROCESSABLE_ENTITY


def _answer(assessment_id: UUID, answer_id: UUID) -> tuple[AssessmentRecord, AnswerRecord]:
    record = assessment_record(session(), assessment_id)
    found = next((each for each in own_words(record.answers) if each.id == answer_id), None)
    if found is None:
        raise NotFound
    return record, found


def _after(assessment_id: UUID) -> str:
    """Return the page the words were read on."""
    page = "assessments.show" if request.args.get("then") == TALK else "reading.page"
    return url_for(page, assessment_id=assessment_id)


def _meaning_page(record: AssessmentRecord, answer: AnswerRecord, form: MeaningForm, draft: Draft | None = None) -> str:
    banner = clients.banner(session(), record.client_id, screen.today())
    record_reading(session(), current_actor(), "assessment", record.client_id)
    given = {"record": record, "answer": answer, "back_to": _after(record.id), "draft": draft}
    return render_template("assessments/meaning.html", form=form, banner=banner, **given)


def _page(assessment_id: UUID, form: BaseForm) -> str:
    found = before_they_go(session(), assessment_id)
    record_reading(session(), current_actor(), "assessment", found.record.client_id)
    form.version.data = found.record.reading.version if found.record.reading else None
    banner = clients.banner(session(), found.record.client_id, screen.today())
    given = {"banner": banner, "no_score": NO_SCORE, "on_paper": paper.sentence(found.record)}
    return render_template("assessments/before_they_go.html", found=found, form=form, **given)
