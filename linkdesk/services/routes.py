"""The pages of local services: the list with its search, one service, adding and changing it, how safe it is."""

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

from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.services import first_visit
from linkdesk.services import queries
from linkdesk.services import rules
from linkdesk.services import service
from linkdesk.services.feeds.queries import came_from
from linkdesk.services.finding.asking import asked_of
from linkdesk.services.finding.asking import fields_of
from linkdesk.services.finding.asking import words_of
from linkdesk.services.finding.queries import MILES
from linkdesk.services.finding.queries import ROWS
from linkdesk.services.finding.queries import Asked
from linkdesk.services.finding.queries import Found
from linkdesk.services.finding.queries import Hit
from linkdesk.services.finding.queries import find
from linkdesk.services.finding.rules import PART_WORDS
from linkdesk.services.finding.rules import Understood
from linkdesk.services.forms import GROUPS
from linkdesk.services.forms import AssureForm
from linkdesk.services.forms import CheckedForm
from linkdesk.services.forms import ServiceForm
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from linkdesk.record.drafts import Draft
    from linkdesk.services.rules import ServiceChange
    from linkdesk.services.rules import ServiceRecord

blueprint = Blueprint("services", __name__, url_prefix="/services/")
LAST_PAGE = 10_000
"""Of a list: no directory is longer."""
blueprints = (blueprint, first_visit.blueprint)
OUTCOME = "linkdesk_service_outcome"
"""The door of the connections, a floor above: what came of all that led to a service, in sentences."""
LEADS = tuple(str(role) for role in rules.LEADS)


@blueprint.get("")
@access(Access.OPEN)
def listed() -> str:
    """Show the services that a search finds, best first, or those to ring and check."""
    number = max(1, request.args.get("page", 1, type=int))
    first = min(number - 1, LAST_PAGE) * ROWS
    stale = queries.count_to_check(session(), current_day())
    if request.args.get("show") == "check":
        hits = [Hit(each) for each in queries.to_check(session(), current_day(), first, ROWS)]
        return _listed(Found(tuple(hits), stale, 0, Understood(), None), Asked(), number, stale, only=True)
    asked = asked_of(request.args)
    return _listed(find(session(), asked, first), asked, number, stale, only=False)


def _listed(found: Found, asked: Asked, number: int, stale: int, *, only: bool) -> str:
    return render_template(
        "services/listed.html",
        found=found,
        asked=asked,
        here={"show": "check"} if only else fields_of(asked),
        read_as=words_of(found.understood),
        number=number,
        pages=-(-found.total // ROWS),
        stale=stale,
        only=only,
        today=current_day(),
        languages=[(each, each) for each in queries.languages(session())],
        days=rules.DAYS,
        parts=PART_WORDS,
        miles=[(each, f"{each} mile{'' if each == 1 else 's'}") for each in MILES],
        assurance_words=rules.ASSURANCE_WORDS,
    )


@blueprint.route("new", methods=["GET", "POST"])
@access(Access.OPEN)
def new() -> ResponseReturnValue:
    """Put a service into the directory."""
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.NEW_FORM, service.NEW)
        return _page(ServiceForm.from_draft(draft.fields) if draft else ServiceForm(), draft=draft)
    form = ServiceForm()
    if not form.validate_on_submit():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    return _sent(form, lambda: service.add_service(session(), current_actor(), form.add()))


@blueprint.get("<uuid:service_id>")
@access(Access.OPEN)
def show(service_id: UUID) -> str:
    """Show all that is known of a service."""
    found = queries.service_record(session(), service_id)
    return render_template(
        "services/service.html",
        service=found,
        today=current_day(),
        form=CheckedForm(formdata=None, data={"version": found.version}),
        status_words=rules.STATUS_WORDS,
        steps_words=rules.STEPS_WORDS,
        assurance_words=rules.ASSURANCE_WORDS,
        source=came_from(session(), service_id),
        outcome=current_app.extensions[OUTCOME](service_id) if OUTCOME in current_app.extensions else (),
        may_read_why=found.assurance is rules.Assurance.DO_NOT_USE and service.may_lift(session(), current_actor()),
    )


