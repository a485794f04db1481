"""An older vault is brought up to date behind a proved backup, or put back exactly as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from linkdesk.record import migrate
from linkdesk.record import migrations
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import VaultRefused
from linkdesk.vault import upgrade
from linkdesk.vault.backup import verify_backup
from linkdesk.vault.lock import Vault
from linkdesk.vault.opening import store_access
from tests.vault.conftest import KEY
from tests.vault.conftest import PASSPHRASE

NEXT = "9001"


@pytest.fixture
def older(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """A vault made by the LinkDesk of today, opened by one of tomorrow that knows one revision more."""
    vault.lock()
    monkeypatch.setattr(migrations, "KNOWN", migrations.KNOWN | {NEXT})
    monkeypatch.setattr(migrations, "HEAD", NEXT)
    return vault


def revision(words: str, *, number: str = NEXT) -> Callable[[Engine], None]:
    def run(engine: Engine) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql(words)
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (number,))

    return run


def tables(vault: Vault) -> list[str]:
    access = store_access(vault.settings.vault_file, lambda: vault.subkey("database"), vault.settings.store)
    raw: Any = access.connect()
    try:
        return [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE name LIKE 'novel%'")]
    finally:
        raw.close()


def test_a_vault_of_today_is_left_alone(vault: Vault) -> None:
    vault.lock()
    before = vault.settings.vault_file.read_bytes()
    vault.unlock(PASSPHRASE)
    assert vault.settings.vault_file.read_bytes() == before
    assert not (vault.settings.data_dir / upgrade.BEFORE).exists()


def test_the_new_schema_comes_behind_a_backup(older: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "upgrade", revision("CREATE TABLE novel (id INTEGER)"))
    older.unlock(PASSPHRASE)
    assert tables(older) == ["novel"]
    (backup,) = (older.settings.data_dir / upgrade.BEFORE).iterdir()
    verify_backup(older.settings, backup, KEY)


@pytest.mark.parametrize(
    "broken",
    [
        revision("CREATE TABLE novel (id INTEGER", number=NEXT),
        revision("CREATE TABLE novel (id INTEGER)", number="0001"),
        revision("CREATE TABLE novel_child AS SELECT 1 AS id"),
    ],
    ids=["fails half-way", "ends at the wrong revision", "leaves faults"],
)
def test_whatever_fails_puts_the_old_file_back(
    older: Vault, monkeypatch: pytest.MonkeyPatch, broken: Callable[[Engine], None]
) -> None:
    before = older.settings.vault_file.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "upgrade", broken)
        patched.setattr(upgrade, "thorough_faults", lambda _: ["a page is wrong"])
        with pytest.raises(VaultRefused, match="put back as it was"):
            older.unlock(PASSPHRASE)
    assert older.state.name == "LOCKED"
    assert older.settings.vault_file.read_bytes() == before
    monkeypatch.setattr(migrate, "upgrade", revision("CREATE TABLE novel (id INTEGER)"))
    older.unlock(PASSPHRASE)
    assert tables(older) == ["novel"]


def test_without_room_for_the_backup_nothing_is_begun(older: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    before = older.settings.vault_file.read_bytes()

    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(upgrade, "write_backup", full)
    with pytest.raises(DiskFull):
        older.unlock(PASSPHRASE)
    assert older.settings.vault_file.read_bytes() == before
    assert older.state.name == "LOCKED"


def test_a_newer_vault_is_left_untouched(older: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "upgrade", revision("CREATE TABLE novel (id INTEGER)"))
    older.unlock(PASSPHRASE)
    older.lock()
    monkeypatch.undo()
    before = older.settings.vault_file.read_bytes()
    with pytest.raises(VaultRefused, match="newer LinkDesk"):
        older.unlock(PASSPHRASE)
    assert older.settings.vault_file.read_bytes() == before
