"""Fixtures of the vault's tests: a clock that is set by hand, a cheap key derivation, an empty data folder."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import pytest

from linkdesk.record.clock import SystemClock
from linkdesk.settings import KdfCost
from linkdesk.settings import Settings
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.slots import SlotMaker
from linkdesk.vault.lock import Vault

PASSPHRASE = "walnut lantern orbit pebble quiver"
OTHER = "saddle turnip mosaic ribbon harbour"
KEY = RecoveryKey(bytes(range(16)))
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)


@dataclass
class HandClock:
    """A clock that moves only when a test says so; chance is real."""

    wall: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    ticks: float = 1000.0
    system: SystemClock = field(default_factory=SystemClock)

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.ticks

    def new_id(self) -> uuid.UUID:
        return self.system.new_id()

    def random(self, size: int) -> bytes:
        return self.system.random(size)

    def pass_time(self, seconds: float) -> None:
        """Let both clocks run."""
        self.wall += timedelta(seconds=seconds)
        self.ticks += seconds

    def sleep(self, seconds: float) -> None:
        """Let the machine sleep: the wall clock runs on, the other stands still."""
        self.wall += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "data"
    folder.mkdir()
    return Settings(data_dir=folder, kdf=CHEAP, testing=True)


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of Sam Example, made once; each test opens a copy of its files."""
    folder = tmp_path_factory.mktemp("pattern")
    made = Vault(Settings(data_dir=folder, kdf=CHEAP, testing=True), HandClock())
    made.create("Sam Example", PASSPHRASE, KEY)
    made.lock()
    return folder


@pytest.fixture
def vault(pattern: Path, settings: Settings, clock: HandClock) -> Iterator[Vault]:
    """An open vault of Sam Example."""
    shutil.copytree(pattern, settings.data_dir, dirs_exist_ok=True)
    made = Vault(settings, clock)
    made.unlock(PASSPHRASE)
    yield made
    made.lock()


@pytest.fixture
def maker(clock: HandClock, settings: Settings) -> SlotMaker:
    return SlotMaker(uuid.uuid4(), clock, settings)
