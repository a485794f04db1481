"""The store is really encrypted, every setting holds, and what is not ours is refused and left as it was."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy import text
from sqlalchemy.pool import QueuePool

from linkdesk.record import migrate
from linkdesk.record.errors import VaultLocked
from linkdesk.record.errors import VaultRefused
from linkdesk.record.session import Doors
from linkdesk.settings import Store
from linkdesk.vault import cipher
from linkdesk.vault.cipher import PRAGMAS
from linkdesk.vault.cipher import CipherMissing
from linkdesk.vault.cipher import StoreAccess
from linkdesk.vault.cipher import check_vault
from tests.conftest import RAW_KEY

MARKER = "Quillfeather-Marker-7731"


def access(path: Path, key: bytes = RAW_KEY, *, create: bool = False) -> StoreAccess:
    return StoreAccess(path, lambda: bytearray(key), Doors(audit_key=lambda: b""), Store(), create=create)


def test_the_file_shows_nothing(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (words TEXT)"))
        connection.execute(text("INSERT INTO t VALUES (:w)"), [{"w": MARKER}] * 500)
    files = [path for path in tmp_path.iterdir() if path.is_file()]
    assert {path.name for path in files} >= {"store.db", "store.db-wal"}
    assert all(MARKER.encode() not in path.read_bytes() for path in files)
    assert (tmp_path / "store.db").read_bytes()[:16] != b"SQLite format 3\0"
    plain = sqlite3.connect(tmp_path / "control.db")
    plain.execute("CREATE TABLE t (words TEXT)")
    plain.execute("INSERT INTO t VALUES (?)", (MARKER,))
    plain.commit()
    plain.close()
    assert MARKER.encode() in (tmp_path / "control.db").read_bytes(), "the scan must be able to find it"


def test_every_connection_has_every_setting(engine: Engine) -> None:
    with engine.connect() as one, engine.connect() as two:
        for connection in (one, two):
            for name, _value, expected in PRAGMAS:
                assert str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()).lower() == expected, name
            assert connection.exec_driver_sql("PRAGMA cipher_status").scalar_one() == "1"
            assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() == -Store().cache_kib


def test_a_setting_that_does_not_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "PRAGMAS", (("page_count", "7", "7"),))
    with pytest.raises(VaultRefused, match="page_count"):
        access(tmp_path / "x.db", create=True).connect()


def test_the_pool_is_a_queue(engine: Engine) -> None:
    """Traps 1 and 2: the default pools share one connection between threads."""
    assert type(engine.pool) is QueuePool


def test_the_mac_settings_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    connection = access(tmp_path / "x.db", create=True).connect()
    assert connection.execute("PRAGMA fullfsync").fetchone()[0] == 1
    connection.close()


class PlainDriver:
    """A library like the one that once made a messenger's store plain without a word."""

    connect = staticmethod(sqlite3.connect)
    DatabaseError = sqlite3.DatabaseError


def test_a_library_without_the_cipher_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "driver", lambda: PlainDriver)
    with pytest.raises(CipherMissing, match="cannot encrypt"):
        access(tmp_path / "x.db", create=True).connect()
    assert list(tmp_path.iterdir()) == []


def test_a_missing_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    with pytest.raises(CipherMissing):
        cipher.driver()


class OldCipher:
    """A cipher older than the one tested."""

    @staticmethod
    def connect(_path: str) -> OldCipher:
        return OldCipher()

    def execute(self, _sql: str) -> OldCipher:
        return self

    def fetchone(self) -> tuple[str]:
        return ("4.5.6 community",)

    def close(self) -> None:
        """Nothing to close."""


def test_an_old_cipher_is_refused() -> None:
    with pytest.raises(CipherMissing):
        cipher.require_cipher(OldCipher)


def plain(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()


def foreign(path: Path) -> None:
    engine = access(path, create=True).open()
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num TEXT)"))
    engine.dispose()


def newer(path: Path) -> None:
    engine = access(path, create=True).open()
    cipher.mark(engine)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()


