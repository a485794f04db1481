"""The picture sorts of one client: lay out the cards, write down a sort made on paper, see those before."""

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
from werkzeug.datastructures import MultiDict

from linkdesk.assessments import screen
from linkdesk.assessments.begin import begin_talk
from linkdesk.assessments.forms import picture_url
from linkdesk.assessments.presence.rules import may_need_interpreter
from linkdesk.assessments.sort import queries
from linkdesk.assessments.sort import service
from linkdesk.assessments.sort.forms import StartForm
from linkdesk.assessments.sort.forms import paper_form
from linkdesk.assessments.sort.routes import SORT_SHEETS
from linkdesk.clients import queries as clients
from linkdesk.clients.rules import reading_hint
from linkdesk.clients.speaking import screen_words
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.assessments.sort.forms import PaperForm
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("sorts", __name__, url_prefix="/clients/<uuid:client_id>/sorts")


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def page(client_id: UUID) -> ResponseReturnValue:
    """Show the sorts there are, and lay out cards for the next one."""
    client = clients.client_record(session(), client_id)
    form = StartForm(must_say=may_need_interpreter(client))
    if form.validate_on_submit():
        try:
            return begin_talk(form.command_for(client_id), client_id, service.start_sort)
        except RuleBroken as refusal:
            form.refuse("cards", refusal.sentence)
    shown = render_template(
        "assessments/sort/start.html",
        form=form,
        sorts=queries.sorts_of(session(), client_id),
        banner=clients.banner_of(client, screen.today()),
        reading_hint=reading_hint(client),
        screen_words=screen_words(client),
        sheets=SORT_SHEETS,
    )
    return shown, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@blueprint.route("/paper", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def paper(client_id: UUID) -> ResponseReturnValue:
    """Write down a sort that was made with cut-out cards."""
    clients.client_record(session(), client_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.PAPER_FORM, str(client_id))
        form = paper_form(MultiDict(draft.fields)) if draft else paper_form(day=screen.today())
        return _paper_page(client_id, form, draft)
    form = paper_form()
    if not form.validate_on_submit():
        return _paper_page(client_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        made = service.record_paper(session(), current_actor(), form.command_for(client_id), screen.today())
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _paper_page(client_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("Saved.")
    return redirect(url_for("sort.show", assessment_id=made), HTTPStatus.SEE_OTHER)


def _paper_page(client_id: UUID, form: PaperForm, draft: Draft | None = None) -> str:
    return render_template(
        "assessments/sort/paper.html",
        form=form,
        draft=draft,
        banner=clients.banner(session(), client_id, screen.today()),
        picture_url=picture_url,
        sheets=SORT_SHEETS,
    )
