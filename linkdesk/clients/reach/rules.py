"""Records kept apart: who may set that, who may look, who is told when somebody gets in; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.team.rules import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.team.rules import Worker

REASON_LENGTH = 500
REASON_LEAST = 10
"""A reason of one letter is none: whoever reads it later must understand it."""

KEEPERS = (Role.TEAM_LEAD, Role.SAFEGUARDING_LEAD, Role.ADMINISTRATOR)
"""Who keeps a record apart, says who is named, and ends it."""

TOLD = (Role.TEAM_LEAD, Role.SAFEGUARDING_LEAD, Role.ADMINISTRATOR)
"""Who is told that somebody got in: team leads; where there is no other than the one who did, the next role."""

ASK = "Ask your team lead before you add this person."
"""All that is said where a record kept apart may be the same person: nothing of it may be learned here."""


@dataclass(frozen=True)
class KeepApart:
    """Keep a client's record apart from all but these workers."""

    client_id: UUID
    reason: str
    worker_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class ChangeNamed:
    """Name other workers for a record that is kept apart."""

    restriction_id: UUID
    version: int
    reason: str
    worker_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class EndApart:
    """Open a record to everybody again."""

    restriction_id: UUID
    reason: str


@dataclass(frozen=True)
class BreakGlass:
    """Get into a record that is kept apart: who it is, as exactly as any stranger would have to know, and why."""

    reason: str
    nhs_number: str = ""
    family_name: str = ""
    birth_date: date | None = None


@dataclass(frozen=True)
class Apart:
    """One record that is kept apart, for those who keep it so."""

    id: UUID
    version: int
    client_id: UUID
    who: str
    reason: str
    since: datetime
    by: str
    worker_ids: tuple[UUID, ...]
    named: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """Somebody got into a record that is kept apart: a line of Today for those who are told."""

    id: UUID
    who: str
    worker: str
    reason: str
    at: datetime
    until: datetime
    seen_at: datetime | None = None
    seen_by: str = ""


def checked_reason(reason: str) -> str:
    """Return a reason, trimmed. Raises ValueError with a sentence."""
    words = " ".join(reason.split())
    if len(words) < REASON_LEAST:
        raise ValueError("Say why, in a few words that others understand later.")
    if len(words) > REASON_LENGTH:
        raise ValueError(f"The reason has at most {REASON_LENGTH} characters.")
    return words


def told(workers: Iterable[Worker], breaker: UUID) -> frozenset[UUID]:
    """Return who is told that `breaker` got in: never only the breaker while there is anybody else to tell."""
    known = tuple(workers)
    for role in TOLD:
        found = frozenset(worker.id for worker in known if role in worker.roles and worker.id != breaker)
        if found:
            return found
    return frozenset({breaker})