@blueprint.route("<uuid:service_id>/change", methods=["GET", "POST"])
@access(Access.OPEN)
def change(service_id: UUID) -> ResponseReturnValue:
    """Change what is known of a service; where somebody saved in between, show both texts."""
    kept = queries.service_record(session(), service_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.FORM, str(service_id))
        return _page(ServiceForm.from_draft(draft.fields) if draft else ServiceForm.of(kept), kept, draft)
    form = ServiceForm()
    if not form.validate_on_submit():
        return _page(form, kept), HTTPStatus.UNPROCESSABLE_ENTITY
    command = form.change(service_id)

    def save() -> UUID:
        service.change_service(session(), current_actor(), command)
        return service_id

    try:
        return _sent(form, save, kept)
    except Stale:
        kept = queries.service_record(session(), service_id)
        form.version.data = kept.version  # both texts are on the page now: saving again is a choice
        rows = rules.differences(kept, rules.tidied(command))
        return _page(form, kept, rows=rows), HTTPStatus.CONFLICT


@blueprint.post("<uuid:service_id>/checked")
@access(Access.OPEN)
def checked(service_id: UUID) -> ResponseReturnValue:
    """Keep that the worker asked there today and all is as it stands."""
    form = CheckedForm()
    form.validate()
    service.note_checked(session(), current_actor(), form.to_command(service_id))
    flash("It is noted that you checked it today.")
    return redirect(url_for("services.show", service_id=service_id), HTTPStatus.SEE_OTHER)


@blueprint.route("<uuid:service_id>/safe", methods=["GET", "POST"])
@access(Access.OPEN)
def assure(service_id: UUID) -> ResponseReturnValue:
    """Say how safe a service is, or that it is not used."""
    kept = queries.service_record(session(), service_id)
    shown = {"version": kept.version, "assurance": kept.assurance.value, "assured_with": kept.assured_with}
    form = AssureForm(data={**shown, "assured_date": kept.assured_date})
    if not form.validate_on_submit() or not form.tell(current_day()):
        status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
        may = kept.assurance is not rules.Assurance.DO_NOT_USE or service.may_lift(session(), current_actor())
        return render_template("services/safe.html", form=form, service=kept, may=may), status
    service.assure(session(), current_actor(), form.to_command(service_id))
    flash("Saved.")
    return redirect(url_for("services.show", service_id=service_id), HTTPStatus.SEE_OTHER)


@blueprint.get("<uuid:service_id>/why")
@access(Access.OPEN, roles=LEADS)
@put_away
def why(service_id: UUID) -> str:
    """Show a lead why a service is not used; that they looked is in the reading log first."""
    kept = queries.service_record(session(), service_id)
    record_reading(session(), current_actor(), "not used", None)
    return render_template("services/why.html", service=kept, reason=queries.reason_of(session(), service_id))


def _sent(form: ServiceForm, save: Callable[[], UUID], kept: ServiceRecord | None = None) -> ResponseReturnValue:
    """Save and lead to the service; a refusal shows the form again with the words still in it."""
    try:
        service_id = save()
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(form, kept), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("Saved.")
    return redirect(url_for("services.show", service_id=service_id), HTTPStatus.SEE_OTHER)


def _page(
    form: ServiceForm,
    kept: ServiceRecord | None = None,
    draft: Draft | None = None,
    rows: tuple[ServiceChange, ...] = (),
) -> str:
    kept_as = (service.FORM, kept.id) if kept else (service.NEW_FORM, service.NEW)
    given = {"draft": draft, "rows": rows, "kept_as": kept_as, "groups": GROUPS}
    return render_template("services/change.html", form=form, service=kept, **given)
