"""First start, unlocking, the two locks, and passphrases."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import session
from flask import url_for

from linkdesk.record.errors import VaultLocked
from linkdesk.record.errors import VaultRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.vault import backup_routes
from linkdesk.vault import people
from linkdesk.vault import recovery_routes
from linkdesk.vault.backup.history import last_note
from linkdesk.vault.first_start import FirstStart
from linkdesk.vault.forms import ChangePassphraseForm
from linkdesk.vault.forms import CodeForm
from linkdesk.vault.forms import NewPassphraseForm
from linkdesk.vault.forms import RecoverForm
from linkdesk.vault.forms import StartForm
from linkdesk.vault.forms import TypeBackForm
from linkdesk.vault.forms import UnlockForm
from linkdesk.vault.forms import WhoForm
from linkdesk.vault.forms import chosen_name
from linkdesk.vault.lock import State
from linkdesk.vault.passphrase import suggest_passphrase
from linkdesk.vault.shown import Page
from linkdesk.vault.shown import form_page
from linkdesk.vault.shown import refused
from linkdesk.vault.shown import the_vault
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.gate import declared
from linkdesk.web.pages import WORKERS_LOOK
from linkdesk.web.presence import way_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response

    from linkdesk.web.forms import BaseForm

blueprint = Blueprint("vault", __name__)
blueprints = (blueprint, backup_routes.blueprint, recovery_routes.blueprint)

FIRST_START = "first_start"
QUIET = frozenset({"static", "presence.status", "presence.touch"})
"""Requests that no person made, or that tell of a person themselves."""

AFTER_RECOVERY = frozenset({"vault.new_passphrase", "vault.set_new_passphrase"})
"""All that can be reached between the recovery key and a new passphrase, beside what needs no vault."""


def first_start() -> FirstStart:
    """Return what is kept between the pages of the first start."""
    kept = current_app.extensions.get(FIRST_START)
    if kept is None:
        kept = current_app.extensions[FIRST_START] = FirstStart(the_vault())
    return cast("FirstStart", kept)


@blueprint.before_app_request
def note_presence() -> Response | None:
    """Let the clocks decide before any page is shown; a person's request counts as activity."""
    vault = the_vault()
    if request.endpoint in QUIET:
        vault.tick()
    else:
        vault.touch()
    if vault.state is State.OPEN and vault.must_set_passphrase and not _reachable_after_recovery():
        return redirect(url_for("vault.new_passphrase"), HTTPStatus.SEE_OTHER)
    return None


def _reachable_after_recovery() -> bool:
    found = declared(current_app, request.endpoint)
    return request.endpoint in AFTER_RECOVERY or (found is not None and found.level is Access.ALWAYS)


@blueprint.app_context_processor
def lock_facts() -> dict[str, Any]:
    """Tell every page where its two locks are and when the curtain falls."""
    vault = the_vault()
    if vault.state is not State.OPEN:
        return {}
    idle = {"after": vault.curtain_due, "warn": vault.settings.locks.warn_before, "turn": vault.turn}
    several = len(vault.key_file().workers) > 1
    return {
        "cover_url": url_for("vault.cover"),
        "lock_url": url_for("vault.lock"),
        "switch_url": url_for("vault.switch") if several else "",
        "worker_name": vault.worker_name,
        "idle": idle,
    }


# -- first start -------------------------------------------------------------------------------------------


@blueprint.get("/start")
@access(Access.LOCKED)
def start() -> Page | Response:
    """Show the first page of a new vault: name and passphrase."""
    if the_vault().state is not State.ABSENT:
        return redirect("/", HTTPStatus.SEE_OTHER)
    return _start_page(StartForm(data={"name": first_start().typed_name}))


@blueprint.post("/start")
@access(Access.LOCKED)
def begin() -> Page | Response:
    """Take name and passphrase and go on to the recovery key; nothing is written yet."""
    form = StartForm()
    if form.validate_on_submit() and form.same_twice():
        if refused(form, "passphrase", lambda: first_start().propose(form.name.data, form.passphrase.data)):
            return _start_page(form)
        return redirect(url_for("vault.recovery"), HTTPStatus.SEE_OTHER)
    return _start_page(form)


@blueprint.post("/start/another")
@access(Access.LOCKED)
def another() -> Response:
    """Offer five other words; the name that was typed stays."""
    first_start().offer_another()
    first_start().typed_name = StartForm().name.data or ""
    return redirect(url_for("vault.start"), HTTPStatus.SEE_OTHER)


@blueprint.get("/start/recovery")
@access(Access.LOCKED)
def recovery() -> Page | Response:
    """Show the recovery key, to be written down."""
    key = first_start().recovery
    if the_vault().state is not State.ABSENT or key is None:
        return redirect("/", HTTPStatus.SEE_OTHER)
    return render_template("vault/recovery.html", groups=key.text.split("-"), check_url=url_for("vault.check"))


