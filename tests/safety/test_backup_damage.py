"""Flip bits in a backup and cut it anywhere: every damage is refused, and the good one still opens."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from linkdesk.record.clock import SystemClock
from linkdesk.record.errors import LinkDeskError
from linkdesk.settings import KdfCost
from linkdesk.settings import Settings
from linkdesk.vault.backup import BackupRefused
from linkdesk.vault.backup import make_backup
from linkdesk.vault.backup import restore_backup
from linkdesk.vault.backup import verify_backup
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.lock import Vault
from linkdesk.vault.opening import store_access

pytestmark = pytest.mark.safety

KEY = RecoveryKey(bytes(range(16)))
PASSPHRASE = "walnut lantern orbit pebble quiver"
FLIPS = 200
CUTS = 60


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    cheap = KdfCost(memory_kib=64, passes=1, lanes=1)
    return Settings(data_dir=tmp_path_factory.mktemp("data"), kdf=cheap, testing=True)


@pytest.fixture(scope="module")
def backup(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    vault = Vault(settings, SystemClock())
    vault.create("Sam Example", PASSPHRASE, KEY)
    made = make_backup(vault, tmp_path_factory.mktemp("stick")).folder
    vault.lock()
    return made


@pytest.fixture(params=["vault.db", "vault.keys", "manifest.json"])
def file(request: pytest.FixtureRequest, backup: Path) -> Iterator[Path]:
    """One file of the backup, put right again afterwards."""
    path = backup / request.param
    good = path.read_bytes()
    yield path
    path.write_bytes(good)


def is_refused(settings: Settings, backup: Path) -> bool:
    try:
        verify_backup(settings, backup, KEY)
    except BackupRefused:
        return True
    return False


def test_every_flipped_bit_is_found(settings: Settings, backup: Path, file: Path) -> None:
    good = file.read_bytes()
    missed = []
    for _ in range(FLIPS):
        bit = random.randrange(len(good) * 8)  # noqa: S311 - a place, not a secret
        changed = bytearray(good)
        changed[bit // 8] ^= 1 << bit % 8
        file.write_bytes(changed)
        if not is_refused(settings, backup):
            missed.append(bit)
    assert missed == []
    file.write_bytes(good)
    assert not is_refused(settings, backup), "the check must be able to say yes"


def test_every_cut_is_found(settings: Settings, backup: Path, file: Path) -> None:
    good = file.read_bytes()
    lengths = {0, 1, len(good) - 1, *random.sample(range(len(good)), CUTS)}
    missed = []
    for length in sorted(lengths):
        file.write_bytes(good[:length])
        if not is_refused(settings, backup):
            missed.append(length)
    assert missed == []


def test_an_older_database_under_a_newer_manifest_is_found(settings: Settings, backup: Path, tmp_path: Path) -> None:
    """A page MAC does not stop an old file from being put back; the manifest's digest and MAC do."""
    vault = Vault(settings, SystemClock())
    vault.unlock(PASSPHRASE)
    older = make_backup(vault, tmp_path).folder
    raw = store_access(settings.vault_file, lambda: vault.subkey("database"), settings.store).connect()
    raw.execute("CREATE TABLE IF NOT EXISTS keepsake (words TEXT)")
    raw.execute("INSERT INTO keepsake VALUES ('newer')")
    raw.close()
    newer = make_backup(vault, tmp_path).folder
    vault.lock()
    (newer / "vault.db").write_bytes((older / "vault.db").read_bytes())
    assert is_refused(settings, newer)
    (newer / "manifest.json").write_bytes((older / "manifest.json").read_bytes())
    assert not is_refused(settings, newer), "the whole older backup under another name is still a good backup"


def test_a_vault_with_any_flipped_bit_is_refused_untouched(settings: Settings, tmp_path: Path) -> None:
    vault = replace(settings, data_dir=tmp_path / "vault")
    made = Vault(vault, SystemClock())
    made.create("Sam Example", PASSPHRASE, KEY)
    made.lock()
    good = vault.vault_file.read_bytes()
    missed = []
    for _ in range(FLIPS):
        bit = random.randrange(len(good) * 8)  # noqa: S311 - a place, not a secret
        changed = bytearray(good)
        changed[bit // 8] ^= 1 << bit % 8
        vault.vault_file.write_bytes(changed)
        again = Vault(vault, SystemClock())
        try:
            again.unlock(KEY)
            missed.append(bit)
            again.lock()
        except LinkDeskError:
            assert vault.vault_file.read_bytes() == changed
    assert missed == []
    vault.vault_file.write_bytes(good)
    Vault(vault, SystemClock()).unlock(KEY)


def test_a_damaged_backup_never_reaches_the_data_folder(settings: Settings, backup: Path, tmp_path: Path) -> None:
    there = replace(settings, data_dir=tmp_path / "there")
    path = backup / "vault.db"
    good = path.read_bytes()
    path.write_bytes(good[:-4096])
    try:
        with pytest.raises(BackupRefused):
            restore_backup(there, backup, KEY)
    finally:
        path.write_bytes(good)
    assert not there.data_dir.exists()
