"""Restoring a backup: proved in a side folder first, then moved in; what was there is kept aside."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import replace
from pathlib import Path

from linkdesk.record import migrations
from linkdesk.record.errors import VaultRefused
from linkdesk.settings import Settings
from linkdesk.vault.atomic import private_folder
from linkdesk.vault.atomic import read_bounded
from linkdesk.vault.atomic import sync_folder
from linkdesk.vault.backup.files import BackupReport
from linkdesk.vault.backup.files import copy_file
from linkdesk.vault.backup.files import file_facts
from linkdesk.vault.backup.files import plain_refusals
from linkdesk.vault.backup.files import prove
from linkdesk.vault.backup.files import report_of
from linkdesk.vault.backup.finding import Found
from linkdesk.vault.backup.finding import find_backup
from linkdesk.vault.backup.manifest import DATABASE
from linkdesk.vault.backup.manifest import KEYS
from linkdesk.vault.backup.manifest import BackupRefused
from linkdesk.vault.backup.manifest import Manifest
from linkdesk.vault.inspection import require_room
from linkdesk.vault.keys.keyfile import MOST_BYTES
from linkdesk.vault.keys.keyfile import parse_key_file
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.ring import KeyRing
from linkdesk.vault.moving import KEPT
from linkdesk.vault.moving import READY
from linkdesk.vault.moving import finish_restore
from linkdesk.vault.opening import open_with_secret
from linkdesk.vault.opening import recognised

STAGING = ".restoring"


def verify_backup(
    settings: Settings, folder: Path, secret: str | RecoveryKey, worker_name: str | None = None
) -> BackupReport:
    """Prove a backup where it lies: files, MAC, pages, indexes, parents, rows, end of the audit.

    `folder` is the backup, or a folder that holds backups: then the newest whole one is meant.

    Raises:
        FileRefused: there is no backup there.
        BackupRefused: it is damaged, cut short, changed or newer; it was left as it is.
        WrongSecret: the secret does not open it.
    """
    with plain_refusals():
        found = find_backup(folder)
        ring = _opened(settings, found, secret, worker_name)
        _prove(settings, found.folder / DATABASE, found.manifest, ring)
    return _report(found, "The backup is good")


def restore_backup(
    settings: Settings, folder: Path, secret: str | RecoveryKey, worker_name: str | None = None
) -> BackupReport:
    """Put a backup in place of the vault in the data folder; nobody may have that vault open.

    `folder` is the backup, or a folder that holds backups: then the newest whole one is meant.

    Raises:
        FileRefused, BackupRefused, WrongSecret: as `verify_backup`; the data folder is unchanged.
        DiskFull: there is not enough room; the data folder is unchanged.
    """
    with plain_refusals():
        finish_restore(settings)
        found = find_backup(folder)
        ring = _opened(settings, found, secret, worker_name)
        private_folder(settings.data_dir)
        require_room(settings.data_dir, found.manifest.files[DATABASE].size)
        staging = settings.data_dir / STAGING
        _stage(settings, found, staging, ring)
        ready = settings.data_dir / f"{READY}{_stamp(settings, found.manifest)}"
        staging.replace(ready)
        sync_folder(settings.data_dir)
        finish_restore(settings)
    return _report(found, "Restored")


def _report(found: Found, done: str) -> BackupReport:
    """Return the report; it names the backup that was taken and what was passed over."""
    report = report_of(found.folder, found.manifest, done)
    return replace(report, sentence=report.sentence + found.passed_over)


def _opened(settings: Settings, found: Found, secret: str | RecoveryKey, worker_name: str | None) -> KeyRing:
    """Open the keys of a backup without writing: key file, secret, MAC, schema."""
    manifest = found.manifest
    try:
        keys = parse_key_file(read_bounded(found.folder / KEYS, MOST_BYTES))
        ring = open_with_secret(keys, recognised(secret), worker_name, settings)
    except VaultRefused as error:
        raise BackupRefused from error
    if keys.vault_id != manifest.vault_id or not any(
        manifest.is_genuine(ring.subkey("backup", epoch)) for epoch in ring.masters
    ):
        raise BackupRefused
    if manifest.schema not in migrations.KNOWN:
        raise BackupRefused("A newer LinkDesk made this backup. Nothing was restored. Update LinkDesk here first.")
    return ring


def _prove(settings: Settings, database: Path, manifest: Manifest, ring: KeyRing) -> None:
    head = (manifest.audit_seq, manifest.audit_mac)
    try:
        faults = prove(database, ring.subkey("database"), settings, dict(manifest.rows), head)
    except VaultRefused as error:
        raise BackupRefused from error
    if faults:
        raise BackupRefused


def _stage(settings: Settings, found: Found, staging: Path, ring: KeyRing) -> None:
    """Copy the backup into a side folder of the data folder and prove it there."""
    _clear(staging)
    private_folder(staging)
    try:
        for source, target in ((DATABASE, DATABASE), (KEYS, KEYS), (KEYS, KEYS + ".copy")):
            copy_file(found.folder / source, staging / target)
        _require_same(staging, found.manifest)
        _prove(settings, staging / DATABASE, found.manifest, ring)
    except BaseException:
        with contextlib.suppress(OSError):
            _clear(staging)
        raise


def _require_same(staging: Path, manifest: Manifest) -> None:
    """Refuse a copy that is not, byte for byte, what the manifest says."""
    if any(file_facts(staging / name) != facts for name, facts in manifest.files.items()):
        raise BackupRefused


def _clear(staging: Path) -> None:
    if staging.exists():
        shutil.rmtree(staging)


def _stamp(settings: Settings, manifest: Manifest) -> str:
    """Return a name for what is kept aside that is not taken yet."""
    name = f"before-{manifest.made_at:%Y%m%d-%H%M%S}"
    names = [name, *(f"{name}-{number}" for number in range(2, 1000))]
    return next(one for one in names if not (settings.data_dir / f"{KEPT}{one}").exists())
