"""Time and chance, handed in so that tests need neither sleep nor patch."""

from __future__ import annotations

import secrets
import time
import uuid
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """What the rooms may ask of time and chance."""

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""

    def monotonic(self) -> float:
        """Return seconds that never run backwards; they may stand still in sleep."""

    def new_id(self) -> uuid.UUID:
        """Return a fresh random UUID (version 4)."""

    def random(self, size: int) -> bytes:
        """Return `size` bytes fit for keys."""


@dataclass(frozen=True)
class SystemClock:
    """The machine's own clock and random source."""

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()

    def new_id(self) -> uuid.UUID:
        """Return a fresh random UUID (version 4)."""
        return uuid.uuid4()

    def random(self, size: int) -> bytes:
        """Return `size` bytes from the operating system."""
        return secrets.token_bytes(size)
