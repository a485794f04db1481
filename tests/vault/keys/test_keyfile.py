"""The key file is read whole or refused, and every flipped bit is noticed."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from linkdesk.record.errors import VaultRefused
from linkdesk.vault.keys import keyfile
from linkdesk.vault.keys.boxes import canonical
from linkdesk.vault.keys.keyfile import KeyFile
from linkdesk.vault.keys.keyfile import KeyFileDamaged
from linkdesk.vault.keys.keyfile import _checksum
from linkdesk.vault.keys.keyfile import copy_of
from linkdesk.vault.keys.keyfile import key_file_exists
from linkdesk.vault.keys.keyfile import mend_copies
from linkdesk.vault.keys.keyfile import parse_key_file
from linkdesk.vault.keys.keyfile import read_key_file
from linkdesk.vault.keys.keyfile import write_key_file
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.ring import create_ring
from linkdesk.vault.keys.slots import SlotMaker
from tests.vault.conftest import PASSPHRASE


@pytest.fixture
def file(maker: SlotMaker) -> KeyFile:
    worker = maker.worker(uuid.uuid4(), "Zoë Example", PASSPHRASE)
    return create_ring(maker, worker, maker.recovery(RecoveryKey(bytes(16)))).file


def resummed(said: dict[str, Any]) -> bytes:
    """Spell a changed key file with a right checksum, as an attacker would."""
    rest = {name: value for name, value in said.items() if name != "sum"}
    return canonical(rest | {"sum": _checksum(rest)})


def test_round_trip(file: KeyFile) -> None:
    assert parse_key_file(file.to_bytes()) == file
    assert file.recovery is not None
    assert [slot.label for slot in file.workers] == ["Zoë Example"]


def test_every_flipped_bit_is_noticed(file: KeyFile) -> None:
    data = file.to_bytes()
    missed = []
    for bit in range(len(data) * 8):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            parse_key_file(bytes(changed))
            missed.append(bit)
        except VaultRefused:
            continue
    assert missed == []
    assert parse_key_file(data) == file


def test_every_cut_is_noticed(file: KeyFile) -> None:
    data = file.to_bytes()
    for length in range(0, len(data), 7):
        with pytest.raises(KeyFileDamaged):
            parse_key_file(data[:length])


@pytest.mark.parametrize("foreign", [b"", b"null", b"[]", b"7", b"{}", b'{"v":"1"}', b"SQLite format 3\0", b"[" * 9999])
def test_foreign_files_are_damaged_ones(foreign: bytes) -> None:
    with pytest.raises(KeyFileDamaged, match="untouched"):
        parse_key_file(foreign)


def test_a_newer_version_is_said_to_be_newer() -> None:
    with pytest.raises(VaultRefused, match="newer LinkDesk") as caught:
        parse_key_file(b'{"v":2,"other":"things"}')
    assert not isinstance(caught.value, KeyFileDamaged)


def test_odd_shapes_with_a_right_checksum_are_refused(file: KeyFile) -> None:
    said = json.loads(file.to_bytes())
    one = said["epochs"][0]
    odd: list[dict[str, Any]] = [
        {"slots": []},
        {"slots": said["slots"] * 2},
        {"epochs": []},
        {"epochs": [one, one]},
        {"epochs": [one | {"n": 0}]},
        {"epochs": [one | {"n": 2}]},
        {"macs": {}},
        {"macs": said["macs"] | {"2": said["macs"]["1"]}},
        {"extra": 1},
        {"v": 0},
        {"slots": [slot | {"seals": {}} for slot in said["slots"]]},
    ]
    for change in odd:
        with pytest.raises(KeyFileDamaged):
            parse_key_file(resummed(said | change))
    assert parse_key_file(resummed(said)) == file


def test_the_second_copy_steps_in(file: KeyFile, tmp_path: Path) -> None:
    path = tmp_path / "vault.keys"
    assert not key_file_exists(path)
    write_key_file(path, file)
    assert key_file_exists(path)
    path.write_bytes(b"broken")
    assert read_key_file(path) == file
    assert path.read_bytes() == b"broken"  # reading never writes
    assert mend_copies(path, file)
    assert not mend_copies(path, file)
    path.unlink()
    assert key_file_exists(path)
    assert read_key_file(path) == file


def test_both_copies_gone_or_broken_is_refused_untouched(file: KeyFile, tmp_path: Path) -> None:
    path = tmp_path / "vault.keys"
    with pytest.raises(VaultRefused, match="missing"):
        read_key_file(path)
    path.write_bytes(b"broken")
    copy_of(path).write_bytes(b"x" * 300_000)
    with pytest.raises(VaultRefused, match=r"damaged|too large"):
        read_key_file(path)
    assert path.read_bytes() == b"broken"
    assert copy_of(path).stat().st_size == 300_000


def test_a_newer_first_copy_is_not_passed_over(file: KeyFile, tmp_path: Path) -> None:
    path = tmp_path / "vault.keys"
    write_key_file(path, file)
    path.write_bytes(b'{"v":2}')
    with pytest.raises(VaultRefused, match="newer"):
        read_key_file(path)


def test_only_the_owner_may_read_it(file: KeyFile, tmp_path: Path) -> None:
    write_key_file(tmp_path / "vault.keys", file)
    found = sorted(tmp_path.glob("vault.keys*"))
    assert len(found) == 2
    for path in found:
        assert path.stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_read_back_is_never_written(
    file: KeyFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = replace(file, slots=tuple(replace(slot, seals={}) for slot in file.slots))
    with pytest.raises(VaultRefused):
        write_key_file(tmp_path / "vault.keys", broken)
    other = replace(file, vault_id=uuid.uuid4())
    monkeypatch.setattr(keyfile, "parse_key_file", lambda _: other)
    with pytest.raises(RuntimeError, match="read back"):
        write_key_file(tmp_path / "vault.keys", file)
    assert not list(tmp_path.glob("vault.keys*"))
