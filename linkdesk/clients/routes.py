"""Adding and changing a client."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries
from linkdesk.clients import service
from linkdesk.clients.compare import differences
from linkdesk.clients.finding import typed
from linkdesk.clients.forms import GROUPS
from linkdesk.clients.forms import ClientForm
from linkdesk.clients.reach.queries import may_be_apart
from linkdesk.clients.reach.rules import ASK
from linkdesk.clients.service import FORM
from linkdesk.clients.service import NEW
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.display import long_date
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import guarded
from linkdesk.web.pages import is_beside

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from linkdesk.clients.rules import ChangeClient
    from linkdesk.clients.rules import ClientRecord
    from linkdesk.clients.rules import Likeness

    Answer = Response | str | tuple[str, int]

blueprint = Blueprint("clients", __name__, url_prefix="/clients")

ALIKE = "Are they on the caseload already?"
HUSHED = "Somebody on the caseload is like this person. Switch off “Someone is beside me” to see who."
CASELOAD = "/clients/"
"""The desk's pages: the caseload, and below it each client by their id."""


@blueprint.route("/new", methods=["GET", "POST"])
@access(Access.OPEN)
def new() -> Answer:
    """Add a client; warn, but never stop, where they may be on the caseload already."""
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), FORM, NEW)
        form = ClientForm.typed(draft.fields) if draft else ClientForm()
        return _page("clients/new.html", form, draft=draft)
    form = ClientForm()
    if not form.passes(current_day()):
        return _page("clients/new.html", form)
    person = form.to_command()
    alike = queries.alike(session(), person)
    ask = ASK if may_be_apart(session(), person.nhs_number, person.family_name, person.birth_date) else ""
    if (alike or ask) and not form.not_the_same.data:
        return _page("clients/new.html", form, alike=alike, ask=ask)
    try:
        client_id = service.add_client(session(), current_actor(), person, unless_alike=not form.not_the_same.data)
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page("clients/new.html", form, alike=queries.alike(session(), person))
    return _to_client(client_id)


@blueprint.route("/<uuid:client_id>/change", methods=["GET", "POST"])
@access(Access.OPEN)
def change(client_id: UUID) -> Answer:
    """Change a client; where somebody saved in between, show both texts."""
    kept = _kept(client_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), FORM, str(client_id))
        form = ClientForm.typed(draft.fields, kept.needs, kept.version) if draft else ClientForm.of(kept)
        record_reading(session(), current_actor(), "client", client_id)
        return _page("clients/change.html", form, kept, draft=draft)
    form = ClientForm(kept=kept.needs)
    if not form.passes(current_day()):
        return _page("clients/change.html", form, kept)
    command = form.to_change(client_id)
    try:
        return _saved(form, command, kept)
    except Stale:
        return _both(form, _kept(client_id))


@blueprint.post("/alike")
@access(Access.OPEN)
def alike() -> Response:
    """Say, while a person is typed, who may be on the caseload already."""
    words = request.get_json()
    person = typed.known(words if isinstance(words, dict) else {})
    likes = queries.alike(session(), person)
    hushed = [{"url": "", "name": "", "words": HUSHED}] if likes and is_beside() else []
    rows = hushed or [_alike_row(like) for like in likes]
    if may_be_apart(session(), person.nhs_number, person.family, person.birth_date):
        rows.append({"url": "", "name": "", "words": ASK})
    return jsonify(words=ALIKE if rows else "", rows=rows)


@blueprint.post("/new/forget", defaults={"client_id": None})
@blueprint.post("/<uuid:client_id>/change/forget")
@access(Access.OPEN)
def forget(client_id: UUID | None) -> Response:
    """Throw away what was typed and not saved."""
    if client_id is not None:
        _kept(client_id)
    service.forget_draft(session(), current_actor(), client_id)
    flash("What was typed is gone. The record is as it was.")
    page = url_for("clients.change", client_id=client_id) if client_id else url_for("clients.new")
    return redirect(page, HTTPStatus.SEE_OTHER)


def _alike_row(like: Likeness) -> dict[str, str]:
    words = f"born {long_date(like.birth_date)}: {like.because}"
    return {"url": f"{CASELOAD}{like.client_id}", "name": like.full_name, "words": words}


def _saved(form: ClientForm, command: ChangeClient, kept: ClientRecord) -> Answer:
    """Save and lead to the client; a refusal shows the form again with the words still in it."""
    try:
        client_id = service.change_client(session(), current_actor(), command)
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page("clients/change.html", form, kept)
    return _to_client(client_id)


def _to_client(client_id: UUID) -> Response:
    flash("Saved.")
    return redirect(f"{CASELOAD}{client_id}", HTTPStatus.SEE_OTHER)


def _both(form: ClientForm, kept: ClientRecord) -> tuple[str, int]:
    """Show what is on record beside what was typed; saving again is then a choice made with open eyes."""
    form.version.data = kept.version
    found = differences(kept, form.to_change(kept.id))
    rows = [replace(row, kept=guarded(row.kept), typed=guarded(row.typed)) if row.guarded else row for row in found]
    return _page("clients/change.html", form, kept, rows=rows, status=HTTPStatus.CONFLICT)


def _page(template: str, form: ClientForm, kept: ClientRecord | None = None, **more: Any) -> tuple[str, int]:
    """Draw the form; a refused one answers 422."""
    refused = request.method == "POST"
    status = more.pop("status", HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK)
    given: dict[str, Any] = {"alike": (), "ask": "", "rows": (), "draft": None} | more
    shown = queries.banner_of(kept, current_day()) if kept else None
    page = render_template(template, form=form, groups=GROUPS, kept=kept, banner=shown, caseload=CASELOAD, **given)
    return page, status


def _kept(client_id: UUID) -> ClientRecord:
    return queries.client_record(session(), client_id)
