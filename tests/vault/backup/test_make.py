"""A backup is done only when it was opened from its place; whatever fails leaves the older ones as they were."""

from __future__ import annotations

import errno
import threading
import time
from pathlib import Path

import pytest

from linkdesk.record import migrations
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import VaultLocked
from linkdesk.vault.backup import BackupFailed
from linkdesk.vault.backup import last_backup
from linkdesk.vault.backup import make as module
from linkdesk.vault.backup import make_backup
from linkdesk.vault.backup import verify_backup
from linkdesk.vault.backup.files import copy_file
from linkdesk.vault.backup.files import file_facts
from linkdesk.vault.backup.make import prune
from linkdesk.vault.backup.make import source_of
from linkdesk.vault.backup.make import write_backup
from linkdesk.vault.backup.manifest import read_manifest
from linkdesk.vault.lock import Vault
from tests.vault.backup.conftest import LINES
from tests.vault.backup.conftest import connect
from tests.vault.conftest import KEY
from tests.vault.conftest import PASSPHRASE
from tests.vault.conftest import HandClock


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_backup_holds_three_files_and_shows_nothing(vault: Vault, stick: Path) -> None:
    report = make_backup(vault, stick)
    assert [path.name for path in stick.iterdir()] == ["linkdesk-backup-20260302-090000"]
    assert sorted(path.name for path in report.folder.iterdir()) == ["manifest.json", "vault.db", "vault.keys"]
    for path in report.folder.iterdir():
        assert b"Quillfeather" not in path.read_bytes()
        assert b"Sam Example" not in path.read_bytes() or path.name == "vault.keys", "only the slot's own label"
    assert (report.folder / "vault.db").read_bytes()[:16] != b"SQLite format 3\0"
    assert report.sentence.startswith("Backup done: linkdesk-backup-20260302-090000, made on 02 March 2026")
    assert last_backup(vault.settings) == vault.clock.now()


def test_the_manifest_says_what_is_in_it(vault: Vault, stick: Path) -> None:
    said = read_manifest(make_backup(vault, stick).folder)
    assert said.rows["keepsake"] == LINES
    assert said.schema == migrations.HEAD
    assert said.vault_id == vault.key_file().vault_id
    assert said.files["vault.db"] == file_facts(stick / "linkdesk-backup-20260302-090000" / "vault.db")
    assert said.is_genuine(vault.subkey("backup"))
    assert not said.is_genuine(vault.subkey("header"))


def test_what_is_still_in_the_log_is_backed_up_too(vault: Vault, stick: Path) -> None:
    """A reader keeps the log from being emptied: the log travels along and is folded in."""
    reader, writer = connect(vault), connect(vault)
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM keepsake").fetchone()
        writer.execute("PRAGMA busy_timeout=0")
        writer.execute("INSERT INTO keepsake VALUES ('late')")
        vault.settings.vault_file.with_name("vault.db-wal").stat()
        report = make_backup(vault, stick)
    finally:
        reader.close()
        writer.close()
    assert read_manifest(report.folder).rows["keepsake"] == LINES + 1
    assert sorted(path.name for path in report.folder.iterdir()) == ["manifest.json", "vault.db", "vault.keys"]


def test_writers_wait_and_nothing_of_theirs_is_lost(vault: Vault, stick: Path, clock: HandClock) -> None:
    stop, written = threading.Event(), [0]

    def write() -> None:
        raw = connect(vault)
        while not stop.is_set():
            raw.execute("INSERT INTO keepsake VALUES ('busy')")
            written[0] += 1
            time.sleep(0.005)  # people pause between two saves; SQLite's lock knows no queue
        raw.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for _ in range(3):
            clock.pass_time(1)
            before = LINES + written[0]
            report = make_backup(vault, stick)
            assert read_manifest(report.folder).rows["keepsake"] >= before
            verify_backup(vault.settings, report.folder, KEY)
    finally:
        stop.set()
        thread.join()
    raw = connect(vault)
    assert raw.execute("SELECT count(*) FROM keepsake").fetchone()[0] == LINES + written[0]
    raw.close()


