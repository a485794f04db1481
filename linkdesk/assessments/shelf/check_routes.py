"""The page on which the translations that a form brings along are checked, beside the words of the form."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.assessments.shelf import checks
from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.assessments.shelf.forms import CheckForm
from linkdesk.assessments.shelf.rules import ROLES
from linkdesk.organisation.languages.queries import tongue_for
from linkdesk.organisation.languages.rules import known
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from uuid import UUID

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("checks", __name__, url_prefix="/settings/forms/<uuid:form_id>/translations")

STALE = "Somebody changed this form meanwhile. Your ticks are still below and not saved. Look again, then save."


@blueprint.route("/<tag>", methods=["GET", "POST"])
@access(Access.OPEN, roles=ROLES)
def check(form_id: UUID, tag: str) -> ResponseReturnValue:
    """Show the sentences of a form beside those in one language, and keep who checked them."""
    language, entry = known(tag), queries.entry(session(), form_id)
    asked = queries.form_on_shelf(session(), form_id)
    every = checks.lines(asked, tag, entry.checks)
    pages = -(-len(every) // checks.PAGE)
    here = request.args.get("page", 1, int)
    if not 1 <= here <= pages:
        raise NotFound
    lines = every[(here - 1) * checks.PAGE : here * checks.PAGE]
    is_post = request.method == "POST"
    form = CheckForm(lines=lines) if is_post else CheckForm.of(lines, entry.version, current_day())
    status = HTTPStatus.OK
    if form.validate_on_submit():
        try:
            service.check_translation(session(), current_actor(), form.command_for(form_id, tag))
        except Stale:
            form.version.data, status = entry.version, HTTPStatus.CONFLICT
            form.form_errors.append(STALE)
        except RuleBroken as refusal:
            form.refuse("checked_on", refusal.sentence)
        else:
            flash("Saved.")
            place = url_for("checks.check", form_id=form_id, tag=tag, page=here) if here < pages else ""
            return redirect(place or url_for("shelf.show", form_id=form_id), HTTPStatus.SEE_OTHER)
    if status is HTTPStatus.OK and (form.errors or form.form_errors):
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    page = render_template(
        "assessments/shelf/check.html",
        entry=entry,
        asked=asked,
        state=checks.state(asked, language, entry.checks),
        form=form,
        lines=lines,
        here=here,
        pages=pages,
        is_on=tongue_for(session(), current_actor().organisation_id, tag) == language,
    )
    return page, status
