"""Reading who covers for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.team.cover.models import Cover
from linkdesk.team.cover.rules import CoverRecord
from linkdesk.team.queries import workers

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

MOST = 200


def own_caseloads(session: Session, worker_id: UUID, today: date) -> tuple[UUID, ...]:
    """Return whose cases come first for a worker: their own, then those of whom they cover today."""
    covered = session.scalars(
        select(Cover.worker_id)
        .where(Cover.cover_id == worker_id, Cover.from_on <= today, Cover.to_on >= today)
        .order_by(Cover.worker_id)
    )
    return tuple(dict.fromkeys((worker_id, *covered)))


def covers(session: Session, today: date) -> tuple[CoverRecord, ...]:
    """Return the covers that run or come, by day."""
    rows = session.scalars(select(Cover).where(Cover.to_on >= today).order_by(Cover.from_on, Cover.id).limit(MOST))
    names = {worker.id: worker.name for worker in workers(session)}
    return tuple(
        CoverRecord(
            id=row.id,
            worker_id=row.worker_id,
            worker=names.get(row.worker_id, ""),
            cover_id=row.cover_id,
            cover=names.get(row.cover_id, ""),
            from_on=row.from_on,
            to_on=row.to_on,
        )
        for row in rows
    )
