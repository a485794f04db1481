"""Pages of sharing: what counts now, asking, the client's own page, sharing without permission, representatives."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import session as look
from flask import url_for

from linkdesk.clients import queries as clients
from linkdesk.clients.sharing import queries
from linkdesk.clients.sharing import rules
from linkdesk.clients.sharing import service
from linkdesk.clients.sharing.forms import RepresentativeForm
from linkdesk.clients.sharing.forms import SignForm
from linkdesk.clients.sharing.forms import WithoutForm
from linkdesk.clients.sharing.forms import ask_form
from linkdesk.clients.sharing.forms import screen_form
from linkdesk.clients.sharing.forms import screen_key
from linkdesk.clients.sharing.questions import question
from linkdesk.clients.sizes import screen_size
from linkdesk.clients.speaking import languages_to_choose
from linkdesk.clients.speaking import speak_to
from linkdesk.easyread.rest.routes import LANGUAGE
from linkdesk.easyread.rest.routes import give_back
from linkdesk.easyread.rest.routes import language_wanted
from linkdesk.easyread.rest.routes import put_back
from linkdesk.easyread.rest.routes import rest_wanted
from linkdesk.easyread.rest.routes import to_rest
from linkdesk.easyread.rest.routes import typed_words
from linkdesk.easyread.shown import picture_url
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.team.queries import find_worker
from linkdesk.team.queries import workers
from linkdesk.web.beside import put_away
from linkdesk.web.database import current_actor
from linkdesk.web.database import current_day
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SIZES
from linkdesk.web.pages import own_path
from linkdesk.web.signature import drawing

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

    from linkdesk.clients.sharing.forms import AskForm
    from linkdesk.clients.sharing.rules import Standing
    from linkdesk.record.drafts import Draft
    from linkdesk.web.forms import BaseForm

blueprint = Blueprint("sharing", __name__, url_prefix="/clients/<uuid:client_id>/sharing")

BACK, LATER = "back", "skip"
"""The buttons of the client's page that are not "Next"."""

_DRAFTS = {
    service.ASK_DRAFT: "sharing.ask",
    service.WITHOUT_DRAFT: "sharing.without",
    service.REPRESENTATIVE_DRAFT: "sharing.new_representative",
}


@blueprint.get("")
@access(Access.OPEN)
def show(client_id: UUID) -> str:
    """Show who may know what, who speaks for the person, and what was passed on."""
    frame = _frame(client_id)
    page = queries.sharing_page(session(), client_id)
    names = {worker.id: worker.name for worker in workers(session())}
    speaking = {each.id: each.name for each in page.representatives}
    return render_template(
        "clients/sharing/show.html", page=page, names=names, speaking=speaking, drawing=drawing, **frame
    )


@blueprint.route("/ask", methods=["GET", "POST"])
@access(Access.OPEN)
def ask(client_id: UUID) -> ResponseReturnValue:
    """Keep what the person said about each recipient; where somebody recorded more in between, show it."""
    page = queries.sharing_page(session(), _frame(client_id)["client"].id)
    draft = _draft(service.ASK_DRAFT, client_id) if request.method == "GET" else None
    usual: dict[str, Any] = {"version": page.seen, "asked_on": current_day(), "asked_by": _worker()}
    if request.method == "GET" and not draft:
        usual["new_service"] = request.args.get("service", "")[: rules.NAME_LENGTH]
    form = ask_form(page.standings, page.representatives, usual, draft.fields if draft else None)
    if not form.validate_on_submit():
        return _ask_page(client_id, form, page.standings, draft)
    try:
        service.record_decisions(session(), current_actor(), form.command_for(client_id, page.standings))
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return _ask_page(client_id, form, page.standings)
    except Stale:
        form.version.data = page.seen  # what counts now is on the page: saving again is a choice
        return _ask_page(client_id, form, page.standings, stale=True)
    flash("Saved.")
    if "back" in request.args:  # asked on the way to something else
        return redirect(own_path(request.args["back"]), HTTPStatus.SEE_OTHER)
    return _to("show", client_id)


