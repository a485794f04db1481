"""The watcher ticks, moves the window only for its own locks, and never fails open."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from enum import Enum

import pytest

from linkdesk.desktop.watch import Watcher


class State(Enum):
    LOCKED = 1
    OPEN = 2


@dataclass
class Vault:
    state: State = State.OPEN
    due: bool = False
    broken: bool = False
    meanwhile: Callable[[], None] = lambda: None
    ticked: threading.Event = field(default_factory=threading.Event)

    def tick(self) -> bool:
        self.ticked.set()
        if self.broken:
            raise RuntimeError("the clock fell off the wall")
        fell = self.due and self.state is State.OPEN
        if fell:
            self.lock()
        self.meanwhile()
        return fell

    def lock(self) -> None:
        self.state = State.LOCKED


def test_nothing_due_moves_nothing() -> None:
    moved: list[int] = []
    Watcher(Vault(), lambda: moved.append(1)).look()
    assert moved == []


def test_a_lock_of_its_own_moves_the_window_once() -> None:
    moved: list[int] = []
    vault = Vault(due=True)
    watcher = Watcher(vault, lambda: moved.append(1))
    watcher.look()
    watcher.look()
    assert (vault.state, moved) == (State.LOCKED, [1])


def test_a_lock_that_a_page_asked_for_moves_nothing() -> None:
    moved: list[int] = []
    vault = Vault()
    vault.lock()
    Watcher(vault, lambda: moved.append(1)).look()
    assert moved == []


def test_an_unlock_on_a_page_meanwhile_leaves_that_page_alone() -> None:
    moved: list[int] = []
    vault = Vault(State.LOCKED)

    def unlock() -> None:
        vault.state = State.OPEN

    vault.meanwhile = unlock
    Watcher(vault, lambda: moved.append(1)).look()
    assert moved == []


def test_a_tick_that_fails_ends_in_the_full_lock(caplog: pytest.LogCaptureFixture) -> None:
    moved: list[int] = []
    vault = Vault(broken=True)
    Watcher(vault, lambda: moved.append(1)).look()
    assert (vault.state, moved) == (State.LOCKED, [1])
    assert "idle lock failed" in caplog.text


def test_the_thread_ticks_until_it_is_stopped() -> None:
    vault = Vault(due=True)
    moved = threading.Event()
    watcher = Watcher(vault, moved.set, seconds=0.01)
    watcher.start()
    assert moved.wait(60)
    watcher.stop()
    vault.ticked.clear()
    assert not vault.ticked.wait(0.1)
