"""The schema of the vault: made at first start, checked at each unlock, brought up to date behind a backup."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from linkdesk.record import migrate
from linkdesk.record import migrations
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import VaultRefused
from linkdesk.settings import Settings
from linkdesk.vault.atomic import private_folder
from linkdesk.vault.atomic import sync_folder
from linkdesk.vault.backup.files import copy_file
from linkdesk.vault.backup.make import prune
from linkdesk.vault.backup.make import source_of
from linkdesk.vault.backup.make import write_backup
from linkdesk.vault.backup.manifest import DATABASE
from linkdesk.vault.cipher import check_vault
from linkdesk.vault.inspection import thorough_faults
from linkdesk.vault.keys.ring import KeyRing
from linkdesk.vault.keys.slots import SlotMaker
from linkdesk.vault.opening import new_database
from linkdesk.vault.opening import remove_database
from linkdesk.vault.opening import side_files

BEFORE = "before-upgrade"
"""The folder beside the vault that holds the backups made before a change of schema."""

KEPT = 2


def make_schema(engine: Engine) -> None:
    """Make the newest schema in an empty database."""
    migrate.upgrade(engine)


def bring_up_to_date(maker: SlotMaker, ring: KeyRing, epoch: int, engine: Engine) -> None:
    """Refuse a foreign, damaged or newer database; give an older one the newest schema.

    First a backup is made and proved, then the revisions run in one transaction, then everything is checked; if
    that fails the old file is put back.

    Raises:
        VaultRefused: it cannot be used; it was left, or put back, as it was.
        DiskFull: there is no room for the backup; it was left as it was.
    """
    check_vault(engine, migrations.KNOWN)
    if migrate.current(engine) == migrations.HEAD:
        return
    settings = maker.settings
    folder = private_folder(settings.data_dir / BEFORE)
    report = write_backup(source_of(settings, ring, epoch, maker.clock.now()), folder)
    try:
        migrate.upgrade(engine)
        _require_sound(engine)
    except Exception as error:
        engine.dispose()
        _put_back(settings, report.folder / DATABASE)
        raise VaultRefused(
            "The vault could not be brought up to date for this LinkDesk. It was put back as it was. Ask IT for help."
        ) from error
    prune(folder, ring.file.vault_id, KEPT)


def _require_sound(engine: Engine) -> None:
    connection = engine.raw_connection()
    try:
        faults = thorough_faults(connection.driver_connection)
    finally:
        connection.close()
    if faults or migrate.current(engine) != migrations.HEAD:
        raise LinkDeskError


def _put_back(settings: Settings, backup: Path) -> None:
    """Put the database of a proved backup back in its place, as one step."""
    target = new_database(settings)
    remove_database(target)
    copy_file(backup, target)
    for path in side_files(settings.vault_file):
        path.unlink(missing_ok=True)
    target.replace(settings.vault_file)
    sync_folder(settings.data_dir)
