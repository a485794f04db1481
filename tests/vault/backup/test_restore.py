"""A backup comes back on any computer, and a damaged, cut or changed one never does."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from linkdesk.record import migrations
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.settings import Settings
from linkdesk.vault import people
from linkdesk.vault.backup import BackupRefused
from linkdesk.vault.backup import make_backup
from linkdesk.vault.backup import restore as module
from linkdesk.vault.backup import restore_backup
from linkdesk.vault.backup import verify_backup
from linkdesk.vault.backup.files import file_facts
from linkdesk.vault.backup.manifest import read_manifest
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.lock import Vault
from linkdesk.vault.rotation import rotate
from tests.vault.backup.conftest import LINES
from tests.vault.backup.conftest import connect
from tests.vault.backup.conftest import keepsakes
from tests.vault.conftest import KEY
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE


@pytest.fixture
def there(settings: Settings, tmp_path: Path) -> Settings:
    """The data folder of another laptop."""
    return replace(settings, data_dir=tmp_path / "there")


@pytest.fixture
def backup(vault: Vault, stick: Path) -> Path:
    return make_backup(vault, stick).folder


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("secret", [PASSPHRASE, KEY, KEY.text])
def test_another_laptop_has_the_same_record(
    vault: Vault, backup: Path, there: Settings, secret: str | RecoveryKey
) -> None:
    report = restore_backup(there, backup, secret)
    assert report.sentence.startswith(f"Restored: {backup.name}, made on 02 March 2026")
    other = Vault(there, vault.clock)
    other.unlock(secret)
    assert keepsakes(other) == LINES
    assert (other.worker_id, other.subkey("audit")) == (vault.worker_id, vault.subkey("audit"))
    assert sorted(path.name for path in there.data_dir.iterdir() if path.is_file()) == [
        "vault.db",
        "vault.keys",
        "vault.keys.copy",
    ]
    other.lock()


def test_what_was_there_is_kept_aside(vault: Vault, backup: Path) -> None:
    raw = connect(vault)
    raw.execute("INSERT INTO keepsake VALUES ('after the backup')")
    raw.close()
    people.change_passphrase(vault, PASSPHRASE, OTHER)
    vault.lock()
    restore_backup(vault.settings, backup, PASSPHRASE)
    vault.unlock(PASSPHRASE)
    assert keepsakes(vault) == LINES
    vault.lock()
    kept = vault.settings.data_dir / "kept-before-20260302-090000"
    old = Vault(replace(vault.settings, data_dir=kept), vault.clock)
    old.unlock(OTHER)
    assert keepsakes(old) == LINES + 1
    old.lock()


def test_it_can_be_restored_twice(vault: Vault, backup: Path) -> None:
    vault.lock()
    for _ in range(2):
        restore_backup(vault.settings, backup, PASSPHRASE)
    assert len(list(vault.settings.data_dir.glob("kept-*"))) == 2
    vault.unlock(PASSPHRASE)
    assert keepsakes(vault) == LINES


def test_an_old_backup_opens_with_the_words_of_its_day(vault: Vault, backup: Path, there: Settings) -> None:
    people.change_passphrase(vault, PASSPHRASE, OTHER)
    rotate(vault)
    assert verify_backup(vault.settings, backup, PASSPHRASE).rows > LINES
    with pytest.raises(WrongSecret):
        verify_backup(vault.settings, backup, OTHER)
    restore_backup(there, backup, PASSPHRASE)
    other = Vault(there, vault.clock)
    other.unlock(PASSPHRASE)
    assert keepsakes(other) == LINES
    other.lock()


def test_verifying_changes_nothing(vault: Vault, backup: Path) -> None:
    before = snapshot(backup)
    assert verify_backup(vault.settings, backup, PASSPHRASE).sentence.startswith("The backup is good")
    assert snapshot(backup) == before


def refused(backup: Path, there: Settings, settings: Settings) -> None:
    """Both ways refuse, and nothing appears in the data folder."""
    before = snapshot(backup)
    for verb in (verify_backup, restore_backup):
        with pytest.raises(BackupRefused):
            verb(there, backup, KEY)
    assert not there.data_dir.exists() or not any(there.data_dir.iterdir())
    assert snapshot(backup) == before


@pytest.mark.parametrize("name", ["vault.db", "vault.keys", "manifest.json"])
@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "longer"])
def test_damage_is_found(vault: Vault, backup: Path, there: Settings, name: str, damage: str) -> None:
    path = backup / name
    data = path.read_bytes()
    middle = len(data) // 2
    changed = {
        "flipped": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        "cut": data[:middle],
        "empty": b"",
        "longer": data + b"\0",
    }[damage]
    path.write_bytes(changed)
    refused(backup, there, vault.settings)


@pytest.mark.parametrize("name", ["vault.db", "vault.keys"])
def test_a_missing_file_is_found(vault: Vault, backup: Path, there: Settings, name: str) -> None:
    (backup / name).unlink()
    refused(backup, there, vault.settings)


def test_a_folder_without_a_manifest_is_no_backup(vault: Vault, stick: Path, there: Settings) -> None:
    with pytest.raises(FileRefused, match="no LinkDesk backup"):
        restore_backup(there, stick, KEY)


def test_a_manifest_made_to_fit_is_found_by_its_mac(vault: Vault, backup: Path, there: Settings) -> None:
    """An older database under a newer manifest, or a row count talked down: the digests fit, the MAC does not."""
    changes: tuple[dict[str, Any], ...] = (
        {"made_at": "2030-01-01T00:00:00+00:00"},
        {"audit": {"seq": 7, "mac": ""}},
        {"rows": {}},
    )
    for change in changes:
        said = json.loads((backup / "manifest.json").read_bytes())
        good = (backup / "manifest.json").read_bytes()
        (backup / "manifest.json").write_text(json.dumps(said | change))
        refused(backup, there, vault.settings)
        (backup / "manifest.json").write_bytes(good)
    verify_backup(vault.settings, backup, KEY)


def test_what_the_manifest_says_must_be_in_the_database(vault: Vault, backup: Path, there: Settings) -> None:
    """Signed by the right key, and still not what lies there."""
    said = read_manifest(backup)
    for wrong in (replace(said, rows=dict(said.rows) | {"keepsake": 1}), replace(said, audit_seq=99)):
        (backup / "manifest.json").write_bytes(wrong.to_bytes(vault.subkey("backup")))
        with pytest.raises(BackupRefused):
            restore_backup(there, backup, KEY)
        assert [path.name for path in there.data_dir.iterdir()] == []


def test_a_key_file_of_another_vault_does_not_fit(vault: Vault, backup: Path, there: Settings) -> None:
    """Its digests are written into the manifest by someone who could read the backup key: still refused."""
    said = read_manifest(backup)
    foreign = replace(said, vault_id=UUID(int=7))
    (backup / "manifest.json").write_bytes(foreign.to_bytes(vault.subkey("backup")))
    refused(backup, there, vault.settings)
    newer = b'{"v":99}'
    (backup / "vault.keys").write_bytes(newer)
    files = dict(said.files) | {"vault.keys": file_facts(backup / "vault.keys")}
    (backup / "manifest.json").write_bytes(replace(said, files=files).to_bytes(vault.subkey("backup")))
    refused(backup, there, vault.settings)


def test_a_database_that_is_not_the_vaults_is_refused(vault: Vault, backup: Path, there: Settings) -> None:
    said = read_manifest(backup)
    (backup / "vault.db").write_bytes(bytes(4096))
    files = dict(said.files) | {"vault.db": file_facts(backup / "vault.db")}
    (backup / "manifest.json").write_bytes(replace(said, files=files).to_bytes(vault.subkey("backup")))
    with pytest.raises(BackupRefused):
        restore_backup(there, backup, KEY)
    assert list(there.data_dir.iterdir()) == []


def test_a_copy_that_went_wrong_is_not_taken(
    vault: Vault, backup: Path, there: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lossy(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:-1])

    monkeypatch.setattr(module, "copy_file", lossy)
    with pytest.raises(BackupRefused):
        restore_backup(there, backup, KEY)
    assert list(there.data_dir.iterdir()) == []
    assert vault.state.name == "OPEN"


def test_a_newer_schema_is_said_to_be_newer(vault: Vault, backup: Path, there: Settings) -> None:
    newer = replace(read_manifest(backup), schema="9999")
    assert "9999" not in migrations.KNOWN
    (backup / "manifest.json").write_bytes(newer.to_bytes(vault.subkey("backup")))
    with pytest.raises(BackupRefused, match="newer LinkDesk"):
        restore_backup(there, backup, KEY)


def test_wrong_words_restore_nothing(vault: Vault, backup: Path, there: Settings) -> None:
    for wrong in (OTHER, RecoveryKey(bytes(16)), ""):
        with pytest.raises(WrongSecret):
            restore_backup(there, backup, wrong)
    assert not there.data_dir.exists()


def test_ten_thousand_wrong_recovery_keys_open_no_backup(vault: Vault, backup: Path) -> None:
    from linkdesk.vault.keys.keyfile import parse_key_file
    from linkdesk.vault.keys.slots import open_private

    file = parse_key_file((backup / "vault.keys").read_bytes())
    slot = file.recovery
    assert slot is not None
    opened = 0
    for number in range(10_000):
        try:
            open_private(file.vault_id, slot, RecoveryKey(number.to_bytes(16, "big")), vault.settings)
            opened += 1
        except WrongSecret:
            continue
    assert opened == 0
    open_private(file.vault_id, slot, KEY, vault.settings)


@pytest.mark.parametrize("step", ["require_room", "copy_file", "prove"])
def test_a_full_disk_leaves_the_vault_that_was_there(
    vault: Vault, backup: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    vault.lock()
    before = snapshot(vault.settings.data_dir)

    def full(*_: object) -> None:
        raise DiskFull

    if step == "prove":
        monkeypatch.setattr(module, "_prove", full)
    else:
        monkeypatch.setattr(module, step, full)
    with pytest.raises(DiskFull):
        restore_backup(vault.settings, backup, KEY)
    assert snapshot(vault.settings.data_dir) == before
