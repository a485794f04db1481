"""Making a backup and restoring one: the place typed, or chosen in the window's own dialog."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import url_for

from linkdesk.record.errors import Busy
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.vault.backup import BackupFailed
from linkdesk.vault.backup import make_backup
from linkdesk.vault.backup import restore_backup
from linkdesk.vault.backup.history import last_note
from linkdesk.vault.backup.places import sticks
from linkdesk.vault.forms import BackupForm
from linkdesk.vault.forms import RestoreForm
from linkdesk.vault.lock import State
from linkdesk.vault.shown import Page
from linkdesk.vault.shown import form_page
from linkdesk.vault.shown import the_vault
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response

blueprint = Blueprint("backup", __name__)

CHOOSE_FOLDER = "choose_folder"
"""Under this name the window leaves its folder dialog; a browser has none."""


@blueprint.get("/backup")
@access(Access.OPEN)
def backup() -> Page:
    """Show the last backup and ask where the next one goes."""
    noted = last_note(the_vault().settings)
    return _page(BackupForm(data={"folder": str(noted.folder.parent) if noted else ""}))


@blueprint.post("/backup")
@access(Access.OPEN)
def save() -> Page | Response:
    """Write a backup, open it from there, and only then say that it is done."""
    form = BackupForm()
    return _done(form) if form.validate_on_submit() else _page(form)


@blueprint.post("/backup/choose")
@access(Access.OPEN)
def choose() -> Page | Response:
    """Ask for the place by the window's own dialog, then write the backup there at once."""
    dialog: Callable[[], Path | None] | None = current_app.extensions.get(CHOOSE_FOLDER)
    where = dialog() if dialog else None
    if where is None:
        return redirect(url_for("backup.backup"), HTTPStatus.SEE_OTHER)
    form = BackupForm()
    form.folder.data = str(where)
    return _done(form)


@blueprint.get("/restore")
@access(Access.LOCKED)
def restore() -> Page | Response:
    """Ask for a backup to restore: at first start, or when the vault cannot be opened."""
    if the_vault().state is State.OPEN:
        return redirect(url_for("backup.backup"), HTTPStatus.SEE_OTHER)
    if the_vault().state is State.CURTAINED:
        return redirect(url_for("vault.curtain"), HTTPStatus.SEE_OTHER)
    return form_page("vault/restore.html", RestoreForm())


@blueprint.post("/restore")
@access(Access.LOCKED)
def put_back() -> Page | Response:
    """Prove the backup, put it in place and keep aside what was there."""
    form = RestoreForm()
    if not form.validate_on_submit():
        return form_page("vault/restore.html", form)
    name = form.worker.data or None
    try:
        folder = typed_folder(form.folder.data)
        report = the_vault().restore(lambda settings: restore_backup(settings, folder, form.passphrase.data, name))
    except WrongSecret as refusal:
        form.refuse("passphrase", refusal.sentence)
    except (FileRefused, BackupFailed, DiskFull) as refusal:
        form.refuse("folder", refusal.sentence)
    else:
        flash(f"{report.sentence} Unlock it with the passphrase of that time.")
        return redirect("/", HTTPStatus.SEE_OTHER)
    return form_page("vault/restore.html", form)


def typed_folder(text: str) -> Path:
    """Return a folder as a person types it, `~` for their own. Raises FileRefused for somebody unknown.

    Windows puts quotation marks around a path that is copied; they are no part of it.
    """
    bare = text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
    try:
        return Path(bare).expanduser()
    except RuntimeError as error:
        raise FileRefused("There is no such folder. Nothing was changed. Check its name.") from error


def _done(form: BackupForm) -> Page | Response:
    session().close()  # a transaction of this page would keep the log from being emptied
    try:
        report = make_backup(the_vault(), typed_folder(form.folder.data))
    except (BackupFailed, DiskFull, Busy, FileRefused) as refusal:
        form.refuse("folder", refusal.sentence)
        return _page(form)
    flash(report.sentence)
    return redirect(url_for("backup.backup"), HTTPStatus.SEE_OTHER)


def _page(form: BackupForm) -> Page:
    vault = the_vault()
    more = {"last": last_note(vault.settings), "kept": vault.settings.store.backups_kept, "found": sticks()}
    return form_page("vault/backup.html", form, choosing=CHOOSE_FOLDER in current_app.extensions, **more)
