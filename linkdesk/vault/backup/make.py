"""Making a backup: written beside its place, opened again from there, and only then called done."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from linkdesk import __version__
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import VaultRefused
from linkdesk.settings import Settings
from linkdesk.vault.atomic import sync_folder
from linkdesk.vault.atomic import write_atomic
from linkdesk.vault.backup import history
from linkdesk.vault.backup.files import BackupFailed
from linkdesk.vault.backup.files import BackupReport
from linkdesk.vault.backup.files import copy_file
from linkdesk.vault.backup.files import file_facts
from linkdesk.vault.backup.files import plain_refusals
from linkdesk.vault.backup.files import prove
from linkdesk.vault.backup.files import report_of
from linkdesk.vault.backup.finding import PREFIX
from linkdesk.vault.backup.manifest import DATABASE
from linkdesk.vault.backup.manifest import KEYS
from linkdesk.vault.backup.manifest import MANIFEST
from linkdesk.vault.backup.manifest import Manifest
from linkdesk.vault.backup.manifest import read_manifest
from linkdesk.vault.inspection import audit_head
from linkdesk.vault.inspection import require_room
from linkdesk.vault.inspection import row_counts
from linkdesk.vault.keys.keyfile import KeyFile
from linkdesk.vault.keys.ring import KeyRing
from linkdesk.vault.opening import side_files
from linkdesk.vault.opening import store_access

if TYPE_CHECKING:
    from linkdesk.vault.lock import Vault

PART = ".part"
CHECKPOINT_MS = 200
"""A log that is in use this long is copied instead of being emptied first."""


def make_backup(vault: Vault, folder: Path) -> BackupReport:
    """Write an encrypted backup into a new folder below `folder`, open it from there, then keep it.

    Older backups are touched only after the new one was proved; a stick pulled half-way leaves them as they are.

    Raises:
        VaultLocked: the vault is not open.
        BackupFailed: the place cannot be written or what was written cannot be read back.
        DiskFull: there is not enough room; nothing was changed.
        Busy: another program holds the vault.
    """
    settings, keys = vault.settings, vault.key_file()
    source = Source(settings, keys, vault.subkey("database"), vault.subkey("backup"), vault.clock.now())
    with plain_refusals():
        _check_place(settings, folder)
        report = write_backup(source, folder)
        prune(folder, keys.vault_id, settings.store.backups_kept)
        history.note(settings, report.made_at, report.folder)
    return report


@dataclass(frozen=True)
class Source:
    """What is backed up, and the keys for it."""

    settings: Settings
    keys: KeyFile
    database_key: bytes
    manifest_key: bytes
    now: datetime


def source_of(settings: Settings, ring: KeyRing, epoch: int, now: datetime) -> Source:
    """Return what is backed up when the vault is only just being opened (upgrade)."""
    return Source(settings, ring.file, ring.subkey("database", epoch), ring.subkey("backup", epoch), now)


def write_backup(source: Source, folder: Path) -> BackupReport:
    """Write, sync, reopen and prove one backup, then give it its name."""
    size = sum(path.stat().st_size for path in _present(source.settings.vault_file))
    require_room(folder, size)
    final = _free_name(folder, source.now)
    part = folder / f".{final.name}{PART}"
    _sweep(folder)
    part.mkdir(mode=0o700)
    try:
        said = _copy_database(source, part / DATABASE)
        write_atomic(part / KEYS, source.keys.to_bytes())
        _prove_copy(source, part / DATABASE, said)
        manifest = Manifest(
            made_at=source.now,
            app=__version__,
            schema=said.schema,
            vault_id=source.keys.vault_id,
            files={name: file_facts(part / name) for name in (DATABASE, KEYS)},
            rows=said.rows,
            audit_seq=said.head[0],
            audit_mac=said.head[1],
        )
        write_atomic(part / MANIFEST, manifest.to_bytes(source.manifest_key))
        part.replace(final)
        sync_folder(folder)
    except BaseException:
        with contextlib.suppress(OSError):
            _remove(part)
        raise
    return report_of(final, manifest, "Backup done")


def _present(database: Path) -> list[Path]:
    """Return the database and, if anything is in it, its log."""
    log = side_files(database)[0]
    return [database, log] if log.exists() and log.stat().st_size else [database]


@dataclass(frozen=True)
class _Contents:
    """What the database held while it was copied: rows by table, end of the audit, revision."""

    rows: dict[str, int]
    head: tuple[int, str]
    schema: str


def _contents(raw: Any) -> _Contents:
    schema = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    return _Contents(row_counts(raw), audit_head(raw), str(schema[0]) if schema else "")


def _copy_database(source: Source, target: Path) -> _Contents:
    """Copy the encrypted pages while no one can write; return what was in them.

    A reader may keep the log from being emptied; then the log is copied too, and folded in at the target.
    """
    raw = store_access(source.settings.vault_file, lambda: source.database_key, source.settings.store).connect()
    try:
        raw.execute(f"PRAGMA busy_timeout={CHECKPOINT_MS}")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        raw.execute(f"PRAGMA busy_timeout={source.settings.store.busy_ms}")
        raw.execute("BEGIN IMMEDIATE")
        try:
            said = _contents(raw)
            for path in _present(source.settings.vault_file):
                copy_file(path, target.with_name(path.name.replace(source.settings.vault_file.name, target.name)))
        finally:
            raw.execute("ROLLBACK")
    finally:
        raw.close()
    sync_folder(target.parent)
    return said


def _prove_copy(source: Source, copy: Path, said: _Contents) -> None:
    """Open the copy where it lies, with the product's own settings, and compare it with what was read."""
    try:
        faults = prove(copy, source.database_key, source.settings, said.rows, said.head)
    except VaultRefused as damaged:
        # So badly that it does not open; its sentence speaks of the vault, which is whole.
        raise BackupFailed from damaged
    if faults or any(path.exists() for path in side_files(copy)):
        raise BackupFailed


