"""Guessing at the keyboard: free tries, then a growing wait that neither a restart nor the clock shortens."""

from __future__ import annotations

import math
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import Any

from linkdesk.record.clock import Clock
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import TooManyTries
from linkdesk.settings import Throttle as Bounds
from linkdesk.vault.atomic import write_atomic
from linkdesk.vault.intake import read_json
from linkdesk.vault.keys.boxes import canonical

MOST_BYTES = 4096
MOST_LEVEL = 32


@dataclass
class _Tries:
    """What is kept: wall-clock seconds of recent tries, how often a wait was imposed, and since when."""

    at: list[float] = field(default_factory=list)
    level: int = 0
    since: float = 0.0


class Throttle:
    """Counts a try before it is made, so that killing the program does not make it free.

    At most `bounds.tries` in `bounds.window` seconds are free (Cyber Essentials: at most 10 guesses in 5
    minutes); then each further try doubles the wait. Only a right secret forgets. Elapsed time is the smaller
    of what the two clocks say, so moving the wall clock in either direction does not shorten a wait.
    """

    def __init__(self, path: Path, bounds: Bounds, clock: Clock) -> None:
        self._path = path
        self._bounds = bounds
        self._clock = clock
        self._tries = self._read()
        self._seen = clock.monotonic()

    def attempt(self) -> None:
        """Count one try that is about to be made.

        Raises:
            TooManyTries: a wait is running; nothing was tried.
        """
        left = self.seconds_left()
        if left > 0:
            raise TooManyTries(
                f"There were too many wrong tries. Nothing was changed. Wait {_spoken(left)}, then try again."
            )
        now = self._now()
        kept = self._tries
        kept.at = [*self._recent(now), now][-self._bounds.tries :]
        if kept.level or len(kept.at) >= self._bounds.tries:
            kept.level = min(kept.level + 1, MOST_LEVEL)
        kept.since = now
        self._seen = self._clock.monotonic()
        self._write()

    def clear(self) -> None:
        """Forget all tries: the right secret was given."""
        self._tries = _Tries()
        self._path.unlink(missing_ok=True)

    def seconds_left(self) -> float:
        """Return how long the next try must wait; 0 if it may be made now."""
        kept = self._tries
        if not kept.level:
            return 0.0
        wait: int = min(self._bounds.first_wait << (kept.level - 1), self._bounds.longest_wait)
        wall = self._now() - kept.since
        if wall < 0:  # the clock was set back: the whole wait begins again, no more
            kept.since = self._now()
            wall = 0.0
        here = self._clock.monotonic() - self._seen
        passed = wall if self._since_before_start else min(wall, here)
        return max(0.0, wait - passed)

    @property
    def _since_before_start(self) -> bool:
        """Say whether the last try was made by an earlier run, whose own ticks are unknown."""
        return self._tries is self._first

    def _recent(self, now: float) -> list[float]:
        """Return the tries that still count; one that seems to lie in the future counts too."""
        return [at for at in self._tries.at if now - at < self._bounds.window]

    def _now(self) -> float:
        return self._clock.now().timestamp()

    def _read(self) -> _Tries:
        self._first: _Tries | None = None
        if not self._path.exists():
            return _Tries()
        try:
            tries = _from_json(read_json(self._path, MOST_BYTES, depth=2))
        except (FileRefused, KeyError, TypeError, ValueError):
            tries = _Tries(level=1, since=self._now())  # a damaged count is taken for a full one
        self._first = tries
        return tries

    def _write(self) -> None:
        kept = self._tries
        self._first = None
        data = canonical({"at": kept.at, "level": kept.level, "since": kept.since})
        try:
            write_atomic(self._path, data)
        except DiskFull:
            # a full disk must not keep a worker out; the count lives on in memory for this run
            return


def _from_json(said: dict[str, Any]) -> _Tries:
    at = [float(one) for one in said["at"]]
    level, since = int(said["level"]), float(said["since"])
    datetime.fromtimestamp(since, UTC)
    if not 0 <= level <= MOST_LEVEL or not all(math.isfinite(one) for one in at):
        raise ValueError("no count")
    return _Tries(at, level, since)


def _spoken(seconds: float) -> str:
    """Return a wait in words, rounded up."""
    whole = math.ceil(seconds)
    if whole <= 90:  # noqa: PLR2004 - a minute and a half is still said in seconds
        return f"{whole} second{'' if whole == 1 else 's'}"
    return f"{math.ceil(whole / 60)} minutes"
