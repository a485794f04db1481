"""Reading what is to be read before the client goes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.assessments.models import Answer
from linkdesk.assessments.reading.models import Reading
from linkdesk.assessments.reading.rules import ReadingRecord

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def unread(session: Session, clients: Select[Any], limit: int) -> tuple[UUID, ...]:
    """Return the talks of these clients whose answers were given at the screen and read by nobody yet, newest first.

    A talk in which nothing was answered is none of them: there is nothing to read.
    """
    answered = select(Answer.id).where(Answer.assessment_id == Reading.assessment_id).exists()
    rows = session.scalars(
        select(Reading.assessment_id)
        .where(Reading.client_id.in_(clients), Reading.read_at.is_(None), answered)
        .order_by(Reading.turned_at.desc(), Reading.id)
        .limit(limit)
    )
    return tuple(rows)


def readings(session: Session, assessment_ids: Sequence[UUID]) -> dict[UUID, ReadingRecord]:
    """Return which of these talks a client had on the screen, and who read them; a talk without a row is left out."""
    rows = session.scalars(select(Reading).where(Reading.assessment_id.in_(assessment_ids)))
    return {
        row.assessment_id: ReadingRecord(row.turned_at, row.stopped_at, row.read_at, row.read_by, row.version)
        for row in rows
    }