def _check_place(settings: Settings, folder: Path) -> None:
    if not folder.is_dir():
        raise BackupFailed(f"There is no folder {folder}. Nothing was changed. Put the stick in, or choose another.")
    inside = folder.resolve()
    if inside == settings.data_dir.resolve() or settings.data_dir.resolve() in inside.parents:
        raise BackupFailed(
            "A backup beside the vault is lost together with it. Nothing was changed. Choose a stick or another disk."
        )


def _free_name(folder: Path, now: datetime) -> Path:
    name = f"{PREFIX}{now:%Y%m%d-%H%M%S}"
    taken = [folder / name, *(folder / f"{name}-{number}" for number in range(2, 100))]
    return next(path for path in taken if not path.exists())


def _sweep(folder: Path) -> None:
    """Remove what a pulled stick left of an unfinished backup."""
    for part in folder.glob(f".{PREFIX}*{PART}"):
        _remove(part)


def _remove(backup: Path) -> None:
    """Remove a backup folder: our own files only, so that nothing else can be lost."""
    database = backup / DATABASE
    for path in (backup / MANIFEST, backup / KEYS, database, *side_files(database), *backup.glob(".*.new")):
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # something of someone else's lies in it: the folder stays
        backup.rmdir()


def prune(folder: Path, vault_id: UUID, keep: int) -> None:
    """Keep the newest `keep` backups of this vault in `folder`; others' backups and other files stay."""
    own = [path for path in folder.glob(f"{PREFIX}*") if _is_of(path, vault_id)]
    for path in sorted(own, key=lambda one: one.name, reverse=True)[keep:]:
        _remove(path)


def _is_of(backup: Path, vault_id: UUID) -> bool:
    try:
        return read_manifest(backup).vault_id == vault_id
    except LinkDeskError:
        return False
