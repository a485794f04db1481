"""The checks find planted faults, and count what is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from linkdesk.record.errors import DiskFull
from linkdesk.settings import Settings
from linkdesk.vault import inspection
from linkdesk.vault.cipher import driver
from linkdesk.vault.inspection import audit_head
from linkdesk.vault.inspection import require_room
from linkdesk.vault.inspection import row_counts
from linkdesk.vault.inspection import thorough_faults
from linkdesk.vault.opening import store_access

KEY = bytes(32)


def connect(settings: Settings, *, create: bool = False) -> Any:
    return store_access(settings.vault_file, lambda: KEY, settings.store, create=create).connect()


@pytest.fixture
def filled(settings: Settings) -> Settings:
    raw = connect(settings, create=True)
    raw.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
    raw.execute('CREATE TABLE "odd ""name" (id INTEGER REFERENCES parent(id), words TEXT)')
    raw.execute("CREATE TABLE audit_entry (seq INTEGER, mac BLOB)")
    raw.execute("INSERT INTO parent VALUES (1), (2)")
    raw.execute("BEGIN")
    raw.executemany('INSERT INTO "odd ""name" VALUES (1, ?)', [("x" * 500,) for _ in range(200)])
    raw.execute("COMMIT")
    raw.close()
    return settings


def test_a_sound_file_has_no_faults_and_is_counted(filled: Settings) -> None:
    raw = connect(filled)
    assert thorough_faults(raw) == []
    assert row_counts(raw) == {"audit_entry": 0, 'odd "name': 200, "parent": 2}
    assert audit_head(raw) == (0, "")
    raw.execute("INSERT INTO audit_entry VALUES (1, x'0a'), (2, x'0bff')")
    assert audit_head(raw) == (2, "0bff")
    raw.close()


def test_a_child_without_its_parent_is_found(filled: Settings) -> None:
    raw = connect(filled)
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("DELETE FROM parent WHERE id = 1")
    assert len(thorough_faults(raw)) == 200
    raw.close()


def test_a_flipped_bit_is_found(filled: Settings) -> None:
    data = bytearray(filled.vault_file.read_bytes())
    data[4096 * 5 + 99] ^= 1
    filled.vault_file.write_bytes(data)
    raw = connect(filled)
    assert any("page 6" in fault for fault in raw.execute("PRAGMA cipher_integrity_check").fetchone())
    raw.close()


def test_room_is_asked_for_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_room(tmp_path, 1)
    monkeypatch.setattr(inspection, "SPARE", 10**18)
    with pytest.raises(DiskFull, match=r"Free \d+ MB"):
        require_room(tmp_path, 1)


class BrokenConnection:
    """Reads the pages well and then falls over an index."""

    def execute(self, words: str) -> BrokenConnection:
        if "cipher" not in words:
            raise driver().DatabaseError("database disk image is malformed")
        return self

    def fetchall(self) -> list[tuple[str]]:
        return []


def test_a_file_that_cannot_be_read_to_its_end_is_a_fault() -> None:
    (fault,) = thorough_faults(BrokenConnection())
    assert "malformed" in fault
