"""A restore that was cut off between two moves is finished at the next start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from linkdesk.settings import Settings
from linkdesk.vault.backup import make_backup
from linkdesk.vault.backup import restore_backup
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.lock import Vault
from linkdesk.vault.moving import finish_restore
from tests.vault.conftest import KEY
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE
from tests.vault.conftest import HandClock


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("moves", range(7))
def test_every_cut_between_two_moves_is_made_good(
    settings: Settings, clock: HandClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    vault = Vault(settings, clock)
    vault.create("Sam Example", PASSPHRASE, KEY)
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = make_backup(vault, stick).folder
    vault.lock()
    there = Vault(replace(settings, data_dir=tmp_path / "there"), clock)
    there.create("Kit Example", OTHER, RecoveryKey(bytes(16)))
    there.lock()
    replace_file, made = Path.replace, [0]

    def cut_off(self: Path, target: Path) -> Path:
        if self.name in {"vault.db", "vault.keys", "vault.keys.copy"} or ".restor" in self.name:
            if made[0] == moves + 1:  # the first is the staging folder getting its name
                raise Killed
            made[0] += 1
        return replace_file(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut_off)
        try:
            restore_backup(there.settings, backup, PASSPHRASE)
        except Killed:
            assert list(there.settings.data_dir.glob(".restored-*"))
        else:
            assert moves == 6
    again = Vault(there.settings, clock)
    again.unlock(PASSPHRASE)
    assert again.worker_name == "Sam Example"
    again.lock()
    (kept,) = there.settings.data_dir.glob("kept-*")
    old = Vault(replace(there.settings, data_dir=kept), clock)
    old.unlock(OTHER)
    assert old.worker_name == "Kit Example"
    old.lock()
    assert not list(there.settings.data_dir.glob(".restor*"))


def test_without_a_restore_nothing_is_moved(settings: Settings) -> None:
    (settings.data_dir / "vault.db").write_bytes(b"here")
    finish_restore(settings)
    assert [path.name for path in settings.data_dir.iterdir()] == ["vault.db"]