@blueprint.route("/screen/<int:number>", methods=["GET", "POST"])
@access(Access.OPEN)
def screen(client_id: UUID, number: int) -> ResponseReturnValue:
    """Ask the client one question on a page of their own; each answer is kept as it is given."""
    frame = _frame(client_id)
    asked, kept = _asked(client_id), _kept(client_id)
    speak_to(frame["client"], kept.get(LANGUAGE, ""))
    if not 1 <= number <= len(asked):
        raise NotFound
    recipient = asked[number - 1].recipient
    words, key = question(recipient), screen_key(recipient)
    form = screen_form(words, kept.get(key, ""))
    if rest_wanted() or language_wanted():
        _keep(client_id, kept | ({key: str(form.answer.data)} if form.validate() and form.answer.data else {}))
        return _elsewhere(client_id)
    if form.validate_on_submit():
        _keep(client_id, kept | {key: "" if LATER in request.form else form.answer.data})
        return redirect(_next(client_id, number, len(asked)), HTTPStatus.SEE_OTHER)
    page = render_template(
        "clients/sharing/client_question.html",
        form=form,
        question=words,
        number=number,
        total=len(asked),
        **_clients_look(frame),
    )
    return page, _status(form)


@blueprint.route("/screen/sign", methods=["GET", "POST"])
@access(Access.OPEN)
def sign(client_id: UUID) -> ResponseReturnValue:
    """Show the client what they said and take their name under it."""
    frame = _frame(client_id)
    asked, kept = _asked(client_id), _kept(client_id)
    speak_to(frame["client"], kept.get(LANGUAGE, ""))
    form = SignForm(data={"version": queries.newest_number(session(), client_id)})
    if rest_wanted() or language_wanted():
        save_draft(session(), current_actor(), service.SIGN_DRAFT, str(client_id), typed_words(form))
        return _elsewhere(client_id)
    if request.method == "GET" and (before := _draft(service.SIGN_DRAFT, client_id)):
        put_back(form, before.fields)
    if form.validate_on_submit():
        try:
            command = form.command_for(client_id, asked, kept, today=current_day(), worker=_worker())
            service.record_decisions(session(), current_actor(), command)
        except RuleBroken as refusal:
            form.refuse("how", refusal.sentence)
        else:
            flash("Saved.")
            return give_back(url_for("sharing.show", client_id=client_id))
    said = [(question(each.recipient), kept.get(screen_key(each.recipient), "")) for each in asked]
    page = render_template(
        "clients/sharing/client_sign.html", form=form, said=said, total=len(asked), **_clients_look(frame)
    )
    return page, _status(form)


@blueprint.route("/without", methods=["GET", "POST"])
@access(Access.OPEN)
@put_away
def without(client_id: UUID) -> ResponseReturnValue:
    """Share without permission: write down why, who decided it, and whether the person was told."""
    frame = _frame(client_id)
    draft = _draft(service.WITHOUT_DRAFT, client_id) if request.method == "GET" else None
    usual = {"decider": _worker(), "decided_on": current_day()}
    form = WithoutForm.typed(draft.fields) if draft else WithoutForm(data=usual)
    if form.validate_on_submit() and _saved(
        form, lambda: service.share_without_permission(session(), current_actor(), form.command_for(client_id))
    ):
        return _to("show", client_id)
    return render_template("clients/sharing/without.html", form=form, draft=draft, **frame), _status(form)


@blueprint.post("/without/<uuid:sharing_override_id>/end")
@access(Access.OPEN)
def end_without(client_id: UUID, sharing_override_id: UUID) -> Response:
    """End sharing without permission."""
    service.end_override(session(), current_actor(), client_id, sharing_override_id)
    flash("Ended. What was shared stays on record.")
    return _to("show", client_id)


@blueprint.route("/representatives/new", methods=["GET", "POST"])
@access(Access.OPEN)
def new_representative(client_id: UUID) -> ResponseReturnValue:
    """Put somebody on record who speaks for the person by right."""
    frame = _frame(client_id)
    draft = _draft(service.REPRESENTATIVE_DRAFT, client_id) if request.method == "GET" else None
    form = RepresentativeForm.typed(draft.fields) if draft else RepresentativeForm()
    if form.validate_on_submit() and _saved(
        form, lambda: service.add_representative(session(), current_actor(), form.command_for(client_id))
    ):
        return _to("show", client_id)
    return render_template("clients/sharing/representative.html", form=form, draft=draft, **frame), _status(form)


