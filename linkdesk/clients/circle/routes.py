"""The pages of the people around a client: the picture with its table, one person, the end."""

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

from linkdesk.clients import queries as clients
from linkdesk.clients.circle import queries
from linkdesk.clients.circle import rules
from linkdesk.clients.circle import service
from linkdesk.clients.circle.forms import EndForm
from linkdesk.clients.circle.forms import PersonForm
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from linkdesk.clients.circle.rules import PersonChange
    from linkdesk.clients.circle.rules import PersonRecord
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("circle", __name__, url_prefix="/clients/<uuid:client_id>/people")


@blueprint.get("")
@access(Access.OPEN)
def overview(client_id: UUID) -> str:
    """Show the circle as a picture and as its table."""
    page = queries.circle_of(session(), client_id)
    return render_template("clients/circle.html", page=page, side=rules.SIDE, banner=_banner(client_id))


@blueprint.route("/new", methods=["GET", "POST"])
@access(Access.OPEN)
def new(client_id: UUID) -> ResponseReturnValue:
    """Put somebody into the circle."""
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.NEW_FORM, str(client_id))
        return _page(client_id, PersonForm.from_draft(draft.fields) if draft else PersonForm(), draft=draft)
    form = PersonForm()
    if not form.validate_on_submit():
        return _page(client_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return _sent(client_id, form, lambda: service.add_person(session(), current_actor(), form.add(client_id)))


@blueprint.route("/<uuid:circle_person_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def change(client_id: UUID, circle_person_id: UUID) -> ResponseReturnValue:
    """Change what is known of somebody; where somebody saved in between, show both texts."""
    person = queries.person_record(session(), client_id, circle_person_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.FORM, str(circle_person_id))
        form = PersonForm.from_draft(draft.fields) if draft else PersonForm.of(person)
        return _page(client_id, form, person, draft)
    form = PersonForm()
    if not form.validate_on_submit():
        return _page(client_id, form, person), HTTPStatus.UNPROCESSABLE_ENTITY
    command = form.change(client_id, circle_person_id)
    try:
        return _sent(client_id, form, lambda: service.change_person(session(), current_actor(), command), person)
    except Stale:
        person = queries.person_record(session(), client_id, circle_person_id)
        form.version.data = person.version  # both texts are on the page now: saving again is a choice
        return _page(client_id, form, person, rows=rules.differences(person, command)), HTTPStatus.CONFLICT


@blueprint.route("/<uuid:circle_person_id>/end", methods=["GET", "POST"])
@access(Access.OPEN)
def end(client_id: UUID, circle_person_id: UUID) -> ResponseReturnValue:
    """Say that somebody is in the person's life no more."""
    person = queries.person_record(session(), client_id, circle_person_id)
    form = EndForm(data={"version": person.version})
    if not form.validate_on_submit():
        status = HTTPStatus.OK if request.method == "GET" else HTTPStatus.UNPROCESSABLE_ENTITY
        banner = _banner(client_id)
        return render_template("clients/circle_end.html", form=form, person=person, banner=banner), status
    service.end_person(session(), current_actor(), form.command(client_id, circle_person_id))
    return _saved(client_id)


def _sent(
    client_id: UUID, form: PersonForm, save: Callable[[], object], person: PersonRecord | None = None
) -> ResponseReturnValue:
    """Save and lead to the circle; a refusal shows the form again with the words still in it."""
    try:
        save()
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(client_id, form, person), HTTPStatus.UNPROCESSABLE_ENTITY
    return _saved(client_id)


def _saved(client_id: UUID) -> ResponseReturnValue:
    flash("Saved.")
    return redirect(url_for("circle.overview", client_id=client_id), HTTPStatus.SEE_OTHER)


def _page(
    client_id: UUID,
    form: PersonForm,
    person: PersonRecord | None = None,
    draft: Draft | None = None,
    rows: tuple[PersonChange, ...] = (),
) -> str:
    kept_as = (service.FORM, person.id) if person else (service.NEW_FORM, client_id)
    given = {"banner": _banner(client_id), "draft": draft, "rows": rows, "kept_as": kept_as}
    return render_template("clients/circle_person.html", form=form, person=person, **given)


def _banner(client_id: UUID) -> object:
    day = current_app.extensions["vault"].clock.now().astimezone().date()
    return clients.banner(session(), client_id, day)
