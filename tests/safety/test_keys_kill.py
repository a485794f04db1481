"""Kill LinkDesk at random moments while keys, first start, backup or restore are under way: one whole state is left."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from linkdesk.record.clock import SystemClock
from linkdesk.record.errors import WrongSecret
from linkdesk.settings import KdfCost
from linkdesk.settings import Settings
from linkdesk.vault import people
from linkdesk.vault.backup import make_backup
from linkdesk.vault.backup import restore_backup
from linkdesk.vault.backup import verify_backup
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.lock import Vault
from linkdesk.vault.opening import store_access
from linkdesk.vault.rotation import rotate

pytestmark = pytest.mark.safety

KILLS = int(os.environ.get("LINKDESK_KILLS", "20"))
LINES = 2000
FIRST = "walnut lantern orbit pebble quiver"
SECOND = "saddle turnip mosaic ribbon harbour"
KEY = RecoveryKey(bytes(range(16)))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    cheap = KdfCost(memory_kib=64, passes=1, lanes=1)
    return Settings(data_dir=tmp_path / "data", kdf=cheap, testing=True)


SOONER = 0.85
"""How much sooner the next kill falls when one came too late: the machine may have been busier when it was timed."""


@pytest.fixture
def made(settings: Settings) -> Settings:
    """A vault with about a megabyte in it."""
    vault = Vault(settings, SystemClock())
    vault.create("Sam Example", FIRST, KEY)
    raw = store_access(settings.vault_file, lambda: vault.subkey("database"), settings.store).connect()
    raw.execute("CREATE TABLE keepsake (words TEXT)")
    raw.execute("BEGIN")
    raw.executemany("INSERT INTO keepsake VALUES (?)", [("x" * 400,)] * LINES)
    raw.execute("COMMIT")
    raw.close()
    vault.lock()
    return settings


def opened(settings: Settings, secret: str | RecoveryKey) -> Vault | None:
    vault = Vault(settings, SystemClock())
    try:
        vault.unlock(secret)
    except WrongSecret:
        return None
    return vault


def keepsakes(settings: Settings, secret: str | RecoveryKey) -> int:
    vault = opened(settings, secret)
    assert vault is not None
    raw = store_access(settings.vault_file, lambda: vault.subkey("database"), settings.store).connect()
    count = int(raw.execute("SELECT count(*) FROM keepsake").fetchone()[0])
    faults = raw.execute("PRAGMA cipher_integrity_check").fetchall()
    raw.close()
    assert faults == []
    assert len(vault.key_file().epochs) == 1
    vault.lock()
    return count


def kill_during(work: Callable[[], None], longest: float) -> bool:
    """Run `work` in a process of its own and kill it at a random moment; say whether it was still at work."""
    child = os.fork()
    if child == 0:  # pragma: no cover - the child is killed or leaves without a word
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(random.uniform(0, longest))  # noqa: S311 - a moment, not a secret
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def seconds(work: Callable[[], None]) -> float:
    """Return how long `work` takes in a process of its own, with some room."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:  # pragma: no cover - the child
        try:
            work()
        except BaseException:  # noqa: BLE001 - told by the exit code
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0, "the work itself must succeed when it is left alone"
    return time.monotonic() - started


def test_change_of_passphrase(made: Settings) -> None:
    def swap() -> None:
        vault = opened(made, FIRST)
        old, new = (FIRST, SECOND) if vault else (SECOND, FIRST)
        vault = vault or opened(made, SECOND)
        assert vault is not None
        for _ in range(8):
            people.change_passphrase(vault, old, new)
            old, new = new, old

    longest = seconds(swap)
    cut = 0
    for _ in range(KILLS):
        was_cut = kill_during(swap, longest)
        cut, longest = cut + was_cut, longest if was_cut else longest * SOONER
        made.throttle_file.unlink(missing_ok=True)
        opening = [secret for secret in (FIRST, SECOND) if opened(made, secret)]
        made.throttle_file.unlink(missing_ok=True)
        assert len(opening) == 1
        assert keepsakes(made, KEY) == LINES
    assert cut >= KILLS // 2


def test_change_of_the_master_key(made: Settings) -> None:
    def change() -> None:
        vault = opened(made, FIRST)
        assert vault is not None
        rotate(vault)
        vault.lock()

    longest = seconds(change)
    cut = 0
    for _ in range(KILLS):
        was_cut = kill_during(change, longest)
        cut, longest = cut + was_cut, longest if was_cut else longest * SOONER
        assert keepsakes(made, FIRST) == LINES
    assert cut >= KILLS // 2


def test_first_start(settings: Settings) -> None:
    def create() -> None:
        Vault(settings, SystemClock()).create("Sam Example", FIRST, KEY)

    longest = seconds(create)
    states = set()
    for _ in range(KILLS):
        shutil.rmtree(settings.data_dir)
        kill_during(create, longest)
        vault = Vault(settings, SystemClock())
        states.add(vault.state.name)
        if vault.state.name == "ABSENT":
            vault.create("Sam Example", FIRST, KEY)
        else:
            vault.unlock(FIRST)
        vault.lock()
    assert states <= {"ABSENT", "LOCKED"}


def test_a_stick_pulled_during_a_backup(made: Settings, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def save() -> None:
        vault = opened(made, FIRST)
        assert vault is not None
        make_backup(vault, stick)
        vault.lock()

    longest = seconds(save)
    (older,) = stick.iterdir()
    before = {path.name: path.read_bytes() for path in older.iterdir()}
    for _ in range(KILLS):
        kill_during(save, longest)
        assert {path.name: path.read_bytes() for path in older.iterdir()} == before
        for backup in stick.glob("linkdesk-backup-*"):
            assert verify_backup(made, backup, KEY).rows >= LINES
            if backup != older:
                shutil.rmtree(backup)
    save()
    assert not list(stick.glob(".*"))


def test_restore(made: Settings, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    vault = opened(made, FIRST)
    assert vault is not None
    backup = make_backup(vault, stick).folder
    vault.lock()
    there = replace(made, data_dir=tmp_path / "there")
    seed = tmp_path / "seed"
    other = Vault(replace(made, data_dir=seed), SystemClock())
    other.create("Kit Example", SECOND, RecoveryKey(bytes(16)))
    other.lock()

    def put() -> None:
        restore_backup(there, backup, FIRST)

    shutil.copytree(seed, there.data_dir)
    longest = seconds(put)
    for _ in range(KILLS):
        shutil.rmtree(there.data_dir)
        shutil.copytree(seed, there.data_dir)
        kill_during(put, longest)
        old = opened(there, SECOND)
        if old is not None:
            assert old.worker_name == "Kit Example"
            old.lock()
            put()
        there.throttle_file.unlink(missing_ok=True)
        assert keepsakes(there, FIRST) == LINES
        (kept,) = there.data_dir.glob("kept-*")
        assert opened(replace(there, data_dir=kept), SECOND)
