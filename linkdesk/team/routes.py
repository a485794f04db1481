"""The pages about the worker at this laptop."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.record.errors import TooManyTries
from linkdesk.record.errors import WrongSecret
from linkdesk.team import people
from linkdesk.team import people_routes
from linkdesk.team import queries
from linkdesk.team import rules
from linkdesk.team import service
from linkdesk.team.forms import ChangeForm
from linkdesk.team.forms import OwnForm
from linkdesk.team.forms import StartForm
from linkdesk.vault.shown import Page
from linkdesk.vault.shown import form_page
from linkdesk.vault.shown import refused
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.gate import is_worker_page

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from linkdesk.vault.lock import Vault

blueprint = Blueprint("team", __name__)
blueprints = (blueprint, people_routes.blueprint)

_KNOWN = "linkdesk_known_worker"
_START_PAGES = frozenset({"organisation.start", "team.start", "team.own"})


@blueprint.app_context_processor
def who_may() -> dict[str, Any]:
    """Let a page ask whether the worker has a role, so that it offers no link that is closed to them."""
    return {"has_role": lambda role: role in queries.roles(session(), current_actor().worker_id)}


@blueprint.before_app_request
def ask_who_is_here() -> Response | None:
    """Lead to the page about the worker when first start was broken off, or when a new worker unlocks first."""
    keys_first = request.blueprint == "vault"
    if keys_first or request.endpoint in _START_PAGES or not is_worker_page(current_app, _vault()):
        return None
    worker_id = current_actor().worker_id
    if current_app.extensions.get(_KNOWN) == worker_id:
        return None
    found = queries.find_worker(session(), worker_id)
    if found is None:
        return redirect(url_for("team.start"), HTTPStatus.SEE_OTHER)
    if not found.has_code:
        return redirect(url_for("team.own"), HTTPStatus.SEE_OTHER)
    current_app.extensions[_KNOWN] = worker_id
    return None


@blueprint.route("/start/you", methods=["GET", "POST"])
@access(Access.OPEN)
def start() -> Response | str | tuple[str, int]:
    """Ask who starts, and for the short code; done already, it leads on."""
    if queries.find_worker(session(), current_actor().worker_id) is not None:
        return redirect(url_for("desk.today"), HTTPStatus.SEE_OTHER)
    asked = {"name": _vault().worker_name, "job_title": rules.USUAL_JOB}
    form = StartForm() if request.method == "POST" else StartForm(data=asked)
    if not form.validate_on_submit():
        return _shown("team/start.html", form)
    command = form.to_command(_vault().clock)
    service.start_worker(session(), current_actor(), command)
    _vault().set_code(command.code_hash)
    return redirect(url_for("desk.today"), HTTPStatus.SEE_OTHER)


@blueprint.route("/start/own", methods=["GET", "POST"])
@access(Access.OPEN)
def own() -> Page | Response:
    """Ask for a passphrase and a short code of one's own after unlocking with words that were handed over."""
    if queries.worker(session(), current_actor().worker_id).has_code:
        return redirect(url_for("desk.today"), HTTPStatus.SEE_OTHER)
    form, vault = OwnForm(), _vault()
    if not form.validate_on_submit() or refused(form, "given", lambda: vault.check_secret(form.given.data)):
        return _own_page(form)
    command = form.to_command(vault.clock)
    if refused(form, "passphrase", lambda: people.take_over(session(), current_actor(), vault, command)):
        return _own_page(form)
    vault.set_code(command.code_hash)
    flash("From now on unlock with your own passphrase. The words you were given no longer open anything.")
    return redirect(url_for("desk.today"), HTTPStatus.SEE_OTHER)


def _own_page(form: OwnForm) -> Page:
    return form_page("team/own.html", form, name=_vault().worker_name, offered=people.fresh_words(_vault()).split())


@blueprint.route("/settings/you", methods=["GET", "POST"])
@access(Access.OPEN)
def you() -> Response | str | tuple[str, int]:
    """Change name, job, phone, email and short code."""
    kept = queries.worker(session(), current_actor().worker_id)
    form = ChangeForm() if request.method == "POST" else ChangeForm.of(kept)
    if not (form.validate_on_submit() and _may_change_code(form)):
        return _shown("team/you.html", form)
    command = form.to_command(_vault().clock)
    service.change_worker(session(), current_actor(), command)
    if command.code_hash is not None:
        _vault().set_code(command.code_hash)
    flash("Saved.")
    return redirect(url_for("organisation.settings"), HTTPStatus.SEE_OTHER)


def _may_change_code(form: ChangeForm) -> bool:
    """Check the passphrase where a new short code is asked for; a wrong one is said at its field."""
    if not form.code.data:
        return True
    try:
        _vault().check_secret(form.passphrase.data)
    except (WrongSecret, TooManyTries) as refusal:
        form.refuse("passphrase", refusal.sentence)
        return False
    return True


def _shown(template: str, form: StartForm | ChangeForm) -> str | tuple[str, int]:
    page = render_template(template, form=form)
    return (page, HTTPStatus.UNPROCESSABLE_ENTITY) if form.errors else page


def _vault() -> Vault:
    found: Vault = current_app.extensions["vault"]
    return found
