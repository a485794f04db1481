"""Changing the master key: the database is written anew under it, and a crash at any step leaves one that opens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from linkdesk.record.errors import Busy
from linkdesk.record.errors import VaultRefused
from linkdesk.settings import Settings
from linkdesk.vault.atomic import create_private
from linkdesk.vault.atomic import sync_file
from linkdesk.vault.atomic import sync_folder
from linkdesk.vault.cipher import driver
from linkdesk.vault.inspection import require_room
from linkdesk.vault.inspection import row_counts
from linkdesk.vault.inspection import thorough_faults
from linkdesk.vault.keys.boxes import KEY_BYTES
from linkdesk.vault.keys.keyfile import write_key_file
from linkdesk.vault.keys.ring import KeyRing
from linkdesk.vault.keys.ring import begin_rotation
from linkdesk.vault.keys.ring import keep_epoch
from linkdesk.vault.keys.slots import SlotMaker
from linkdesk.vault.lock import Vault
from linkdesk.vault.opening import key_literal
from linkdesk.vault.opening import new_database
from linkdesk.vault.opening import remove_database
from linkdesk.vault.opening import side_files
from linkdesk.vault.opening import store_access


def rotate(vault: Vault) -> None:
    """Give the vault a new master key.

    First the key file holds both epochs, then the database moves, then the key file holds the new one alone. In
    between, an unlock tries both and ends what was begun.

    Raises:
        Busy: a connection to the database is still open, in this program or another; nothing was changed.
        DiskFull: there is no room for a second database; nothing was changed.
    """
    require_room(vault.settings.data_dir, 2 * vault.settings.vault_file.stat().st_size)
    vault.replace_ring(lambda ring, maker: _rotate(vault, ring, maker))


def _rotate(vault: Vault, ring: KeyRing, maker: SlotMaker) -> KeyRing:
    settings = maker.settings
    vault.close_connections()
    during = begin_rotation(ring, maker)
    write_key_file(settings.key_file, during.file)
    try:
        _export(settings, during, ring.newest, during.newest)
        _put_in_place(settings)
    except BaseException:
        ring.file = keep_epoch(during, maker, ring.newest).file
        write_key_file(settings.key_file, ring.file)
        remove_database(new_database(settings))
        raise
    sync_folder(settings.data_dir)
    after = keep_epoch(during, maker, during.newest)
    write_key_file(settings.key_file, after.file)
    ring.masters[ring.newest][:] = bytes(KEY_BYTES)
    return after


def _export(settings: Settings, ring: KeyRing, old: int, new: int) -> None:
    """Write the whole database under the new key beside the old one and prove it before it counts."""
    target = new_database(settings)
    remove_database(target)
    create_private(target).close()  # the database library would make it readable to everyone
    source = store_access(settings.vault_file, lambda: ring.subkey("database", old), settings.store).connect()
    try:
        counts = row_counts(source)
        _copy(source, target, ring.subkey("database", new))
        _close_log(source)
    finally:
        source.close()
    copied = store_access(target, lambda: ring.subkey("database", new), settings.store).connect()
    try:
        faults = thorough_faults(copied)
        same = row_counts(copied) == counts
        copied.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        copied.close()
    if faults or not same:
        raise VaultRefused("The database could not be written anew. The old one is unchanged. Try again.")
    _sync(target)


def _copy(source: Any, target: Path, key: bytes) -> None:
    literal = key_literal(key)
    try:
        source.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(target), literal.decode("ascii")))
    finally:
        literal[:] = bytes(len(literal))
    try:
        source.execute("SELECT sqlcipher_export('fresh')")
        for name in ("application_id", "user_version"):  # the export leaves these behind
            value = int(source.execute(f"PRAGMA main.{name}").fetchone()[0])
            source.execute(f"PRAGMA fresh.{name}={value}")
    finally:
        source.execute("DETACH DATABASE fresh")


def _close_log(source: Any) -> None:
    """Bring the log into the old file and leave log mode, which works only if no other connection is open.

    A connection that someone else still held would go on writing to the old file after the new one took its place.
    """
    try:
        mode = str(source.execute("PRAGMA journal_mode=DELETE").fetchone()[0]).lower()
    except driver().OperationalError:
        mode = "locked"
    if mode != "delete":
        raise Busy("LinkDesk or another program is still using the vault. Nothing was changed. Try again.")


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        sync_file(stream.fileno())
    sync_folder(path.parent)


def _put_in_place(settings: Settings) -> None:
    """Move the new database over the old one, as the very last thing that can fail; both keys are in the key file."""
    for path in (*side_files(settings.vault_file), *side_files(new_database(settings))):
        path.unlink(missing_ok=True)
    new_database(settings).replace(settings.vault_file)
