"""Timing two things side by side on a noisy machine: interleaved rounds, medians, ratios."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass

Action = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One line of the table: what, our median, the floor's name and median, all in milliseconds."""

    what: str
    ours: float
    floor: str
    floor_ms: float
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times the floor we take."""
        return self.ours / self.floor_ms if self.floor_ms else float("nan")

    def line(self) -> str:
        """Return the line as a Markdown table row."""
        return (
            f"| {self.what} | {self.ours:.1f} | {self.floor} | {self.floor_ms:.1f} | {self.ratio:.2f} | {self.note} |"
        )


HEAD = "| What | Ours, ms | Floor | Floor, ms | Ratio | |\n|---|---|---|---|---|---|"


def side_by_side(actions: Mapping[str, Action], rounds: int, warm: int = 2) -> dict[str, float]:
    """Run every action `rounds` times in an order shuffled each round; return the medians in milliseconds."""
    return {name: statistics.median(values) for name, values in taken(actions, rounds, warm).items()}


def taken(actions: Mapping[str, Action], rounds: int, warm: int = 2) -> dict[str, list[float]]:
    """Run every action `rounds` times in an order shuffled each round; return all times in milliseconds."""
    names = list(actions)
    for _ in range(warm):
        for name in names:
            actions[name]()
    found: dict[str, list[float]] = {name: [] for name in names}
    source = random.Random(1)  # noqa: S311 - an order, not a secret
    for _ in range(rounds):
        source.shuffle(names)
        for name in names:
            begun = time.perf_counter()
            actions[name]()
            found[name].append((time.perf_counter() - begun) * 1000)
    return found


def high(values: list[float]) -> float:
    """Return the time under which 95 of 100 stay."""
    return statistics.quantiles(values, n=20)[-1]