def flipped(path: Path) -> None:
    engine = access(path, create=True).open()
    cipher.mark(engine)
    migrate.upgrade(engine)
    engine.dispose()
    with path.open("r+b") as file:
        file.seek(4096 * 5 + 100)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def cut(path: Path) -> None:
    flipped(path)
    path.write_bytes(path.read_bytes()[: 4096 * 3 + 17])


def unfinished(path: Path) -> None:
    engine = access(path, create=True).open()
    cipher.mark(engine)
    engine.dispose()


SHELF: dict[str, tuple[Callable[[Path], Any], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "is empty"),
    "plain": (plain, "not encrypted"),
    "noise": (lambda path: path.write_bytes(os.urandom(8192)), "damaged"),
    "text": (lambda path: path.write_text("hello " * 2000), "damaged"),
    "foreign": (foreign, "not made by LinkDesk"),
    "newer": (newer, "newer LinkDesk"),
    "flipped": (flipped, "damaged"),
    "unfinished": (unfinished, "damaged"),
    "cut": (cut, "damaged"),
}


@pytest.mark.parametrize("kind", SHELF)
def test_what_is_not_ours_is_refused_and_left_untouched(tmp_path: Path, kind: str) -> None:
    make, words = SHELF[kind]
    path = tmp_path / "vault.db"
    make(path)
    before = path.read_bytes()
    engine = access(path).open()
    with pytest.raises(VaultRefused, match=words) as refusal:
        check_vault(engine, migrate.KNOWN)
    engine.dispose()
    assert "untouched" in refusal.value.sentence
    assert path.read_bytes() == before


def test_a_missing_file_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(VaultRefused, match="no vault"):
        access(tmp_path / "vault.db").connect()
    assert list(tmp_path.iterdir()) == []


def test_the_wrong_key_is_refused(tmp_path: Path) -> None:
    newer(tmp_path / "vault.db")
    engine = access(tmp_path / "vault.db", b"x'" + b"11" * 32 + b"'").open()
    with pytest.raises(VaultRefused):
        check_vault(engine, migrate.KNOWN)
    engine.dispose()


def test_our_own_vault_passes(engine: Engine) -> None:
    check_vault(engine, migrate.KNOWN)


def test_a_locked_vault_opens_nothing(engine: Engine, tmp_path: Path) -> None:
    def locked() -> bytearray:
        raise VaultLocked

    shut = StoreAccess(tmp_path / "store.db", locked, Doors(audit_key=lambda: b""), Store())
    with pytest.raises(VaultLocked):
        shut.connect()


def test_the_key_handed_over_is_wiped(tmp_path: Path) -> None:
    key = bytearray(RAW_KEY)
    StoreAccess(tmp_path / "x.db", lambda: key, Doors(audit_key=lambda: b""), Store(), create=True).connect().close()
    assert set(key) == {0}


def test_a_vault_held_by_another_program_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    newer(path)
    holder = access(path).connect()
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    hasty = StoreAccess(path, lambda: bytearray(RAW_KEY), Doors(audit_key=lambda: b""), Store(busy_ms=20))
    with pytest.raises(VaultRefused, match="Another program holds the vault"):
        hasty.connect()
    holder.close()


class Half:
    """A real connection of a library that says the cipher is off."""

    def __init__(self, real: Any) -> None:
        self.real = real

    def execute(self, sql: str) -> Any:
        return self.real.execute("SELECT '0'" if sql == "PRAGMA cipher_status" else sql)

    def set_key(self, key: bytearray) -> None:
        self.real.set_key(key)

    def close(self) -> None:
        self.real.close()


def test_a_connection_whose_cipher_is_off_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = cipher.driver()

    class Driver:
        DatabaseError = real.DatabaseError

        @staticmethod
        def connect(path: str, **options: Any) -> Any:
            return real.connect(path) if path == ":memory:" else Half(real.connect(path, **options))

    monkeypatch.setattr(cipher, "driver", lambda: Driver)
    with pytest.raises(CipherMissing):
        access(tmp_path / "x.db", create=True).connect()
