"""The page of a client's needs: what they say about each, and that they were looked at."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request

from linkdesk.clients import queries
from linkdesk.clients.compare import NOTHING
from linkdesk.clients.compare import Difference
from linkdesk.clients.compare import words_of
from linkdesk.clients.requirements import rules
from linkdesk.clients.requirements import service
from linkdesk.clients.requirements.forms import NeedsForm
from linkdesk.clients.requirements.service import FORM
from linkdesk.organisation.queries import organisation
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("needs", __name__, url_prefix="/clients/<uuid:client_id>/needs")

SHOWN = {
    "needs": "Needs",
    "impairments": "Impairments",
    "mobility": "Getting about",
    "other_requirements": "Anything else they need",
}


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
def review(client_id: UUID) -> ResponseReturnValue:
    """Look at the needs with the person; where somebody saved in between, show both texts."""
    kept = queries.client_record(session(), client_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), FORM, str(client_id))
        return _page(NeedsForm.about(kept.needs).from_draft(draft.fields) if draft else NeedsForm.of(kept), kept, draft)
    form = NeedsForm.about(kept.needs)()
    if not form.passes():
        return _page(form, kept), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        service.review_needs(session(), current_actor(), form.command(client_id))
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(form, kept), refusal.status
    except Stale:
        form.version.data = kept.version  # both texts are on the page now: saving again is a choice
        return _page(form, kept, rows=_both(form, kept)), HTTPStatus.CONFLICT
    flash("Saved. The needs were looked at today.")
    return redirect(f"/clients/{client_id}", HTTPStatus.SEE_OTHER)


def _both(form: NeedsForm, kept: ClientRecord) -> tuple[Difference, ...]:
    typed = form.command(kept.id)
    pairs = ((words, getattr(kept, name), getattr(typed, name)) for name, words in SHOWN.items())
    return tuple(
        Difference(words, words_of(old) or NOTHING, words_of(new) or NOTHING) for words, old, new in pairs if old != new
    )


def _page(form: NeedsForm, kept: ClientRecord, draft: Draft | None = None, rows: tuple[Difference, ...] = ()) -> str:
    months = organisation(session(), current_actor().organisation_id).needs_review_months
    return render_template(
        "clients/needs.html",
        form=form,
        kept=kept,
        banner=queries.banner_of(kept, current_day()),
        draft=draft,
        rows=rows,
        due_on=rules.due_on(kept, months),
        is_due=rules.is_due(kept, months, current_day()),
    )
