"""The pages of merging: find the other record, compare side by side, make one of two, and two again."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.merging import forms
from linkdesk.clients.merging import queries
from linkdesk.clients.merging import service
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from linkdesk.clients.rules import Banner
    from linkdesk.web.forms import BaseForm

    Answer = Response | str | tuple[str, HTTPStatus]

blueprint = Blueprint("merging", __name__, url_prefix="/clients/<uuid:client_id>/merge")


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
def find(client_id: UUID) -> Answer:
    """Show who may be the same person, or who fits what was typed; and the merges that were made."""
    form = forms.FindOtherForm()
    words = form.to_command() if form.validate_on_submit() else ""
    others = queries.others(session(), client_id, words)
    merges = queries.merges_of(session(), client_id)
    return _page("clients/merging/find.html", form, client_id, others=others, words=words, merges=merges)


@blueprint.route("/compare", methods=["GET", "POST"])
@access(Access.OPEN)
def compare(client_id: UUID) -> Answer:
    """Show two records side by side; the worker chooses detail by detail which counts."""
    other_id = _other_id()
    details = queries.details(session(), client_id, other_id)
    if request.method == "GET":
        record_reading(session(), current_actor(), "client", other_id)
    version, other_version = queries.versions(session(), client_id, other_id)
    form = forms.merge_form(details, data={"version": version, "other_version": other_version, "other": str(other_id)})
    if not form.validate_on_submit():
        return _page("clients/merging/compare.html", form, client_id, other=_banner(other_id))
    try:
        service.merge_clients(session(), current_actor(), form.to_merge(client_id, other_id, details))
    except Stale:
        fresh = forms.merge_form(queries.details(session(), client_id, other_id), formdata=None)
        fresh.version.data, fresh.other_version.data = queries.versions(session(), client_id, other_id)
        fresh.other.data = str(other_id)
        fresh.form_errors.append(
            "Somebody saved one of the two meanwhile. Nothing was changed. Look again, then merge."
        )
        return _page("clients/merging/compare.html", fresh, client_id, other=_banner(other_id))
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page("clients/merging/compare.html", form, client_id, other=_banner(other_id))
    flash("The two records are one now. You can take them apart again here.")
    return redirect(url_for("merging.find", client_id=client_id), HTTPStatus.SEE_OTHER)


@blueprint.route("/<uuid:merge_id>/undo", methods=["GET", "POST"])
@access(Access.OPEN)
def undo(client_id: UUID, merge_id: UUID) -> Answer:
    """Ask what must be decided, then take the two records apart again."""
    merge = queries.merge_of(session(), client_id, merge_id)
    added = queries.later(session(), client_id, merge_id)
    form = forms.undo_form(added, _banner(client_id).full_name, merge.gone_name)
    page = {"merge": merge, "added": added}
    if not form.validate_on_submit():
        return _page("clients/merging/undo.html", form, client_id, **page)
    try:
        back = service.undo_merge(session(), current_actor(), form.to_undo(client_id, merge_id, added))
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page("clients/merging/undo.html", form, client_id, **page)
    flash(f"There are two records again. {merge.gone_name} is back.")
    return redirect(url_for("desk.client", client_id=back), HTTPStatus.SEE_OTHER)


def _other_id() -> UUID:
    """Return the id of the other record: an id in the question part of an address, never a name."""
    try:
        return UUID(request.values.get("other", ""))
    except ValueError:
        raise NotFound from None


def _banner(client_id: UUID) -> Banner:
    return clients.banner(session(), client_id, current_day())


def _page(template: str, form: BaseForm, client_id: UUID, **more: Any) -> Answer:
    """Draw a page under the banner of the record that stays; a refused form answers 422."""
    refused = bool(form.errors)
    page = render_template(template, form=form, banner=_banner(client_id), **more)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