def test_only_the_newest_are_kept_and_only_ours_are_removed(vault: Vault, stick: Path, clock: HandClock) -> None:
    other = stick / "linkdesk-backup-20200101-000000"
    other.mkdir()
    (other / "holiday.jpg").write_bytes(b"not ours")
    for _ in range(vault.settings.store.backups_kept + 2):
        clock.pass_time(60)
        make_backup(vault, stick)
    names = sorted(path.name for path in stick.iterdir())
    assert len(names) == vault.settings.store.backups_kept + 1
    assert names[0] == other.name
    assert names[1] == "linkdesk-backup-20260302-090300"


def test_a_strangers_file_in_an_old_backup_keeps_the_folder(vault: Vault, stick: Path, clock: HandClock) -> None:
    old = make_backup(vault, stick).folder
    (old / "note.txt").write_text("mine")
    clock.pass_time(60)
    make_backup(vault, stick)
    prune(stick, vault.key_file().vault_id, 1)
    assert [path.name for path in old.iterdir()] == ["note.txt"]


def test_two_in_one_second_have_two_names(vault: Vault, stick: Path) -> None:
    first, second = make_backup(vault, stick), make_backup(vault, stick)
    assert first.folder != second.folder
    assert len(list(stick.iterdir())) == 2


def test_places_that_cannot_be_are_refused(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="no folder"):
        make_backup(vault, tmp_path / "none")
    inside = vault.settings.data_dir / "inside"
    inside.mkdir()
    for folder in (vault.settings.data_dir, inside):
        with pytest.raises(BackupFailed, match="beside the vault"):
            make_backup(vault, folder)
    assert last_backup(vault.settings) is None


def test_a_locked_vault_is_not_backed_up(vault: Vault, stick: Path) -> None:
    vault.lock()
    with pytest.raises(VaultLocked):
        make_backup(vault, stick)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EROFS])
@pytest.mark.parametrize("step", ["copy_file", "write_atomic", "prove", "file_facts", "sync_folder"])
def test_a_stick_that_fails_leaves_the_older_backup(
    vault: Vault, stick: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    make_backup(vault, stick)
    before, noted = snapshot(stick), last_backup(vault.settings)
    clock.pass_time(60)

    def fail(*_: object) -> None:
        raise OSError(number, "the stick went away")

    with monkeypatch.context() as patched:
        patched.setattr(module, step, fail)
        with pytest.raises(DiskFull if number == errno.ENOSPC else BackupFailed, match="unchanged"):
            make_backup(vault, stick)
    assert snapshot(stick) == before
    assert last_backup(vault.settings) == noted
    make_backup(vault, stick)


@pytest.mark.parametrize("place", [0, 1, 2], ids=["where it begins", "in the middle", "near its end"])
def test_what_cannot_be_read_back_is_no_backup(
    vault: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    def lossy(source: Path, target: Path) -> None:
        copy_file(source, target)
        data = bytearray(target.read_bytes())
        data[(1000, len(data) // 2, len(data) - 1000)[place]] ^= 1
        target.write_bytes(data)

    monkeypatch.setattr(module, "copy_file", lossy)
    with pytest.raises(BackupFailed):
        make_backup(vault, stick)
    assert list(stick.iterdir()) == []
    assert last_backup(vault.settings) is None


def test_a_half_written_one_is_swept_next_time(vault: Vault, stick: Path) -> None:
    half = stick / ".linkdesk-backup-20260101-000000.part"
    half.mkdir()
    (half / "vault.db").write_bytes(b"half")
    make_backup(vault, stick)
    assert not half.exists()


def test_without_room_nothing_is_written(vault: Vault, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(folder: Path, size: int) -> None:
        assert size > 0
        raise DiskFull

    monkeypatch.setattr(module, "require_room", full)
    with pytest.raises(DiskFull):
        make_backup(vault, stick)
    assert list(stick.iterdir()) == []


def test_an_upgrade_writes_its_backup_while_the_vault_is_still_opening(vault: Vault, stick: Path) -> None:
    ring = vault._need_ring()
    report = write_backup(source_of(vault.settings, ring, ring.newest, vault.clock.now()), stick)
    assert verify_backup(vault.settings, report.folder, PASSPHRASE).rows == report.rows
