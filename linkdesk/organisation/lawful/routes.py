"""The settings page of the lawful basis."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.organisation.lawful import queries
from linkdesk.organisation.lawful import rules
from linkdesk.organisation.lawful import service
from linkdesk.organisation.lawful.forms import LawfulForm
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

blueprint = Blueprint("lawful", __name__, url_prefix="/settings/lawful-basis")

ADMINISTRATOR = "administrator"
"""The word of the team room, which lies beside this one, for who may change what all see."""


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def change() -> ResponseReturnValue:
    """Show and change on what law the service relies for each purpose."""
    kept = queries.lawful(session(), current_actor().organisation_id)
    draft = load_draft(session(), current_actor(), rules.DRAFT, service.NEW) if request.method == "GET" else None
    form = LawfulForm.typed(draft.fields) if draft else LawfulForm.of(kept)
    if form.validate_on_submit():
        try:
            service.change_lawful(session(), current_actor(), form.to_command())
        except RuleBroken as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash("Saved. It stands in the leaflet for clients.")
            return redirect(url_for("organisation.settings"), HTTPStatus.SEE_OTHER)
    page = render_template("organisation/lawful.html", form=form, kept=kept, draft=draft, check_first=rules.CHECK_FIRST)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if form.error_lines() else HTTPStatus.OK


@blueprint.post("/forget")
@access(Access.OPEN, roles=(ADMINISTRATOR,))
def forget() -> Response:
    """Throw away what was typed and not saved."""
    service.forget_draft(session(), current_actor())
    flash("What was typed is gone. The settings are as they were.")
    return redirect(url_for("lawful.change"), HTTPStatus.SEE_OTHER)
