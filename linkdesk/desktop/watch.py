"""The watcher: asks the vault every second whether it is time to cover or lock."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from linkdesk.desktop.memory import give_back

SECONDS = 1.0
TRIM_EVERY = 5
"""Ticks between two times that freed memory is handed back."""
_log = logging.getLogger(__name__)


class Ticking(Protocol):
    """What the watcher asks of the vault."""

    def tick(self) -> bool:
        """Cover or lock when idle too long, or when the machine slept; say whether it did."""

    def lock(self) -> object:
        """Lock fully."""


class Watcher:
    """A thread that ticks, and sends the window to the lock page when ticking locked it."""

    def __init__(self, vault: Ticking, covered: Callable[[], None], seconds: float = SECONDS) -> None:
        self._vault = vault
        self._covered = covered
        self._seconds = seconds
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="watcher")

    def start(self) -> None:
        """Begin to tick."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._end.set()
        self._thread.join()

    def look(self) -> None:
        """Tick once. A page that locks or unlocks meanwhile leads itself on; only a lock of our own moves the window.

        Whatever goes wrong while ticking ends in the full lock.
        """
        try:
            fell = self._vault.tick()
        except Exception:  # noqa: BLE001 - whatever it is, an idle lock must not fail open
            _log.exception("the idle lock failed; locking fully")
            self._vault.lock()
            fell = True
        if fell:
            self._covered()

    def _run(self) -> None:
        ticks = 0
        while not self._end.wait(self._seconds):
            self.look()
            ticks += 1
            if ticks % TRIM_EVERY == 0:
                give_back()
