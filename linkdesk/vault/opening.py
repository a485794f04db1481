"""From a secret to a database that is known to be sound; and the first files of a new vault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import VaultRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.record.session import Doors
from linkdesk.settings import Settings
from linkdesk.settings import Store
from linkdesk.vault.atomic import create_private
from linkdesk.vault.atomic import private_folder
from linkdesk.vault.atomic import sweep_leftovers
from linkdesk.vault.atomic import sync_folder
from linkdesk.vault.cipher import StoreAccess
from linkdesk.vault.cipher import mark
from linkdesk.vault.keys.keyfile import KeyFile
from linkdesk.vault.keys.keyfile import key_file_exists
from linkdesk.vault.keys.keyfile import mend_copies
from linkdesk.vault.keys.keyfile import write_key_file
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.recovery import parse_recovery_key
from linkdesk.vault.keys.ring import KeyRing
from linkdesk.vault.keys.ring import keep_epoch
from linkdesk.vault.keys.ring import open_ring
from linkdesk.vault.keys.ring import slots_to_try
from linkdesk.vault.keys.slots import SALT_BYTES
from linkdesk.vault.keys.slots import Slot
from linkdesk.vault.keys.slots import SlotMaker
from linkdesk.vault.keys.slots import kdf_floor
from linkdesk.vault.keys.slots import stretch

Check = Callable[[SlotMaker, KeyRing, int, Engine], None]
"""Looks at an opened database, with the epoch whose key opened it, before it counts."""

SIDE_FILES = ("-wal", "-shm", "-journal")


def key_literal(key: bytes) -> bytearray:
    """Return a 32-byte key as SQLCipher takes it raw; the caller overwrites it."""
    return bytearray(b"x'" + key.hex().encode("ascii") + b"'")


def store_access(path: Path, key: Callable[[], bytes], store: Store, *, create: bool = False) -> StoreAccess:
    """Return how one database file is opened for checks and set-up, outside any unit of work."""
    return StoreAccess(path, lambda: key_literal(key()), Doors(audit_key=_no_audit), store, create=create)


def _no_audit() -> bytes:
    raise RuntimeError("checks and set-up change no record")


def new_database(settings: Settings) -> Path:
    """Return where a database lies that is not yet, or not any more, the vault's own."""
    return settings.vault_file.with_name("vault.db.new")


def side_files(path: Path) -> list[Path]:
    """Return the files that SQLite may keep beside a database."""
    return [path.with_name(path.name + suffix) for suffix in SIDE_FILES]


def remove_database(path: Path) -> None:
    """Remove a database of ours that is not the vault's own, with what lies beside it."""
    for one in (path, *side_files(path)):
        one.unlink(missing_ok=True)


def vault_exists(settings: Settings) -> bool:
    """Say whether there is anything of a vault; a part of one is a vault too, and is never overwritten."""
    return key_file_exists(settings.key_file) or settings.vault_file.exists()


def refuse_second_vault(settings: Settings) -> None:
    """Refuse to make a vault where there is one. Raises VaultRefused."""
    if vault_exists(settings):
        raise VaultRefused("There is a vault in this folder already. It was left untouched. Unlock it instead.")


def found_vault(maker: SlotMaker, ring: KeyRing, prepare: Callable[[Engine], None]) -> None:
    """Write the files of a new vault; a crash leaves no vault, or one that opens.

    The database is made ready beside its place, then the key file is written, then the database moves in. An
    unlock that finds the key file and the database still beside its place finishes the move.

    Args:
        maker: whose settings say where.
        ring: the new keys.
        prepare: makes the schema in the empty database.
    """
    settings = maker.settings
    refuse_second_vault(settings)
    private_folder(settings.data_dir)
    sweep_leftovers(settings.data_dir)
    target = new_database(settings)
    remove_database(target)
    create_private(target).close()  # the database library would make it readable to everyone
    engine = store_access(target, lambda: ring.subkey("database"), settings.store, create=True).open()
    try:
        mark(engine)
        prepare(engine)
    finally:
        engine.dispose()
    write_key_file(settings.key_file, ring.file)
    move_in(settings)


