"""Reading what is to be read before the client goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.assessments.reading.models import Reading
from linkdesk.assessments.reading.rules import ReadingRecord

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session


def readings(session: Session, assessment_ids: Sequence[UUID]) -> dict[UUID, ReadingRecord]:
    """Return which of these talks a client had on the screen, and who read them; a talk without a row is left out."""
    rows = session.scalars(select(Reading).where(Reading.assessment_id.in_(assessment_ids)))
    return {
        row.assessment_id: ReadingRecord(row.turned_at, row.stopped_at, row.read_at, row.read_by, row.version)
        for row in rows
    }
