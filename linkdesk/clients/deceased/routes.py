"""The page on which a death is noted, and taken back if it was an error."""

from __future__ import annotations

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

from linkdesk.clients import queries
from linkdesk.clients.deceased import service
from linkdesk.clients.deceased.forms import DeathForm
from linkdesk.clients.deceased.forms import TakeBackForm
from linkdesk.clients.deceased.service import FORM
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.clients.rules import ClientRecord
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("deceased", __name__, url_prefix="/clients/<uuid:client_id>/deceased")

OVERVIEW = "/clients/"


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
def note(client_id: UUID) -> ResponseReturnValue:
    """Note that the client died; once noted, offer to take it back."""
    kept = queries.client_record(session(), client_id)
    if request.method == "GET":
        if kept.is_deceased:
            return _page(TakeBackForm(data={"version": kept.version}), kept)
        draft = load_draft(session(), current_actor(), FORM, str(client_id))
        form = DeathForm.from_draft(draft.fields) if draft else DeathForm(data={"version": kept.version})
        return _page(form, kept, draft)
    form = DeathForm()
    if not form.validate_on_submit():
        return _page(form, kept), HTTPStatus.UNPROCESSABLE_ENTITY
    return _done(form, kept, "Kept. Nothing is printed for this person or sent to them any more.")


@blueprint.post("/take-back")
@access(Access.OPEN)
def take_back(client_id: UUID) -> ResponseReturnValue:
    """Take a death back that was noted in error."""
    kept = queries.client_record(session(), client_id)
    form = TakeBackForm()
    if not form.validate_on_submit():
        return _page(form, kept), HTTPStatus.UNPROCESSABLE_ENTITY
    return _done(form, kept, "Taken back. Everything goes on as before.")


def _done(form: DeathForm | TakeBackForm, kept: ClientRecord, said: str) -> ResponseReturnValue:
    """Save; a refusal or a page that is stale shows the words again."""
    try:
        if isinstance(form, DeathForm):
            service.note_death(session(), current_actor(), form.command(kept.id))
        else:
            service.take_back_death(session(), current_actor(), form.command(kept.id))
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(form, kept), refusal.status
    except Stale as refusal:
        kept = queries.client_record(session(), kept.id)
        form.version.data = kept.version  # the record stands at the top of the page: saving again is a choice
        form.form_errors.append(refusal.sentence)
        return _page(form, kept), refusal.status
    flash(said)
    return redirect(f"{OVERVIEW}{kept.id}", HTTPStatus.SEE_OTHER)


def _page(form: DeathForm | TakeBackForm, kept: ClientRecord, draft: Draft | None = None) -> str:
    day = current_app.extensions["vault"].clock.now().astimezone().date()
    noting = isinstance(form, DeathForm)
    where = url_for("deceased.note" if noting else "deceased.take_back", client_id=kept.id)
    banner = queries.banner_of(kept, day)
    return render_template(
        "clients/deceased/note.html", form=form, kept=kept, banner=banner, draft=draft, noting=noting, where=where
    )
