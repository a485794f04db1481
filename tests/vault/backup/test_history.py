"""When the last backup was made is remembered, and a damaged note is the same as none."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkdesk.settings import Settings
from linkdesk.vault.backup.history import LastBackup
from linkdesk.vault.backup.history import backups_file
from linkdesk.vault.backup.history import last_backup
from linkdesk.vault.backup.history import last_note
from linkdesk.vault.backup.history import note
from tests.vault.conftest import HandClock


def test_the_last_one_counts(settings: Settings, clock: HandClock) -> None:
    assert last_backup(settings) is None
    for folder in ("a", "b"):
        clock.pass_time(60)
        note(settings, clock.now(), Path(folder))
    assert last_backup(settings) == clock.now()
    assert last_note(settings) == LastBackup(clock.now(), Path("b"))


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"[]", b'{"made_at":"x","folder":""}', b'{"made_at":"2026-01-01T00:00:00","folder":"a"}']
)
def test_a_damaged_note_is_none(settings: Settings, damage: bytes) -> None:
    backups_file(settings).write_bytes(damage)
    assert last_backup(settings) is None