@blueprint.post("/representatives/<uuid:sharing_representative_id>/end")
@access(Access.OPEN)
def end_representative(client_id: UUID, sharing_representative_id: UUID) -> Response:
    """Note that somebody no longer speaks for the person."""
    service.end_representative(session(), current_actor(), client_id, sharing_representative_id)
    flash("Ended. What they decided stays on record.")
    return _to("show", client_id)


@blueprint.post("/forget/<form>")
@access(Access.OPEN)
def forget(client_id: UUID, form: str) -> Response:
    """Throw away what was typed on a page of sharing and not saved."""
    if form not in _DRAFTS:
        raise NotFound("There is no such page. Nothing was changed. Go back to Sharing.")
    service.forget_draft(session(), current_actor(), form, _frame(client_id)["client"].id)
    flash("What was typed is gone. The record is as it was.")
    return redirect(url_for(_DRAFTS[form], client_id=client_id), HTTPStatus.SEE_OTHER)


def _ask_page(
    client_id: UUID, form: AskForm, standings: tuple[Standing, ...], draft: Draft | None = None, *, stale: bool = False
) -> tuple[str, int]:
    page = render_template(
        "clients/sharing/ask.html", form=form, standings=standings, draft=draft, stale=stale, **_frame(client_id)
    )
    return page, HTTPStatus.CONFLICT if stale else _status(form)


def _saved(form: BaseForm, save: Callable[[], object]) -> bool:
    """Save; a refusal is said on the form, with the words still in it."""
    try:
        save()
    except RuleBroken as refusal:
        form.form_errors.append(refusal.sentence)
        return False
    flash("Saved.")
    return True


def _asked(client_id: UUID) -> tuple[Standing, ...]:
    """Return whom the client is asked about."""
    found = queries.standings(session(), client_id)
    return tuple(each for each in found if each.recipient.kind in rules.ASKABLE)


def _next(client_id: UUID, number: int, total: int) -> str:
    number += -1 if BACK in request.form else 1
    if number > total:
        return url_for("sharing.sign", client_id=client_id)
    return url_for("sharing.screen", client_id=client_id, number=max(number, 1))


def _kept(client_id: UUID) -> dict[str, str]:
    draft = _draft(service.SCREEN_DRAFT, client_id)
    return draft.fields if draft else {}


def _keep(client_id: UUID, answers: dict[str, str]) -> None:
    save_draft(session(), current_actor(), service.SCREEN_DRAFT, str(client_id), answers)


def _elsewhere(client_id: UUID) -> Response:
    """Lead to a rest or to the link worker's code, or show the same page in the language that was chosen."""
    if rest := rest_wanted():
        return to_rest(rest, request.path, url_for("sharing.show", client_id=client_id))
    _keep(client_id, _kept(client_id) | {LANGUAGE: language_wanted() or ""})
    return redirect(request.path, HTTPStatus.SEE_OTHER)


def _draft(form: str, client_id: UUID) -> Draft | None:
    return load_draft(session(), current_actor(), form, str(client_id))


def _frame(client_id: UUID) -> dict[str, Any]:
    """Return what every page of sharing shows; raises NotFound."""
    client = clients.client_record(session(), client_id)
    banner = clients.banner_of(client, current_day())
    return {"client": client, "banner": banner, "rules": rules, "picture_url": picture_url}


def _clients_look(frame: dict[str, Any]) -> dict[str, Any]:
    """Return the frame with words as large as the client's needs ask for."""
    needed, chosen = screen_size(frame["client"].print_size), look.get("size", "")
    size = max(needed, chosen if chosen in SIZES else "", key=SIZES.index)
    return frame | {"size": size, "languages": languages_to_choose()}


def _worker() -> str:
    found = find_worker(session(), current_actor().worker_id)
    return found.name if found else ""


def _to(view: str, client_id: UUID) -> Response:
    return redirect(url_for(f"sharing.{view}", client_id=client_id), HTTPStatus.SEE_OTHER)


def _status(form: BaseForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.error_lines() else HTTPStatus.OK
