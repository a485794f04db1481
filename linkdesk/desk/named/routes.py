"""A drop-in becomes a person: looked for on the caseload or added, with its words as a contact."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.reach.queries import may_be_apart
from linkdesk.clients.reach.rules import ASK
from linkdesk.contacts.dropins import rules
from linkdesk.contacts.dropins.queries import drop_in_record
from linkdesk.contacts.dropins.service import add_from_drop_in
from linkdesk.contacts.dropins.service import name_drop_in
from linkdesk.desk.forms import LONGEST
from linkdesk.desk.forms import SearchForm
from linkdesk.desk.named.forms import PersonForm
from linkdesk.desk.named.forms import ThisOneForm
from linkdesk.desk.search.queries import search as find
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import is_beside

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from linkdesk.contacts.dropins.rules import DropInRecord
    from linkdesk.desk.search.rules import SearchPage

blueprint = Blueprint("named", __name__, url_prefix="/drop-ins/<uuid:drop_in_id>/person")

ROWS = 8
"""So many people are offered: the worker has just heard the name."""
MOVED = "Saved. What was said at the drop-in stands in their contacts."


@blueprint.route("", methods=["GET", "POST"])
@access(Access.OPEN)
def page(drop_in_id: UUID) -> ResponseReturnValue:
    """Look for the person on the caseload; nothing is changed by looking."""
    kept = drop_in_record(session(), drop_in_id)
    if kept.client_id is not None:
        return redirect(url_for("contacts.listed", client_id=kept.client_id), HTTPStatus.SEE_OTHER)
    form = SearchForm()
    search = form.to_command() if request.method == "POST" and form.validate_on_submit() else ""
    found = _find(search) if search and not is_beside() else None
    return _page(kept, PersonForm(formdata=None, data={"version": kept.version}), search=search, found=found)


@blueprint.post("/add")
@access(Access.OPEN)
def add(drop_in_id: UUID) -> ResponseReturnValue:
    """Add somebody new with the drop-in as their first contact; warn where they may be on the caseload already."""
    kept = drop_in_record(session(), drop_in_id)
    form = PersonForm()
    if not form.passes(current_day()):
        return _page(kept, form), HTTPStatus.UNPROCESSABLE_ENTITY
    person = form.to_command()
    alike = clients.alike(session(), person)
    ask = ASK if may_be_apart(session(), "", person.family_name, person.birth_date) else ""
    sure = form.not_the_same.data
    if (alike or ask) and not sure:
        return _page(kept, form, alike=alike, ask=ask), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        client_id = add_from_drop_in(
            session(), current_actor(), drop_in_id, form.version.data or 0, person, unless_alike=not sure
        )
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        again = clients.alike(session(), person)
        return _page(drop_in_record(session(), drop_in_id), form, alike=again), HTTPStatus.UNPROCESSABLE_ENTITY
    flash(MOVED)
    return redirect(url_for("desk.client", client_id=client_id), HTTPStatus.SEE_OTHER)


@blueprint.route("/<uuid:client_id>", methods=["GET", "POST"])
@access(Access.OPEN)
def this_one(drop_in_id: UUID, client_id: UUID) -> ResponseReturnValue:
    """Show whose contact it becomes, with their banner, and do it when that is said."""
    kept = drop_in_record(session(), drop_in_id)
    banner = clients.banner(session(), client_id, current_day())
    if request.method == "GET":
        form = ThisOneForm(formdata=None, data={"version": kept.version})
        return render_template(
            "desk/named/this_one.html", kept=kept, banner=banner, form=form, said=rules.note_of(kept)
        )
    form = ThisOneForm()
    if not form.validate_on_submit():
        raise RuleBroken
    name_drop_in(session(), current_actor(), drop_in_id, form.version.data or 0, client_id)
    flash(MOVED)
    return redirect(url_for("contacts.listed", client_id=client_id), HTTPStatus.SEE_OTHER)


def _find(words: str) -> SearchPage:
    return find(session(), current_actor(), words, current_app.extensions["vault"].clock.now(), ROWS)


def _page(kept: DropInRecord, form: PersonForm, **more: Any) -> str:
    given: dict[str, Any] = {"search": "", "found": None, "alike": (), "ask": ""} | more
    return render_template(
        "desk/named/page.html", kept=kept, form=form, longest=LONGEST, said=rules.note_of(kept), **given
    )
