"""The pages of risks; all of them are put away while someone is beside the worker."""

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

from linkdesk.clients import queries as clients
from linkdesk.clients.risks import queries
from linkdesk.clients.risks import rules
from linkdesk.clients.risks import service
from linkdesk.clients.risks.forms import EndRiskForm
from linkdesk.clients.risks.forms import RiskForm
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from linkdesk.clients.risks.rules import RiskChange
    from linkdesk.clients.risks.rules import RiskRecord
    from linkdesk.record.drafts import Draft
    from linkdesk.web.forms import BaseForm

blueprint = Blueprint("risks", __name__, url_prefix="/clients/<uuid:client_id>/risks")


@blueprint.get("")
@access(Access.OPEN)
@put_away
def overview(client_id: UUID) -> str:
    """Show the risks that stand and those that ended."""
    page = queries.risks_of(session(), client_id)
    return render_template("clients/risks.html", page=page, banner=_banner(client_id))


@blueprint.post("/none-known")
@access(Access.OPEN)
def none_known(client_id: UUID) -> ResponseReturnValue:
    """Put on record that no risk is known."""
    service.note_none_known(session(), current_actor(), client_id)
    return _saved(client_id)


@blueprint.route("/new", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def new(client_id: UUID) -> ResponseReturnValue:
    """Put a risk on record."""
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.NEW_FORM, str(client_id))
        return _page("new", client_id, RiskForm.from_draft(draft.fields) if draft else RiskForm(), draft=draft)
    form = RiskForm()
    if not form.validate_on_submit():
        return _page("new", client_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return _sent("new", client_id, form, lambda: service.note_risk(session(), current_actor(), form.note(client_id)))


@blueprint.route("/<uuid:risk_id>", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def change(client_id: UUID, risk_id: UUID) -> ResponseReturnValue:
    """Put the words of a risk right; where somebody saved in between, show both texts."""
    risk = queries.risk_record(session(), client_id, risk_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.FORM, str(risk_id))
        return _page(
            "change", client_id, RiskForm.from_draft(draft.fields) if draft else RiskForm.of(risk), risk, draft
        )
    form = RiskForm()
    if not form.validate_on_submit():
        return _page("change", client_id, form, risk), HTTPStatus.UNPROCESSABLE_ENTITY
    command = form.change(client_id, risk_id)
    try:
        return _sent("change", client_id, form, lambda: service.change_risk(session(), current_actor(), command), risk)
    except Stale:
        risk = queries.risk_record(session(), client_id, risk_id)
        form.version.data = risk.version  # both texts are on the page now: saving again is a choice
        rows = rules.differences(risk, command)
        return _page("change", client_id, form, risk, rows=rows), HTTPStatus.CONFLICT


@blueprint.route("/<uuid:risk_id>/end", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def end(client_id: UUID, risk_id: UUID) -> ResponseReturnValue:
    """Say that a risk is no more."""
    risk = queries.risk_record(session(), client_id, risk_id)
    if request.method == "GET":
        return _page("end", client_id, EndRiskForm(data={"ended_on": current_day(), "version": risk.version}), risk)
    form = EndRiskForm()
    if not form.validate_on_submit():
        return _page("end", client_id, form, risk), HTTPStatus.UNPROCESSABLE_ENTITY
    command = form.command(client_id, risk_id)
    return _sent("end", client_id, form, lambda: service.end_risk(session(), current_actor(), command), risk)


def _sent(
    page: str, client_id: UUID, form: BaseForm, save: Callable[[], object], risk: RiskRecord | None = None
) -> ResponseReturnValue:
    """Save and lead to the list; a refusal shows the form again with the words still in it."""
    try:
        save()
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(page, client_id, form, risk), HTTPStatus.UNPROCESSABLE_ENTITY
    return _saved(client_id)


def _saved(client_id: UUID) -> ResponseReturnValue:
    flash("Saved.")
    return redirect(url_for("risks.overview", client_id=client_id), HTTPStatus.SEE_OTHER)


def _page(
    page: str,
    client_id: UUID,
    form: BaseForm,
    risk: RiskRecord | None = None,
    draft: Draft | None = None,
    rows: tuple[RiskChange, ...] = (),
) -> str:
    template = "clients/risk_end.html" if page == "end" else "clients/risk.html"
    kept_as = (service.FORM, risk.id) if risk else (service.NEW_FORM, client_id)
    banner = _banner(client_id)
    return render_template(template, form=form, risk=risk, banner=banner, draft=draft, rows=rows, kept_as=kept_as)


def _banner(client_id: UUID) -> object:
    return clients.banner(session(), client_id, current_day())
