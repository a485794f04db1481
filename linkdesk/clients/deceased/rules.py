"""What may be said about a death, and the one sentence with which everything for the person stops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.clients.rules import SOURCE_LENGTH

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


@dataclass(frozen=True)
class NoteDeath:
    """The client died; `version` is the one of the client that the worker saw."""

    client_id: UUID
    version: int
    died_on: date
    source: str


@dataclass(frozen=True)
class TakeBackDeath:
    """The client did not die: why it was noted in error."""

    client_id: UUID
    version: int
    reason: str


def check_death(died_on: date, source: str, birth_date: date, today: date) -> None:
    """Refuse a death that cannot be.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if died_on > today:
        raise ValueError("A day of death cannot be in the future.")
    if died_on < birth_date:
        raise ValueError("The day of death is before the date of birth.")
    if not source:
        raise ValueError("Say who told you, such as the family or the GP practice.")
    if len(source) > SOURCE_LENGTH:
        raise ValueError(f"Say who told you in {SOURCE_LENGTH} characters or fewer.")


def check_reason(reason: str) -> None:
    """Refuse to take a death back without a reason.

    Raises:
        ValueError: one plain sentence for the worker.
    """
    if not reason or len(reason) > SOURCE_LENGTH:
        raise ValueError(f"Say why it was noted in error, in 1 to {SOURCE_LENGTH} characters.")


def day_words(day: date) -> str:
    """Return a day as it stands in a sentence: 3 May 2026."""
    return f"{day.day} {day:%B %Y}"


def stopped(died_on: date) -> str:
    """Return why nothing is printed for, sent to or waited for from this person."""
    return f"This person died on {day_words(died_on)}, so nothing is printed for them or sent to them."
