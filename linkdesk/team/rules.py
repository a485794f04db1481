"""Who works here: read models, commands and their checks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.record import checks

if TYPE_CHECKING:
    from uuid import UUID

NAME_LENGTH = 120
JOB_LENGTH = 120
PHONE_LENGTH = 40
EMAIL_LENGTH = checks.EMAIL_LENGTH

USUAL_JOB = "Link worker"


class Role(StrEnum):
    """What a worker may do beside their own caseload."""

    LINK_WORKER = "link worker"
    TEAM_LEAD = "team lead"
    SAFEGUARDING_LEAD = "safeguarding lead"
    ADMINISTRATOR = "administrator"


ALL_ROLES = tuple(Role)
"""The first worker makes the vault and must be able to let others in, so that worker has every role."""


@dataclass(frozen=True)
class Worker:
    """One link worker as pages, prints and exports show them; `id` is also the id on their key slot."""

    id: UUID
    name: str
    job_title: str
    phone: str
    email: str
    roles: tuple[Role, ...]
    has_code: bool
    version: int

    @property
    def has_left(self) -> bool:
        """Say whether this worker was removed: the record about them stays, without any role."""
        return not self.roles


@dataclass(frozen=True)
class Member:
    """One line of the team page: `can_unlock` is read from the key file, everything else from the record."""

    id: UUID
    name: str
    job_title: str
    phone: str
    roles: tuple[Role, ...]
    can_unlock: bool
    is_you: bool
    waits: bool


@dataclass(frozen=True)
class StartWorker:
    """The first worker of a new vault; `code_hash` is the salted hash of the short code."""

    name: str
    job_title: str
    phone: str
    email: str
    code_hash: bytes


@dataclass(frozen=True)
class ChangeWorker:
    """What workers change about themselves; `code_hash` None keeps the old short code."""

    version: int
    name: str
    job_title: str
    phone: str
    email: str
    code_hash: bytes | None = None


@dataclass(frozen=True)
class AddWorker:
    """Another worker, let in by an administrator; they choose passphrase and short code themselves."""

    name: str
    job_title: str
    phone: str
    roles: tuple[Role, ...]
    email: str = ""


@dataclass(frozen=True)
class TakeOver:
    """What workers set when they unlock with words that somebody handed to them."""

    given: str
    passphrase: str
    code_hash: bytes


@dataclass(frozen=True)
class Handover:
    """The words that an administrator hands over, once, by voice or on paper."""

    worker_id: UUID
    name: str
    words: str


def tidied(command: StartWorker | ChangeWorker | AddWorker) -> StartWorker | ChangeWorker | AddWorker:
    """Return the command checked and trimmed. Raises ValueError with a sentence."""
    name = " ".join(checks.plain_text(unicodedata.normalize("NFC", command.name)).split())
    if not name:
        raise ValueError("Enter their name." if isinstance(command, AddWorker) else "Enter your name.")
    job_title = " ".join(checks.plain_text(command.job_title).split())
    if len(name) > NAME_LENGTH or len(job_title) > JOB_LENGTH:
        raise ValueError(f"A name or job has at most {NAME_LENGTH} characters.")
    return replace(
        command,
        name=name,
        job_title=job_title or USUAL_JOB,
        phone=checks.phone(command.phone) if command.phone.strip() else "",
        email=checks.email(command.email) if command.email.strip() else "",
    )
