"""The folder a worker names may be the backup itself or the stick that holds it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from linkdesk.record.errors import FileRefused
from linkdesk.vault.backup import BackupRefused
from linkdesk.vault.backup import make_backup
from linkdesk.vault.backup import restore_backup
from linkdesk.vault.backup import verify_backup
from linkdesk.vault.backup.finding import backups_at
from linkdesk.vault.backup.finding import find_backup
from linkdesk.vault.backup.manifest import read_manifest
from linkdesk.vault.lock import Vault
from tests.vault.conftest import PASSPHRASE


@pytest.fixture
def two(vault: Vault, stick: Path) -> tuple[Path, Path]:
    """An older and a newer backup on one stick."""
    older = make_backup(vault, stick).folder
    return older, make_backup(vault, stick).folder


def test_the_backup_itself_is_taken(two: tuple[Path, Path]) -> None:
    older, _newer = two
    assert find_backup(older).folder == older
    assert find_backup(older).passed_over == ""


def test_a_folder_of_backups_means_the_newest(vault: Vault, two: tuple[Path, Path], stick: Path) -> None:
    _older, newer = two
    assert find_backup(stick).folder == newer
    assert newer.name in verify_backup(vault.settings, stick, PASSPHRASE).sentence
    there = replace(vault.settings, data_dir=stick.parent / "there")
    assert newer.name in restore_backup(there, stick, PASSPHRASE).sentence


def test_a_damaged_newest_one_is_passed_over_and_named(vault: Vault, two: tuple[Path, Path], stick: Path) -> None:
    older, newer = two
    (newer / "vault.db").write_bytes(b"cut")
    assert find_backup(stick).folder == older
    said = verify_backup(vault.settings, stick, PASSPHRASE).sentence
    assert older.name in said
    assert f"{newer.name} is newer but damaged, so this one was taken." in said
    with pytest.raises(BackupRefused):
        find_backup(newer)
    (older / "manifest.json").write_bytes(b"{}")
    with pytest.raises(BackupRefused, match="Every backup"):
        find_backup(stick)


def test_backups_of_several_vaults_are_not_guessed_at(vault: Vault, two: tuple[Path, Path], stick: Path) -> None:
    older, newer = two
    foreign = replace(read_manifest(older), vault_id=UUID(int=7))
    (older / "manifest.json").write_bytes(foreign.to_bytes(vault.subkey("backup")))
    with pytest.raises(FileRefused, match="several vaults") as refusal:
        find_backup(stick)
    assert str(newer) in refusal.value.sentence


def test_a_folder_without_any_is_refused(stick: Path, two: tuple[Path, Path]) -> None:
    assert backups_at(stick) == tuple(reversed(two))
    for path in two:
        shutil.rmtree(path)
    for nothing in (stick, stick / "nowhere"):
        with pytest.raises(FileRefused, match="no LinkDesk backup"):
            backups_at(nothing)
