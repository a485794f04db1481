"""A new recovery key: passphrase first, then shown once and typed back; the old one works until then."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for

from linkdesk.vault import people
from linkdesk.vault.first_start import fresh_key
from linkdesk.vault.first_start import typed_back
from linkdesk.vault.forms import NewRecoveryForm
from linkdesk.vault.forms import TypeBackForm
from linkdesk.vault.shown import Page
from linkdesk.vault.shown import form_page
from linkdesk.vault.shown import refused
from linkdesk.vault.shown import the_vault
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from linkdesk.vault.keys.recovery import RecoveryKey

blueprint = Blueprint("recovery", __name__, url_prefix="/settings/recovery")

PENDING = "pending_recovery_key"
"""Where the new key waits, in memory only, until it was typed back or LinkDesk was locked."""


def _pending() -> RecoveryKey | None:
    found: RecoveryKey | None = current_app.extensions.get(PENDING)
    return found


@blueprint.record_once
def _forget_at_lock(state: object) -> None:
    """Drop a key that was shown but not yet typed back when LinkDesk locks."""
    extensions = state.app.extensions  # type: ignore[attr-defined]  # Flask hands in its BlueprintSetupState
    extensions["vault"].on_lock(lambda: extensions.pop(PENDING, None))


@blueprint.get("/")
@access(Access.OPEN)
def ask() -> Page:
    """Ask for the passphrase before a new recovery key is made."""
    return form_page("vault/new_recovery.html", NewRecoveryForm())


@blueprint.post("/")
@access(Access.OPEN)
def make() -> Page | Response:
    """Make a new recovery key and show it; the old one still works."""
    form = NewRecoveryForm()
    if form.validate_on_submit() and not refused(
        form, "passphrase", lambda: the_vault().check_secret(form.passphrase.data)
    ):
        current_app.extensions[PENDING] = fresh_key(the_vault())
        return redirect(url_for("recovery.show"), HTTPStatus.SEE_OTHER)
    return form_page("vault/new_recovery.html", form)


@blueprint.get("/key")
@access(Access.OPEN)
def show() -> Page | Response:
    """Show the new key, to be written down."""
    key = _pending()
    if key is None:
        return redirect(url_for("recovery.ask"), HTTPStatus.SEE_OTHER)
    return render_template("vault/recovery.html", groups=key.text.split("-"), check_url=url_for("recovery.check"))


@blueprint.get("/check")
@access(Access.OPEN)
def check() -> Page | Response:
    """Ask for the new key from the paper."""
    if _pending() is None:
        return redirect(url_for("recovery.ask"), HTTPStatus.SEE_OTHER)
    return _check_page(TypeBackForm())


@blueprint.post("/check")
@access(Access.OPEN)
def use() -> Page | Response:
    """Put the new key in place of the old one if it was typed back right."""
    form = TypeBackForm()
    if not form.validate_on_submit() or refused(
        form,
        "recovery_key",
        lambda: people.replace_recovery_key(the_vault(), typed_back(_pending(), form.recovery_key.data)),
    ):
        return _check_page(form)
    current_app.extensions.pop(PENDING, None)
    flash("The new recovery key is in force. Destroy the paper with the old one.")
    return redirect("/", HTTPStatus.SEE_OTHER)


def _check_page(form: TypeBackForm) -> Page:
    return form_page("vault/check.html", form, show_url=url_for("recovery.show"), done="Use this key from now on")
