"""A file is there whole or not at all, and a failure leaves the old one and no litter."""

from __future__ import annotations

import errno
import fcntl
import os
import sys
from pathlib import Path

import pytest

from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import VaultRefused
from linkdesk.vault import atomic
from linkdesk.vault.atomic import create_private
from linkdesk.vault.atomic import private_folder
from linkdesk.vault.atomic import read_bounded
from linkdesk.vault.atomic import sweep_leftovers
from linkdesk.vault.atomic import sync_folder
from linkdesk.vault.atomic import write_atomic
from linkdesk.vault.atomic import write_new


def test_new_bytes_replace_old_ones_privately(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for data in (b"old", b"new", b""):
        write_atomic(path, data)
        assert path.read_bytes() == data
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    path = tmp_path / "file"
    write_atomic(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(number, "no room")

    monkeypatch.setattr(atomic, "sync_file", full)
    with pytest.raises(DiskFull, match="unchanged"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_other_troubles_are_passed_on(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomic(tmp_path / "missing" / "file", b"new")


def test_every_write_is_synced_before_it_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    replace_file, sync = Path.replace, atomic.sync_file

    def traced_replace(self: Path, target: Path) -> Path:
        steps.append("replace")
        return replace_file(self, target)

    def traced_sync(descriptor: int) -> None:
        steps.append("sync")
        sync(descriptor)

    def traced_folder(folder: Path) -> None:
        steps.append("folder")
        sync_folder(folder)

    monkeypatch.setattr(Path, "replace", traced_replace)
    monkeypatch.setattr(atomic, "sync_file", traced_sync)
    monkeypatch.setattr(atomic, "sync_folder", traced_folder)
    write_atomic(tmp_path / "file", b"new")
    assert steps == ["sync", "replace", "folder"]


def test_reading_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 11)
    assert read_bounded(path, 11) == b"x" * 11
    with pytest.raises(VaultRefused, match="far too large"):
        read_bounded(path, 10)


def test_leftovers_of_a_crash_are_swept(tmp_path: Path) -> None:
    (tmp_path / ".vault.keys.00ff.new").write_bytes(b"half")
    (tmp_path / "vault.keys").write_bytes(b"whole")
    sweep_leftovers(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["vault.keys"]


def test_a_folder_is_made_private(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    before = os.umask(0o000)
    try:
        private_folder(folder)
        folder.chmod(0o755)
        assert private_folder(folder).stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(before)


def test_a_file_a_person_asked_for_never_overwrites_another(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    write_new(path, b"plan")
    with pytest.raises(RuleBroken, match="already"):
        write_new(path, b"other")
    assert path.read_bytes() == b"plan"
    with pytest.raises(RuleBroken, match="cannot be written"):
        write_new(tmp_path / "missing" / "plan.pdf", b"plan")


def test_a_stick_that_cannot_sync_folders_is_good_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(number: int) -> None:
        def sync(descriptor: int) -> None:
            raise OSError(number, "no")

        monkeypatch.setattr(os, "fsync", sync)

    refuse(errno.EINVAL)
    sync_folder(tmp_path)
    refuse(errno.EIO)
    with pytest.raises(OSError, match="no"):
        sync_folder(tmp_path)


def test_a_new_file_is_its_owners_alone_from_its_first_moment(tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        with create_private(tmp_path / "file") as stream:
            stream.write(b"new")
            assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
        with pytest.raises(FileExistsError):
            create_private(tmp_path / "file")
    finally:
        os.umask(before)


def test_windows_and_macos_go_their_own_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[object] = []
    monkeypatch.setattr(sys, "platform", "win32")
    sync_folder(tmp_path / "missing")  # Windows cannot open a folder, so it is not tried
    private_folder(tmp_path / "folder")
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", lambda *asked: synced.append(asked[1]))
    write_atomic(tmp_path / "file", b"new")
    assert synced == [51], "past the drive's own cache"
