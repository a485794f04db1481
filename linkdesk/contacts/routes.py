"""The pages of contacts: all of a client, a new one, one that is put right with its history."""

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
from linkdesk.contacts import queries
from linkdesk.contacts import rules
from linkdesk.contacts import service
from linkdesk.contacts.compare import differences
from linkdesk.contacts.dropins import routes as dropins
from linkdesk.contacts.forms import ContactForm
from linkdesk.record.audit import record_reading
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.team.queries import workers
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import is_beside

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.clients.compare import Difference
    from linkdesk.contacts.rules import ContactRecord
    from linkdesk.record.drafts import Draft

blueprint = Blueprint("contacts", __name__, url_prefix="/clients/<uuid:client_id>/contacts")
blueprints = (blueprint, dropins.blueprint)

PLANNED = "linkdesk_contacts_planned"
"""The door of the rooms above: when the next meeting with a client is (`desk.rules.Meeting`), or None."""
USUAL = {"way": str(rules.Way.PHONE), "attendance": str(rules.Attendance.ON_TIME)}
"""What is chosen already, also where only words were kept."""
CARRY = "carry"
"""In the address of a new note: the words come along that were typed before it was said whom they are about."""


@blueprint.get("")
@access(Access.OPEN)
def listed(client_id: UUID) -> str:
    """Show what comes and the contacts there were."""
    client = clients.client_record(session(), client_id)
    record_reading(session(), current_actor(), "client", client_id)
    planned = current_app.extensions.get(PLANNED)
    found = queries.contacts_of(session(), client_id)
    return render_template(
        "contacts/listed.html",
        banner=clients.banner_of(client, current_day()),
        client=client,
        contacts=found,
        planned=planned(client_id, current_day()) if planned else None,
        not_come=rules.worth_asking(found),
        names={worker.id: worker.name for worker in workers(session())},
        next_words=rules.NEXT_WORDS,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@access(Access.OPEN)
def new(client_id: UUID) -> ResponseReturnValue:
    """Write down a contact: how, the note, for how long."""
    clients.client_record(session(), client_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.FORM, str(client_id))
        if not service.may_show(draft, beside=is_beside()):
            return render_template("web/put_away.html", client_id=client_id)
        return _new_page(client_id, _begun(draft), draft)
    form = ContactForm()
    if not form.validate_on_submit():
        return _new_page(client_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        service.note_contact(
            session(), current_actor(), form.new_for(client_id, current_day()), loose=CARRY in request.args
        )
    except RuleBroken as refusal:
        _refuse(form, refusal)
        return _new_page(client_id, form), HTTPStatus.UNPROCESSABLE_ENTITY
    flash("Saved: the note.")
    return redirect(url_for("desk.client", client_id=client_id), HTTPStatus.SEE_OTHER)


@blueprint.route("/<uuid:contact_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def change(client_id: UUID, contact_id: UUID) -> ResponseReturnValue:
    """Put right what was written of a contact; what stood there before is shown below."""
    kept = queries.contact_record(session(), client_id, contact_id)
    if request.method == "GET":
        draft = load_draft(session(), current_actor(), service.CHANGE_FORM, str(contact_id))
        return _change_page(kept, ContactForm.from_draft(draft.fields) if draft else ContactForm.of(kept), draft)
    form = ContactForm()
    if not form.validate_on_submit():
        return _change_page(kept, form), HTTPStatus.UNPROCESSABLE_ENTITY
    command = form.change_of(kept, current_day())
    try:
        service.change_contact(session(), current_actor(), command)
    except RuleBroken as refusal:
        _refuse(form, refusal)
        return _change_page(kept, form), HTTPStatus.UNPROCESSABLE_ENTITY
    except Stale:
        kept = queries.contact_record(session(), client_id, contact_id)
        form.version.data = kept.version
        return _change_page(kept, form, both=differences(kept, command)), HTTPStatus.CONFLICT
    flash("Saved. What stood there before is kept below the contact.")
    return redirect(url_for("contacts.listed", client_id=client_id), HTTPStatus.SEE_OTHER)


def _begun(draft: Draft | None) -> ContactForm:
    """Return the form with what was typed and not saved: for this person, or before it was said for whom."""
    loose = load_draft(session(), current_actor(), service.LOOSE_FORM, service.NEW) if CARRY in request.args else None
    carried = loose.fields.get("words", "") if loose and not is_beside() else ""
    if draft is None:
        return ContactForm(data={"words": carried})
    typed = draft.fields.get("words", "")
    words = typed if carried in typed else "\n".join(each for each in (typed, carried) if each)
    return ContactForm.from_draft({**USUAL, **draft.fields, "words": words})


def _refuse(form: ContactForm, refusal: RuleBroken) -> None:
    """Say what was refused at the box that it is about."""
    name = "words" if refusal.sentence.startswith("The note") else "on"
    form.refuse("other_minutes" if "minutes" in refusal.sentence else name, refusal.sentence)


def _new_page(client_id: UUID, form: ContactForm, draft: Draft | None = None) -> str:
    return render_template(
        "contacts/new.html",
        form=form,
        draft=draft,
        kept_as=(service.FORM, client_id),
        banner=clients.banner(session(), client_id, current_day()),
        not_come=queries.not_come(session(), client_id),
    )


def _change_page(
    kept: ContactRecord, form: ContactForm, draft: Draft | None = None, both: tuple[Difference, ...] = ()
) -> str:
    return render_template(
        "contacts/change.html",
        kept=kept,
        form=form,
        draft=draft,
        both=both,
        kept_as=(service.CHANGE_FORM, kept.id),
        banner=clients.banner(session(), kept.client_id, current_day()),
        changes=queries.changes_of(session(), kept.id),
        names={worker.id: worker.name for worker in workers(session())},
    )
