"""The page that the worker sees first when the screen comes back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for

from linkdesk.assessments import screen
from linkdesk.assessments.reading import service
from linkdesk.assessments.reading.page import before_they_go
from linkdesk.assessments.reading.rules import NO_SCORE
from linkdesk.clients import queries as clients
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import Stale
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.forms import BaseForm
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("reading", __name__, url_prefix="/assessments/<uuid:assessment_id>/before-they-go")


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


def _page(assessment_id: UUID, form: BaseForm) -> str:
    found = before_they_go(session(), assessment_id)
    record_reading(session(), current_actor(), "assessment", found.record.client_id)
    form.version.data = found.record.reading.version if found.record.reading else None
    banner = clients.banner(session(), found.record.client_id, screen.today())
    return render_template("assessments/before_they_go.html", found=found, form=form, banner=banner, no_score=NO_SCORE)