def move_in(settings: Settings) -> None:
    """Move a database that was made ready beside its place into it."""
    new_database(settings).replace(settings.vault_file)
    sync_folder(settings.data_dir)


def finish_founding(settings: Settings) -> None:
    """Finish a first start that was cut off after its key file was written."""
    if not settings.vault_file.exists() and new_database(settings).exists():
        move_in(settings)


def open_with_secret(file: KeyFile, secret: str | RecoveryKey, worker_name: str | None, settings: Settings) -> KeyRing:
    """Return the keys behind a passphrase or the recovery key.

    Raises:
        WrongSecret: nothing opened; every such failure takes one Argon2id run at least, whoever was named.
        VaultRefused: it opened, but the file was changed outside.
    """
    if isinstance(secret, RecoveryKey):
        if file.recovery is None:
            raise WrongSecret
        return open_ring(file, file.recovery, secret, settings)
    slots = slots_to_try(file, worker_name)
    for slot in slots:
        try:
            return open_ring(file, slot, secret, settings)
        except WrongSecret:
            continue
    if not slots:
        stretch(secret, bytes(SALT_BYTES), settings.kdf, kdf_floor(settings))
    raise WrongSecret


def worker_after_recovery(file: KeyFile, worker_name: str | None) -> Slot:
    """Return whose passphrase is to be set after the recovery key was used."""
    named = " ".join((worker_name or "").split()).casefold()
    found = [slot for slot in file.workers if not named or slot.label.casefold() == named]
    if len(found) != 1:
        raise WrongSecret("Several people use this vault. Nothing was changed. Type your name too.")
    return found[0]


def settle(maker: SlotMaker, ring: KeyRing, check: Check) -> KeyRing:
    """Finish what a crash left half done, check the database, and return a ring with one epoch.

    Args:
        maker: makes the key file if an unfinished rotation has to be ended.
        ring: the keys just opened.
        check: refuses a foreign, newer or damaged database; brings an older one up to date.

    Raises:
        VaultRefused: no epoch opens the database, or the check refused it; both files are left untouched.
    """
    settings = maker.settings
    finish_founding(settings)
    epoch = _epoch_of_database(settings, ring)
    engine = store_access(settings.vault_file, lambda: ring.subkey("database", epoch), settings.store).open()
    try:
        check(maker, ring, epoch, engine)
    finally:
        engine.dispose()
    if len(ring.masters) > 1:
        ring = keep_epoch(ring, maker, epoch)
    _tidy(settings, ring)
    return ring


def _epoch_of_database(settings: Settings, ring: KeyRing) -> int:
    """Return the epoch whose key opens the database: during a rotation it may be either."""
    trouble: VaultRefused | None = None
    for epoch in sorted(ring.masters, reverse=True):
        access = store_access(settings.vault_file, lambda epoch=epoch: ring.subkey("database", epoch), settings.store)  # type: ignore[misc]
        try:
            access.connect().close()
        except VaultRefused as error:
            trouble = error
        else:
            return epoch
    raise trouble or VaultRefused


def _tidy(settings: Settings, ring: KeyRing) -> None:
    """Mend the copies of the key file and remove leftovers; a full disk must not keep anyone out."""
    try:
        mend_copies(settings.key_file, ring.file)
    except DiskFull:
        return  # the file that opened is good; the next unlock tries again
    remove_database(new_database(settings))


def recognised(secret: str | RecoveryKey) -> str | RecoveryKey:
    """Take a typed text for the recovery key if it is one; its checksum leaves no doubt."""
    if isinstance(secret, RecoveryKey):
        return secret
    try:
        return parse_recovery_key(secret)
    except ValueError:
        return secret
