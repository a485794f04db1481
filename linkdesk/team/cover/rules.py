"""Cover: who, for whom, from which day to which; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

LONGEST = timedelta(days=366)
"""Longer than that is a handover."""


@dataclass(frozen=True)
class ArrangeCover:
    """Let a worker look after another's caseload for a time, both days counted."""

    worker_id: UUID
    cover_id: UUID
    from_on: date
    to_on: date


@dataclass(frozen=True)
class CoverRecord:
    """One cover, with the names as they are shown."""

    id: UUID
    worker_id: UUID
    worker: str
    cover_id: UUID
    cover: str
    from_on: date
    to_on: date

    def runs(self, today: date) -> bool:
        """Say whether it runs now."""
        return self.from_on <= today <= self.to_on


def check(command: ArrangeCover, today: date) -> None:
    """Check what cannot be. Raises ValueError with a sentence."""
    if command.worker_id == command.cover_id:
        raise ValueError("Choose somebody else to cover.")
    if command.to_on < command.from_on:
        raise ValueError("The last day is before the first day.")
    if command.to_on < today:
        raise ValueError("The last day is over already.")
    if command.to_on - command.from_on > LONGEST:
        raise ValueError("A cover lasts a year at most. Hand the cases over instead.")
