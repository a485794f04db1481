"""A new master key reaches everyone who is left, the record stays, and whatever fails leaves a vault that opens."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest

from linkdesk.record.errors import Busy
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import VaultRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.settings import Settings
from linkdesk.vault import people
from linkdesk.vault import rotation
from linkdesk.vault.inspection import row_counts
from linkdesk.vault.lock import Vault
from linkdesk.vault.opening import new_database
from linkdesk.vault.opening import store_access
from tests.vault.conftest import KEY
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE


@pytest.fixture
def vault(vault: Vault) -> Vault:
    """An open vault with something in it."""
    raw = connect(vault)
    raw.execute("CREATE TABLE keepsake (words TEXT)")
    raw.execute("BEGIN")
    raw.executemany("INSERT INTO keepsake VALUES (?)", [(f"line {number}",) for number in range(500)])
    raw.execute("COMMIT")
    raw.execute("CREATE VIRTUAL TABLE found USING fts5(words)")
    raw.execute("INSERT INTO found VALUES ('walnut')")
    raw.close()
    return vault


def connect(vault: Vault) -> Any:
    return store_access(vault.settings.vault_file, lambda: vault.subkey("database"), vault.settings.store).connect()


def keepsakes(vault: Vault) -> int:
    raw = connect(vault)
    try:
        assert raw.execute("SELECT words FROM found WHERE found MATCH 'wal*'").fetchall() == [("walnut",)]
        assert raw.execute("PRAGMA application_id").fetchone()[0] == 0x4C4B4453
        return row_counts(raw)["keepsake"]
    finally:
        raw.close()


def test_the_record_stays_and_the_key_is_another(vault: Vault) -> None:
    before, audit, old = vault.subkey("database"), vault.subkey("audit"), vault.settings.vault_file.read_bytes()
    closed: list[bool] = []
    vault.on_lock(lambda: closed.append(True))
    rotation.rotate(vault)
    assert vault.subkey("database") != before
    assert vault.subkey("audit") == audit, "the chain of the audit stays checkable"
    assert closed == [True]
    assert keepsakes(vault) == 500
    assert len(vault.key_file().epochs) == 1
    assert vault.settings.vault_file.read_bytes()[:4096] != old[:4096]
    again = Vault(vault.settings, vault.clock)
    again.unlock(KEY)
    assert keepsakes(again) == 500
    assert not new_database(vault.settings).exists()


def test_it_can_be_done_again_and_again(vault: Vault) -> None:
    for _ in range(3):
        rotation.rotate(vault)
    assert [epoch.number for epoch in vault.key_file().epochs] == [4]
    vault.lock()
    vault.unlock(PASSPHRASE)
    assert keepsakes(vault) == 500


def test_who_was_removed_opens_neither_file_with_an_old_key_file(vault: Vault, tmp_path: Path) -> None:
    kit = uuid.uuid4()
    people.add_worker(vault, kit, "Kit Example", OTHER)
    old_keys = vault.settings.key_file.read_bytes()
    people.remove_worker(vault, kit)
    with pytest.raises(WrongSecret):
        Vault(vault.settings, vault.clock).unlock(OTHER)
    stolen = Settings(data_dir=tmp_path / "stolen", kdf=vault.settings.kdf, testing=True)
    stolen.data_dir.mkdir()
    stolen.key_file.write_bytes(old_keys)
    stolen.vault_file.write_bytes(vault.settings.vault_file.read_bytes())
    with pytest.raises(VaultRefused):
        Vault(stolen, vault.clock).unlock(OTHER, "Kit Example")


def test_an_open_connection_stops_it_before_anything_changed(vault: Vault) -> None:
    before = vault.subkey("database")
    reader = connect(vault)
    reader.execute("SELECT count(*) FROM keepsake").fetchone()
    try:
        with pytest.raises(Busy):
            rotation.rotate(vault)
    finally:
        reader.close()
    assert vault.subkey("database") == before
    assert len(vault.key_file().epochs) == 1
    assert not new_database(vault.settings).exists()
    rotation.rotate(vault)
    assert keepsakes(vault) == 500


@pytest.mark.parametrize("step", ["_export", "_copy", "_close_log", "thorough_faults", "_sync", "_put_in_place"])
def test_a_failure_at_any_step_leaves_the_old_key_in_force(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = vault.subkey("database")

    def fail(*_: object) -> None:
        raise OSError("the drive went away")

    with monkeypatch.context() as patched:
        patched.setattr(rotation, step, fail)
        with pytest.raises(OSError, match="went away"):
            rotation.rotate(vault)
    assert vault.subkey("database") == before
    people.add_worker(vault, uuid.uuid4(), "Kit Example", OTHER)
    again = Vault(vault.settings, vault.clock)
    again.unlock(OTHER, "Kit Example")
    assert keepsakes(again) == 500
    again.lock()
    rotation.rotate(vault)
    assert keepsakes(vault) == 500


def test_a_copy_that_is_not_whole_is_not_taken(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(rotation, "thorough_faults", lambda _: ["a page is wrong"])
        with pytest.raises(VaultRefused, match="old one is unchanged"):
            rotation.rotate(vault)
    assert keepsakes(vault) == 500


def test_without_room_nothing_is_begun(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    before = vault.settings.key_file.read_bytes()

    def full(folder: Path, size: int) -> None:
        assert size >= vault.settings.vault_file.stat().st_size
        raise DiskFull

    monkeypatch.setattr(rotation, "require_room", full)
    with pytest.raises(DiskFull):
        rotation.rotate(vault)
    assert vault.settings.key_file.read_bytes() == before


class Killed(BaseException):
    """Stands for the end of the process: nothing after it runs, not even the clearing up."""


@pytest.mark.parametrize("step", ["_export", "_put_in_place", "keep_epoch"])
def test_an_unlock_ends_what_a_crash_left(vault: Vault, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """The clearing up is kept from running, as in a real crash; tests/safety/test_keys_kill.py kills for real."""

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(rotation, "keep_epoch", die)
        if step != "keep_epoch":
            patched.setattr(rotation, step, die)
        with pytest.raises(Killed):
            rotation.rotate(vault)
    vault.lock()
    again = Vault(vault.settings, vault.clock)
    again.unlock(PASSPHRASE)
    assert len(again.key_file().epochs) == 1
    assert keepsakes(again) == 500
    assert not new_database(vault.settings).exists()