@blueprint.get("/start/check")
@access(Access.LOCKED)
def check() -> Page | Response:
    """Ask for the recovery key from the paper."""
    if the_vault().state is not State.ABSENT or first_start().recovery is None:
        return redirect("/", HTTPStatus.SEE_OTHER)
    return _check_page(TypeBackForm())


@blueprint.post("/start/check")
@access(Access.LOCKED)
def found() -> Page | Response:
    """Make the vault if the key was typed back right, and go on to the organisation."""
    form = TypeBackForm()
    if not form.validate_on_submit() or refused(
        form, "recovery_key", lambda: first_start().confirm(form.recovery_key.data)
    ):
        return _check_page(form)
    current_app.extensions.pop(FIRST_START)
    _fresh_session()
    return redirect(url_for("organisation.start"), HTTPStatus.SEE_OTHER)


def _check_page(form: TypeBackForm) -> Page:
    return form_page("vault/check.html", form, show_url=url_for("vault.recovery"), done="Make the vault")


def _start_page(form: StartForm) -> Page:
    return form_page("vault/start.html", form, offered=first_start().offered.split())


# -- unlocking ---------------------------------------------------------------------------------------------


@blueprint.get("/unlock")
@access(Access.LOCKED)
def unlock() -> Page | Response:
    """Ask for the passphrase."""
    if the_vault().state not in {State.LOCKED, State.CURTAINED}:
        return redirect("/", HTTPStatus.SEE_OTHER)
    return _unlock_page(UnlockForm(), "vault/unlock.html")


@blueprint.post("/unlock")
@access(Access.LOCKED)
def open_up() -> Page | Response:
    """Open the vault with the passphrase."""
    form = UnlockForm()
    return _try(
        form, "vault/unlock.html", "passphrase", lambda: the_vault().unlock(form.passphrase.data, chosen_name(form))
    )


@blueprint.get("/unlock/recovery")
@access(Access.LOCKED)
def forgot() -> Page | Response:
    """Ask for the recovery key instead."""
    if the_vault().state not in {State.LOCKED, State.CURTAINED}:
        return redirect("/", HTTPStatus.SEE_OTHER)
    return _unlock_page(RecoverForm(), "vault/forgot.html")


@blueprint.post("/unlock/recovery")
@access(Access.LOCKED)
def recover() -> Page | Response:
    """Open the vault with the recovery key; a new passphrase comes next."""
    form = RecoverForm()
    return _try(
        form, "vault/forgot.html", "recovery_key", lambda: the_vault().unlock(form.to_command(), chosen_name(form))
    )


def _try(form: UnlockForm | RecoverForm, template: str, field: str, unlock: Callable[[], None]) -> Page | Response:
    """Unlock and lead on; a wrong secret is said at its field, a vault that cannot be opened on a page of its own."""
    try:
        form.for_people(_names())
        if not form.validate_on_submit() or refused(form, field, unlock):
            return form_page(template, form)
    except VaultRefused as refusal:
        return _refused_page(refusal)
    _fresh_session()
    return redirect(way_back(), HTTPStatus.SEE_OTHER)


def _unlock_page(form: Any, template: str) -> Page:
    try:
        form.for_people(_names())
    except VaultRefused as refusal:
        return _refused_page(refusal)
    return form_page(template, form)


def _refused_page(refusal: VaultRefused) -> Page:
    """Say why the vault cannot be opened, and where the newest backup is."""
    last = last_note(the_vault().settings)
    return render_template("vault/refused.html", sentence=refusal.sentence, last=last), refusal.status


def _names() -> tuple[str, ...]:
    return the_vault().worker_names()


# -- the two locks -----------------------------------------------------------------------------------------


@blueprint.post("/cover")
@access(Access.ALWAYS)
def cover() -> Response:
    """Draw the curtain at once."""
    the_vault().curtain()
    return redirect("/", HTTPStatus.SEE_OTHER)


@blueprint.post("/lock")
@access(Access.ALWAYS)
def lock() -> Response:
    """Lock fully."""
    the_vault().lock()
    return redirect("/", HTTPStatus.SEE_OTHER)


@blueprint.post("/switch")
@access(Access.ALWAYS)
def switch() -> Response:
    """Cover the screen and show the names at once, so that another worker of this laptop can go on."""
    the_vault().hand_over()
    return redirect(url_for("vault.who"), HTTPStatus.SEE_OTHER)


@blueprint.get("/who")
@access(Access.LOCKED)
def who() -> Page | Response:
    """Ask who is here now: the short code is enough for whoever came in by passphrase since the last full lock."""
    if the_vault().state is not State.CURTAINED:
        return redirect("/", HTTPStatus.SEE_OTHER)
    form, names = WhoForm(), _covered_names()
    form.for_people(names, the_vault().may_return())
    others = [name for name in names if name != the_vault().worker_name]
    if len(others) == 1:
        form.worker.data = others[0]
    return form_page("vault/who.html", form)


