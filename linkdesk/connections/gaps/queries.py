"""Reading what is missing: of one person, and of everybody in a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.connections.gaps.models import UnmetNeed
from linkdesk.connections.gaps.rules import GapRecord

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

MOST = 200
"""Lines of one person; nobody has more."""


def gaps_of(session: Session, client_id: UUID, most: int = MOST) -> tuple[GapRecord, ...]:
    """Return what is missing for one person, the newest first."""
    wanted = select(UnmetNeed).where(UnmetNeed.client_id == client_id)
    rows = session.scalars(wanted.order_by(UnmetNeed.noted_on.desc(), UnmetNeed.id).limit(most))
    return tuple(_record(row) for row in rows)


def gaps_between(session: Session, first: date, last: date) -> tuple[GapRecord, ...]:
    """Return what was missing for anybody from one day to another; it is counted, never shown by person."""
    wanted = select(UnmetNeed).where(UnmetNeed.noted_on >= first, UnmetNeed.noted_on <= last)
    return tuple(_record(row) for row in session.scalars(wanted.order_by(UnmetNeed.noted_on, UnmetNeed.id)))


def _record(row: UnmetNeed) -> GapRecord:
    return GapRecord(
        id=row.id,
        client_id=row.client_id,
        need=row.need,
        missing=row.missing,
        words=row.words,
        area=row.area,
        noted_on=row.noted_on,
        worker_id=row.owner_id,
        goal_id=row.goal_id,
        taken_back_on=row.taken_back_on,
    )
