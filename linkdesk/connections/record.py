"""What came of all that led to one service: figures beside its entry, no names, small numbers said carefully; pure."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from linkdesk.connections.rules import State
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from linkdesk.connections.rules import ConnectionRecord

SMALLEST = Limits().smallest_group


@dataclass(frozen=True)
class Outcome:
    """How many people were connected, got there and stayed; the usual wait is the median in days, None for nobody."""

    connected: int = 0
    got_there: int = 0
    stayed: int = 0
    refused_there: int = 0
    wait: float | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """Say it in sentences; where few people stand behind a figure only that they are few."""
        if not self.connected:
            return ("Nobody was connected with it yet.",)
        if self.connected < SMALLEST:
            return (f"Fewer than {SMALLEST} people were connected with it: too few to say how it goes.",)
        said = [
            f"{self.connected} people were connected with it.",
            f"{_few(self.got_there)} got there.",
            f"{_few(self.stayed)} still went when somebody asked later.",
        ]
        if self.wait is not None and self.got_there >= SMALLEST:
            said.append(f"Usual wait until the first visit: {_days(self.wait)}.")
        if self.refused_there >= SMALLEST:
            said.append(f"It had to say no to {self.refused_there} people.")
        return tuple(said)


def outcome(connections: Iterable[ConnectionRecord]) -> Outcome:
    """Return what came of these connections; somebody who was connected twice is one person, with the better end.

    The wait is from the first day of a connection to the first visit: of each person the first one that got there.
    """
    connected: set[UUID] = set()
    stayed: set[UUID] = set()
    refused: set[UUID] = set()
    waits: dict[UUID, int] = {}
    for each in connections:
        begun, first = each.started_on, each.first_on
        if begun is None:
            continue
        connected.add(each.client_id)
        if first is not None:
            waits.setdefault(each.client_id, (first - begun).days)
        if each.stayed:
            stayed.add(each.client_id)
        if each.state is State.REFUSED and each.standing[-1].by == "service":
            refused.add(each.client_id)
    return Outcome(
        connected=len(connected),
        got_there=len(waits),
        stayed=len(stayed),
        refused_there=len(refused - waits.keys()),
        wait=median(waits.values()) if waits else None,
    )


def _few(number: int) -> str:
    return "Nobody" if not number else f"Fewer than {SMALLEST}" if number < SMALLEST else str(number)


def _days(days: float) -> str:
    return "the same day" if not days else f"{days:g} day{'' if days == 1 else 's'}"