@blueprint.post("/who")
@access(Access.LOCKED)
def come_in() -> Page | Response:
    """Let a worker lift the curtain as themselves; too many wrong codes lead to the passphrase."""
    form, vault = WhoForm(), the_vault()
    if vault.state is not State.CURTAINED:
        return redirect("/", HTTPStatus.SEE_OTHER)
    quick = vault.may_return()
    form.for_people(_covered_names(), quick)
    if not form.validate_on_submit():
        return form_page("vault/who.html", form)
    name, secret = form.worker.data, form.secret.data
    come = (lambda: vault.come_back(name, secret)) if name in quick else (lambda: vault.unlock(secret, name))
    try:
        if refused(form, "secret", come):
            return form_page("vault/who.html", form)
    except VaultLocked as locked:
        flash(locked.sentence)
        return redirect(url_for("vault.unlock"), HTTPStatus.SEE_OTHER)
    except VaultRefused as refusal:
        return _refused_page(refusal)
    _fresh_session()
    return redirect(way_back(), HTTPStatus.SEE_OTHER)


@blueprint.get("/curtain")
@access(Access.LOCKED)
def curtain() -> Page | Response:
    """Show the cover with a box for the short code."""
    if the_vault().state is not State.CURTAINED:
        return redirect("/", HTTPStatus.SEE_OTHER)
    return _curtain_page(CodeForm())


@blueprint.post("/curtain")
@access(Access.LOCKED)
def uncover() -> Page | Response:
    """Lift the curtain with the short code; too many wrong ones lead to the passphrase."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            the_vault().uncover(form.code.data)
        except VaultLocked as locked:
            flash(locked.sentence)
            return redirect(url_for("vault.unlock"), HTTPStatus.SEE_OTHER)
        except WrongSecret as wrong:
            form.refuse("code", wrong.sentence)
            return _curtain_page(form)
        return redirect(way_back(), HTTPStatus.SEE_OTHER)
    return _curtain_page(form)


def _curtain_page(form: CodeForm) -> Page:
    return form_page("vault/curtain.html", form, who_url=url_for("vault.who") if len(_covered_names()) > 1 else "")


def _covered_names() -> tuple[str, ...]:
    """Return whose passphrases open the vault, from memory: under the curtain no file is asked."""
    return tuple(slot.label for slot in the_vault().key_file().workers)


# -- passphrases -------------------------------------------------------------------------------------------


@blueprint.get("/settings/passphrase")
@access(Access.OPEN)
def passphrase() -> Page:
    """Ask for the old passphrase and a new one."""
    return _passphrase_page("vault/passphrase.html", ChangePassphraseForm())


@blueprint.post("/settings/passphrase")
@access(Access.OPEN)
def change_passphrase() -> Page | Response:
    """Change the passphrase."""
    form = ChangePassphraseForm()
    if form.validate_on_submit() and form.same_twice():
        old, new = form.old_passphrase.data, form.passphrase.data
        if not refused(form, "old_passphrase", lambda: people.change_passphrase(the_vault(), old, new)):
            flash("Your passphrase is changed. From now on unlock with the new one.")
            return redirect("/", HTTPStatus.SEE_OTHER)
    return _passphrase_page("vault/passphrase.html", form)


@blueprint.get("/settings/new-passphrase")
@access(Access.OPEN)
def new_passphrase() -> Page | Response:
    """Ask for a new passphrase after the recovery key was used."""
    if not the_vault().must_set_passphrase:
        return redirect(url_for("vault.passphrase"), HTTPStatus.SEE_OTHER)
    return _passphrase_page("vault/new_passphrase.html", NewPassphraseForm())


@blueprint.post("/settings/new-passphrase")
@access(Access.OPEN)
def set_new_passphrase() -> Page | Response:
    """Set the new passphrase; only then is LinkDesk really open."""
    form = NewPassphraseForm()
    if form.validate_on_submit() and form.same_twice():
        new = form.passphrase.data
        if not refused(form, "passphrase", lambda: people.set_after_recovery(the_vault(), new)):
            flash("Your new passphrase is set. The recovery key was used, so make a new one now.")
            return redirect(url_for("recovery.ask"), HTTPStatus.SEE_OTHER)
    return _passphrase_page("vault/new_passphrase.html", form)


def _passphrase_page(template: str, form: BaseForm) -> Page:
    vault = the_vault()
    words = suggest_passphrase(vault.clock, vault.settings.limits.passphrase_words).split()
    return form_page(template, form, offered=words)


# -- what the views share ----------------------------------------------------------------------------------


def _fresh_session() -> None:
    """Begin a new session, keeping only how the page looks (ASVS 7.2.4)."""
    kept = {name: session[name] for name in WORKERS_LOOK if name in session}
    session.clear()
    session.update(kept)
