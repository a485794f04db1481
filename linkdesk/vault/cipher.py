"""Open the encrypted store, or refuse; the only user of sqlcipher3."""

from __future__ import annotations

import sys
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Engine
from sqlalchemy import create_engine
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from linkdesk.record.errors import VaultRefused
from linkdesk.record.session import DOORS
from linkdesk.record.session import WRITING
from linkdesk.record.session import Doors
from linkdesk.settings import Store

APPLICATION_ID = 0x4C4B4453
"""`LKDS`: marks the file as LinkDesk's own."""
CIPHER_AT_LEAST = (4, 19)
PLAIN_HEADER = b"SQLite format 3\0"
HEADER_BYTES = 16

PRAGMAS: tuple[tuple[str, str, str], ...] = (
    (
        "cipher_memory_security",
        "OFF",
        "0",
    ),  # 3 to 4 times slower when on, and it cannot be switched off again
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", "2"),  # NORMAL makes no sync at commit: an acknowledged save could be lost
    ("foreign_keys", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("temp_store", "MEMORY", "2"),  # a temp file would be in the clear
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
)
"""Set on every connection, read back and compared."""

MAC_PRAGMAS: tuple[tuple[str, str, str], ...] = (
    ("fullfsync", "ON", "1"),
    ("checkpoint_fullfsync", "ON", "1"),
)


class CipherMissing(VaultRefused):
    """The database library here cannot encrypt. LinkDesk wrote nothing. Ask IT to install it again."""


def driver() -> Any:
    """Return the database driver module. Raises CipherMissing for one that cannot encrypt."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise CipherMissing from error
    return dbapi2


def require_cipher(module: Any) -> None:
    """Refuse a library without SQLCipher: there `PRAGMA key` is silently ignored. Raises CipherMissing."""
    connection = module.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    numbers = tuple(int(part) for part in str(row[0]).split()[0].split(".")[:2]) if row and row[0] else ()
    if numbers < CIPHER_AT_LEAST:
        raise CipherMissing


def require_vault_file(path: Path) -> None:
    """Refuse what is not an encrypted file, and leave it untouched. Raises VaultRefused."""
    if not path.is_file():
        raise VaultRefused(
            f"There is no vault at {path.name}. Nothing was changed. Restore a backup or start a new vault."
        )
    with path.open("rb") as file:
        header = file.read(HEADER_BYTES)
    if not header:
        raise VaultRefused("The vault file is empty. It was left untouched. Restore it from a backup.")
    if header == PLAIN_HEADER:
        raise VaultRefused(
            "The vault file is not encrypted, so it is not LinkDesk's. It was left untouched. Restore a backup."
        )


@dataclass(frozen=True)
class StoreAccess:
    """How one store is opened; `raw_key` is asked at every connection and raises VaultLocked while locked."""

    path: Path
    raw_key: Callable[[], bytearray]
    doors: Doors
    store: Store
    create: bool = False

    def url(self) -> str:
        """Return the URL; with a file name in it, or Flask-SQLAlchemy forces a pool that all threads share."""
        return f"sqlite:///{self.path.absolute().as_posix()}"

    def options(self) -> dict[str, Any]:
        """Return what `create_engine` needs beside the URL."""
        return {
            "module": driver(),
            "creator": self.connect,
            "poolclass": QueuePool,
            "pool_size": self.store.pool_size,
            "max_overflow": self.store.pool_overflow,
            "execution_options": {DOORS: self.doors},
            "hide_parameters": True,  # an error's words go to a log; a client's name must not
        }

    def connect(self) -> Any:
        """Open one connection with key and settings. Raises VaultRefused or VaultLocked."""
        module = driver()
        require_cipher(module)
        if not self.create:
            require_vault_file(self.path)
        mode = "rwc" if self.create else "rw"
        connection = module.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            check_same_thread=False,
            isolation_level=None,
            timeout=self.store.busy_ms / 1000,
        )
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: Any) -> None:
        connection.execute("PRAGMA cipher_log_level=NONE")
        key = self.raw_key()
        try:
            connection.set_key(key)
        finally:
            key[:] = bytes(len(key))
        module = driver()
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except module.DatabaseError as error:
            raise _unreadable(str(error)) from error
        if str(connection.execute("PRAGMA cipher_status").fetchone()[0]) != "1":
            raise CipherMissing
        wanted = PRAGMAS + (MAC_PRAGMAS if sys.platform == "darwin" else ())
        for name, value, expected in (
            *wanted,
            ("cache_size", f"-{self.store.cache_kib}", f"-{self.store.cache_kib}"),
        ):
            connection.execute(f"PRAGMA {name}={value}")
            found = connection.execute(f"PRAGMA {name}").fetchone()
            if found is None or str(found[0]).lower() != expected:
                raise VaultRefused(f"The database refused the setting {name}. Nothing was changed. Ask IT for help.")

    def open(self) -> Engine:
        """Return an engine of its own (terminal, set-up, checks); the caller disposes it."""
        engine = create_engine(self.url(), **self.options())
        equip(engine)
        return engine


def _unreadable(words: str) -> VaultRefused:
    if "locked" in words:
        return VaultRefused("Another program holds the vault. Nothing was changed. Close it, then try again.")
    return VaultRefused(
        "The vault file is damaged, cut short, or from somewhere else. It was left untouched. Restore it from a backup."
    )


def equip(engine: Engine) -> None:
    """Give an engine our BEGIN: IMMEDIATE for a unit of work, so that a writer never fails half-way."""

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def mark(engine: Engine) -> None:
    """Mark a new, empty vault as LinkDesk's."""
    with _raw(engine) as raw:
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")


def check_vault(engine: Engine, known_schemas: frozenset[str]) -> None:
    """Refuse a foreign file, a newer schema or a damaged one before anything is written. Raises VaultRefused."""
    with _raw(engine) as raw:
        _check(raw, known_schemas)


def _check(raw: Any, known_schemas: frozenset[str]) -> None:
    module = driver()
    try:
        if raw.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise VaultRefused(
                "This encrypted file was not made by LinkDesk. It was left untouched. Choose LinkDesk's own folder."
            )
        row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        damaged = raw.execute("PRAGMA cipher_integrity_check").fetchall() or [
            found for found in raw.execute("PRAGMA quick_check").fetchall() if found[0] != "ok"
        ]
    except module.DatabaseError as error:
        raise _unreadable(str(error)) from error
    if row is None or row[0] not in known_schemas:
        raise VaultRefused("A newer LinkDesk made this vault. It was left untouched. Install the newer LinkDesk.")
    if damaged:
        raise _unreadable("")


@contextmanager
def _raw(engine: Engine) -> Iterator[Any]:
    connection = engine.raw_connection()
    try:
        yield connection.driver_connection
    finally:
        connection.close()
