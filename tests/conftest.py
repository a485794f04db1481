"""What many tests need: a fixed clock, an encrypted store with all tables, an actor."""

from __future__ import annotations

import gc
import shutil
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from linkdesk.desk.search import service as search
from linkdesk.record import migrate
from linkdesk.record.session import Actor
from linkdesk.record.session import Doors
from linkdesk.settings import KdfCost
from linkdesk.settings import Settings
from linkdesk.settings import Store
from linkdesk.vault.cipher import StoreAccess
from linkdesk.vault.cipher import mark

if TYPE_CHECKING:
    from tests.furnished import House

hypothesis.settings.register_profile("linkdesk", deadline=None)  # these machines are noisy; speed is measured elsewhere
hypothesis.settings.load_profile("linkdesk")

# What is loaded by now stays: to look through it for rubbish again and again took a sixth of the time.
gc.freeze()
gc.set_threshold(50_000, 20, 50)

RAW_KEY = b"x'" + b"5a" * 32 + b"'"


class Compiled(BytecodeCache):
    """Templates compiled once a run."""

    def __init__(self) -> None:
        self._made: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before; a template that changed since is compiled anew."""
        if bucket.key in self._made:
            bucket.load_bytecode(BytesIO(self._made[bucket.key]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        out = BytesIO()
        bucket.write_bytecode(out)
        self._made[bucket.key] = out.getvalue()


Flask.jinja_options = {"bytecode_cache": Compiled()}
"""Hundreds of tests build pages of their own from the same templates."""


@dataclass
class FakeClock:
    """A clock that only moves when told, and chance that repeats."""

    time: datetime = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    ticks: float = 1000.0
    made: int = field(default=0)

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.ticks

    def new_id(self) -> uuid.UUID:
        self.made += 1
        return uuid.UUID(int=self.made, version=4)

    def random(self, size: int) -> bytes:
        self.made += 1
        return (str(self.made).encode() * size)[:size]

    def pass_time(self, seconds: float, *, asleep: bool = False) -> None:
        """Let time pass; asleep, the monotonic clock stands still."""
        self.time += timedelta(seconds=seconds)
        if not asleep:
            self.ticks += seconds


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest tests first, in each of the two halves in which the list is handed to the workers.

    Late, they keep one core waiting, and a worker keeps its next test to itself: of two long ones side by side the
    second would wait too.
    """
    long = [item for item in items if item.get_closest_marker("long")]
    rest = [item for item in items if not item.get_closest_marker("long")]
    half = len(rest) // 2
    items[:] = [*long[::2], *rest[:half], *long[1::2], *rest[half:]]


@pytest.fixture(scope="session", autouse=True)
def newest_schema() -> Iterator[None]:
    """Let each new vault but the first be made from what the revisions made there."""
    from tests.newest import once_a_run

    with once_a_run():
        yield


@pytest.fixture(scope="session", autouse=True)
def browsers_ended() -> Iterator[None]:
    """End the browser that tests shared, if any did."""
    yield
    if kit := sys.modules.get("tests.journeys.accessibility"):
        kit.end_browsers()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", kdf=KdfCost(memory_kib=64, passes=1, lanes=1), testing=True)


@pytest.fixture
def actor() -> Actor:
    return Actor(worker_id=uuid.UUID(int=1), organisation_id=uuid.UUID(int=2))


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted store at the newest schema, made once: every revision takes its time. Copy it."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    made = StoreAccess(
        path, lambda: bytearray(RAW_KEY), Doors(audit_key=lambda: b"k" * 32), Store(), create=True
    ).open()
    mark(made)
    migrate.upgrade(made)
    with made.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    made.dispose()
    return path


@pytest.fixture
def engine(tmp_path: Path, clock: FakeClock, empty_store: Path) -> Iterator[Engine]:
    """An encrypted store of the test's own at the newest schema."""
    shutil.copyfile(empty_store, tmp_path / "store.db")
    doors = Doors(audit_key=lambda: b"k" * 32, clock=clock, before_commit=[search.feed])
    made = StoreAccess(tmp_path / "store.db", lambda: bytearray(RAW_KEY), doors, Store()).open()
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as made:
        yield made


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a locked practice vault, made once; copy it, never write to it."""
    from tests.furnished import make_practice

    folder = tmp_path_factory.mktemp("practice") / "data"
    make_practice(folder)
    return folder


@pytest.fixture
def house(practice: Path, tmp_path: Path) -> Iterator[House]:
    """An application over an unlocked copy of the practice vault."""
    from tests.furnished import open_house

    made = open_house(practice, tmp_path / "house")
    yield made
    made.vault.lock()
