"""Pages about the most private things: one a topic; all of them put away while someone is beside the worker."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.sensitive import queries
from linkdesk.clients.sensitive import service
from linkdesk.clients.sensitive.forms import AnswerForm
from linkdesk.clients.sensitive.forms import TopicsForm
from linkdesk.clients.sensitive.rules import QUESTIONS
from linkdesk.clients.sensitive.rules import Topic
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.clients.rules import Banner
    from linkdesk.clients.sensitive.rules import AnswerKept
    from linkdesk.clients.sensitive.rules import Question

blueprint = Blueprint("sensitive", __name__)

ADMINISTRATOR = "administrator"
PAGE = "/clients/<uuid:client_id>/sensitive"
LOOKED = "sensitive"
"""The kind under which the reading log keeps that an answer was looked at."""


@blueprint.get(PAGE)
@access(Access.OPEN)
@put_away
def topics(client_id: UUID) -> ResponseReturnValue:
    """Show which topics were asked, never an answer."""
    lines = queries.lines(session(), current_actor().organisation_id, client_id)
    return render_template("clients/sensitive/topics.html", lines=lines, banner=_banner(client_id))


@blueprint.route(f"{PAGE}/<topic>", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def ask(client_id: UUID, topic: str) -> ResponseReturnValue:
    """Ask one question, with why it is asked; looking at an answer is in the log before it is shown."""
    question, kept = _asked(client_id, topic)
    if request.method == "GET":
        record_reading(session(), current_actor(), LOOKED, client_id)
        return _page(AnswerForm.of(question, kept), client_id, kept)
    form = AnswerForm(question)
    if not form.validate_on_submit():
        return _page(form, client_id, kept), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        service.keep_answer(session(), current_actor(), form.command(client_id))
    except (RuleBroken, Stale) as refusal:
        return _again(form, client_id, question.topic, refusal)
    flash("Saved.")
    return redirect(url_for("sensitive.topics", client_id=client_id), HTTPStatus.SEE_OTHER)


@blueprint.post(f"{PAGE}/<topic>/remove")
@access(Access.OPEN)
def remove(client_id: UUID, topic: str) -> ResponseReturnValue:
    """Take an answer away."""
    question, kept = _asked(client_id, topic)
    form = AnswerForm(question)
    try:
        version = form.version.data or 0
        service.remove_answer(session(), current_actor(), client_id, question.topic, version)
    except Stale as refusal:
        return _again(AnswerForm.of(question, kept), client_id, question.topic, refusal)
    flash("The answer is gone.")
    return redirect(url_for("sensitive.topics", client_id=client_id), HTTPStatus.SEE_OTHER)


@blueprint.route("/settings/sensitive", methods=["GET", "POST"])
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def setting() -> ResponseReturnValue:
    """Choose what the service asks at all."""
    asked, version = queries.setting(session(), current_actor().organisation_id)
    if request.method == "GET":
        form = TopicsForm(data={"asked": [topic.value for topic in asked], "version": version})
        return render_template("clients/sensitive/setting.html", form=form)
    form = TopicsForm()
    if not form.validate_on_submit():
        return render_template("clients/sensitive/setting.html", form=form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        service.choose_topics(session(), current_actor(), form.topics(), form.version.data or 0)
    except Stale as refusal:
        form.version.data = queries.setting(session(), current_actor().organisation_id)[1]
        form.form_errors.append(refusal.sentence)
        return render_template("clients/sensitive/setting.html", form=form), refusal.status
    flash("Saved.")
    return redirect(url_for("organisation.settings"), HTTPStatus.SEE_OTHER)


def _asked(client_id: UUID, topic: str) -> tuple[Question, AnswerKept | None]:
    """Return a question that the service asks or asked, and the answer. Raises NotFound for any other."""
    lines = queries.lines(session(), current_actor().organisation_id, client_id)
    question = next((line.question for line in lines if line.question.topic == topic), None)
    if question is None:
        raise NotFound
    return question, queries.answer(session(), client_id, question.topic)


def _again(form: AnswerForm, client_id: UUID, topic: Topic, refusal: LinkDeskError) -> ResponseReturnValue:
    """Show the words again; after a save in between, what is on record stands beside them."""
    kept = queries.answer(session(), client_id, topic)
    if isinstance(refusal, Stale):
        form.version.data = kept.version if kept else 0
    form.form_errors.append(refusal.sentence)
    return _page(form, client_id, kept, both=isinstance(refusal, Stale)), refusal.status


def _page(form: AnswerForm, client_id: UUID, kept: AnswerKept | None, *, both: bool = False) -> str:
    return render_template(
        "clients/sensitive/ask.html", form=form, kept=kept, banner=_banner(client_id), both=both, questions=QUESTIONS
    )


def _banner(client_id: UUID) -> Banner:
    """Return the banner without title and pronouns: beside the sex of a person they could tell a gender history."""
    kept = replace(clients.client_record(session(), client_id), title="", pronouns="")
    return clients.banner_of(kept, current_app.extensions["vault"].clock.now().astimezone().date())
