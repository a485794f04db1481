"""Copying and reading back: exact, through to the medium, never over something that is there."""

from __future__ import annotations

import errno
import hashlib
import os
from datetime import UTC
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from linkdesk.record.errors import Busy
from linkdesk.record.errors import DiskFull
from linkdesk.vault.backup.files import BackupFailed
from linkdesk.vault.backup.files import copy_file
from linkdesk.vault.backup.files import file_facts
from linkdesk.vault.backup.files import plain_refusals
from linkdesk.vault.backup.files import prove
from linkdesk.vault.backup.files import report_of
from linkdesk.vault.backup.manifest import FileFacts
from linkdesk.vault.backup.manifest import Manifest
from linkdesk.vault.cipher import driver
from linkdesk.vault.inspection import audit_head
from linkdesk.vault.inspection import row_counts
from linkdesk.vault.lock import Vault
from tests.vault.backup.conftest import connect


def test_a_copy_is_exact(tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(bytes(range(256)) * 9000)
    copy_file(source, tmp_path / "b")
    data = (tmp_path / "b").read_bytes()
    assert data == source.read_bytes()
    assert file_facts(tmp_path / "b") == FileFacts(len(data), hashlib.sha256(data).hexdigest())
    with pytest.raises(FileExistsError):
        copy_file(source, tmp_path / "b")


def test_reading_back_works_where_the_cache_cannot_be_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    usual = file_facts(tmp_path / "a")
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    assert file_facts(tmp_path / "a") == usual


def test_prove_compares_what_should_be_there(vault: Vault) -> None:
    raw = connect(vault)
    rows, head = row_counts(raw), audit_head(raw)
    raw.close()
    path, key, settings = vault.settings.vault_file, vault.subkey("database"), vault.settings
    assert prove(path, key, settings, rows, head) == []
    assert prove(path, key, settings, rows | {"keepsake": 1}, head) == ["the number of rows is another"]
    assert prove(path, key, settings, rows, (9, "ab")) == ["the last audit entry is another"]


def test_every_trouble_of_a_stick_is_one_sentence() -> None:
    for number, kind in ((errno.ENOSPC, DiskFull), (errno.EIO, BackupFailed), (errno.ENODEV, BackupFailed)):
        with pytest.raises(kind, match="unchanged"), plain_refusals():
            raise OSError(number, "gone")


def test_the_report_adds_up(tmp_path: Path) -> None:
    facts = {"vault.db": FileFacts(100, ""), "vault.keys": FileFacts(11, "")}
    made_at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    manifest = Manifest(made_at, "0", "0001", UUID(int=1), facts, {"a": 1000, "b": 234}, 0, "")
    report = report_of(tmp_path / "linkdesk-backup-x", manifest, "Done")
    assert (report.size, report.rows, report.made_at) == (111, 1234, made_at)
    assert report.sentence.endswith("opened and checked, 1,234 rows.")


def test_a_vault_that_cannot_be_read_or_is_held_is_one_sentence() -> None:
    for words, kind in (("database is locked", Busy), ("database disk image is malformed", BackupFailed)):
        with pytest.raises(kind), plain_refusals():
            raise driver().OperationalError(words)
    with plain_refusals():
        pass  # and what goes well is left alone
