"""A manifest is read whole or refused, and its MAC binds every word of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from linkdesk.record.errors import FileRefused
from linkdesk.vault.backup import make_backup
from linkdesk.vault.backup.manifest import MANIFEST
from linkdesk.vault.backup.manifest import BackupRefused
from linkdesk.vault.backup.manifest import FileFacts
from linkdesk.vault.backup.manifest import Manifest
from linkdesk.vault.backup.manifest import read_manifest
from linkdesk.vault.lock import Vault

SAID = Manifest(
    made_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    app="0.1.0",
    schema="0001",
    vault_id=UUID(int=5),
    files={"vault.db": FileFacts(10, "aa"), "vault.keys": FileFacts(20, "bb")},
    rows={"client": 3},
    audit_seq=9,
    audit_mac="cc",
)
WORDS = {"v", "made_at", "app", "schema", "vault", "files", "rows", "audit", "mac"}


def written(folder: Path, data: bytes) -> Path:
    (folder / "manifest.json").write_bytes(data)
    return folder


def test_round_trip_and_nothing_else_in_it(tmp_path: Path) -> None:
    data = SAID.to_bytes(b"key")
    assert set(json.loads(data)) == WORDS, "nothing about a client may ever be added here"
    again = read_manifest(written(tmp_path, data))
    assert replace(again, mac="") == SAID
    assert again.is_genuine(b"key")
    assert not again.is_genuine(b"other")


def test_every_changed_word_breaks_the_mac(tmp_path: Path) -> None:
    good = read_manifest(written(tmp_path, SAID.to_bytes(b"key")))
    changed = (
        replace(good, made_at=datetime(2027, 1, 1, tzinfo=UTC)),
        replace(good, app="9"),
        replace(good, schema="0002"),
        replace(good, vault_id=UUID(int=6)),
        replace(good, files=dict(good.files) | {"vault.db": FileFacts(11, "aa")}),
        replace(good, rows={"client": 4}),
        replace(good, audit_seq=8),
        replace(good, audit_mac="dd"),
        replace(good, mac="00"),
    )
    assert not any(one.is_genuine(b"key") for one in changed)


@pytest.mark.parametrize(
    "change",
    [
        {"files": {"vault.db": {"size": 1, "sha256": ""}}},
        {"files": {"../../evil": {"size": 1, "sha256": ""}, "vault.db": {"size": 1, "sha256": ""}}},
        {"files": 7},
        {"rows": {"client": -1}},
        {"rows": {"client": "3"}},
        {"made_at": "yesterday"},
        {"made_at": "2026-03-02T09:00:00"},
        {"vault": "no id"},
        {"audit": None},
    ],
)
def test_odd_manifests_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    said = json.loads(SAID.to_bytes(b"key")) | change
    with pytest.raises(BackupRefused, match="damaged"):
        read_manifest(written(tmp_path, json.dumps(said).encode()))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b"{" * 100, b" " * 70_000])
def test_foreign_bytes_are_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BackupRefused):
        read_manifest(written(tmp_path, data))


def test_a_newer_or_missing_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="no LinkDesk backup"):
        read_manifest(tmp_path)
    with pytest.raises(BackupRefused, match="newer LinkDesk"):
        read_manifest(written(tmp_path, b'{"v":2}'))


def test_other_spellings_of_the_same_words_are_refused(vault: Vault, stick: Path) -> None:
    path = make_backup(vault, stick).folder / MANIFEST
    good = path.read_bytes()
    path.write_bytes(good.replace(b"2026-03-02T", b"2026-03-02t"))
    assert path.read_bytes() != good
    with pytest.raises(BackupRefused):
        read_manifest(path.parent)
    path.write_bytes(good)
    assert read_manifest(path.parent).made_at.year == 2026
