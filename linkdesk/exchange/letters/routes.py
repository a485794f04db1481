"""A referral from a pasted letter: paste it, look at what it seems to say, keep it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.exchange.letters import service
from linkdesk.exchange.letters.forms import LOOKED
from linkdesk.exchange.letters.forms import ConfirmForm
from linkdesk.exchange.letters.forms import LetterForm
from linkdesk.exchange.letters.rules import suggestions
from linkdesk.exchange.letters.service import FORM
from linkdesk.exchange.letters.service import NEW
from linkdesk.exchange.letters.service import KeepLetter
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.fields import tidy
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from linkdesk.exchange.letters.rules import Part
    from linkdesk.exchange.letters.rules import Suggestion

    Answer = Response | str | tuple[str, int]

blueprint = Blueprint("letters", __name__, url_prefix="/letter")


@blueprint.route("/", methods=["GET", "POST"])
@access(Access.OPEN)
def paste() -> Answer:
    """Take the words of a letter in; they are kept encrypted until they are a referral."""
    form = LetterForm()
    if form.validate_on_submit():
        save_draft(session(), current_actor(), FORM, NEW, {"text": form.text.data})
        return redirect(url_for("letters.confirm"), HTTPStatus.SEE_OTHER)
    if request.method == "GET":
        form.text.data = _text()
        return render_template("letters/paste.html", form=form)
    return render_template("letters/paste.html", form=form), HTTPStatus.UNPROCESSABLE_ENTITY


@blueprint.route("/look", methods=["GET", "POST"])
@access(Access.OPEN)
def confirm() -> Answer:
    """Show each thing that the letter seems to say beside its words; keep it once all were looked at."""
    text = _text()
    if not text:
        return redirect(url_for("letters.paste"), HTTPStatus.SEE_OTHER)
    found = suggestions(text, current_day())
    form = ConfirmForm.for_letter(found)
    if request.method == "GET":
        return _page(form, text, found)
    form.offer(clients.alike(session(), form.client()) if form.birth_date.data else ())
    sound = form.validate()
    if form.needs_a_look(found) or not sound:
        return _page(form, text, found)
    if len(form.who.options) > 1 and not form.who.data:
        form.refuse("who", "Say whether this is somebody on the caseload.")
        return _page(form, text, found)
    return _kept(form, text, found)


def _kept(form: ConfirmForm, text: str, found: dict[Part, Suggestion]) -> Answer:
    command = KeepLetter(text, form.client(), form.referral(current_day()), form.known())
    try:
        client_id = service.keep_letter(session(), current_actor(), command)
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _page(form, text, found)
    flash("The referral and its letter are kept.")
    return redirect(url_for("desk.client", client_id=client_id), HTTPStatus.SEE_OTHER)


def _page(form: ConfirmForm, text: str, found: dict[Part, Suggestion]) -> tuple[str, int]:
    """Draw the form, each tick below the box that it is about."""
    ticks = {part.value: form[f"{LOOKED}{part}"] for part in found}
    page = render_template("letters/confirm.html", form=form, text=text, ticks=ticks)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK


def _text() -> str:
    draft = load_draft(session(), current_actor(), FORM, NEW)
    return tidy(draft.fields.get("text", "")) if draft else ""
