"""Reading who was here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.assessments.presence.models import Presence
from linkdesk.assessments.presence.rules import PresenceRecord
from linkdesk.assessments.presence.rules import Present

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session


def presences(session: Session, assessment_ids: Sequence[UUID]) -> dict[UUID, PresenceRecord]:
    """Return who was here in these talks; a talk of which nobody said it is left out."""
    rows = session.scalars(select(Presence).where(Presence.assessment_id.in_(assessment_ids)))
    return {row.assessment_id: record(row) for row in rows}


def record(row: Presence) -> PresenceRecord:
    """Return a row as pages read it."""
    return PresenceRecord(
        interpreter=row.interpreter,
        reference=row.reference,
        is_adult=row.is_adult,
        people=tuple(Present(each["name"], each["role"]) for each in row.people),
        seen_alone=row.seen_alone,
        version=row.version,
    )
