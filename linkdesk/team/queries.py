"""Reading the workers of this vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.record.errors import NotFound
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import Role
from linkdesk.team.rules import Worker

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

MOST_WORKERS = 500


def worker(session: Session, worker_id: UUID) -> Worker:
    """Return one worker.

    Raises:
        NotFound: there is no such worker, or first start is not done.
    """
    found = find_worker(session, worker_id)
    if found is None:
        raise NotFound("That worker is not here yet. Nothing was changed. Fill in the page about you first.")
    return found


def find_worker(session: Session, worker_id: UUID) -> Worker | None:
    """Return one worker, or None before the page about them is filled in."""
    row = session.get(WorkerRow, worker_id)
    return None if row is None else _record(row)


def workers(session: Session) -> tuple[Worker, ...]:
    """Return all workers by name."""
    rows = session.scalars(select(WorkerRow).order_by(WorkerRow.name, WorkerRow.id).limit(MOST_WORKERS))
    return tuple(_record(row) for row in rows)


def load_code(session: Session, worker_id: UUID) -> bytes | None:
    """Return the salted hash of a worker's short code, for the vault to take after unlocking."""
    return session.scalar(select(WorkerRow.code_hash).where(WorkerRow.id == worker_id))


def roles(session: Session, worker_id: UUID) -> tuple[Role, ...]:
    """Return the roles of a worker, none for a stranger."""
    found = find_worker(session, worker_id)
    return found.roles if found is not None else ()


def _record(row: WorkerRow) -> Worker:
    return Worker(
        id=row.id,
        name=row.name,
        job_title=row.job_title,
        phone=row.phone,
        email=row.email,
        roles=tuple(Role(role) for role in row.roles),
        has_code=row.code_hash is not None,
        version=row.version,
    )
