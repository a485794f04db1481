"""Reading who was here."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.assessments.models import Assessment
from linkdesk.assessments.presence.models import Aside
from linkdesk.assessments.presence.models import Presence
from linkdesk.assessments.presence.rules import PresenceRecord
from linkdesk.assessments.presence.rules import Present

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def presences(session: Session, assessment_ids: Sequence[UUID]) -> dict[UUID, PresenceRecord]:
    """Return who was here in these talks; a talk of which nobody said it is left out."""
    rows = session.scalars(select(Presence).where(Presence.assessment_id.in_(assessment_ids)))
    return {row.assessment_id: record(row) for row in rows}


def waiting_alone(session: Session, clients: Select[Any], limit: int) -> tuple[UUID, ...]:
    """Return the finished talks of these clients that left questions nobody has asked since, the newest first."""
    rows = session.execute(
        select(Aside.assessment_id, Aside.left)
        .join(Assessment, Assessment.id == Aside.assessment_id)
        .where(
            Aside.client_id.in_(clients),
            Assessment.completed_at.is_not(None),
            func.json_array_length(Aside.left) > 0,
        )
        .order_by(Assessment.completed_at.desc(), Assessment.id)
        .limit(limit)
    ).all()
    asked: defaultdict[UUID | None, set[str]] = defaultdict(set)
    ids = [row.assessment_id for row in rows]
    for row in session.execute(select(Aside.follows_id, Aside.asks).where(Aside.follows_id.in_(ids))):
        asked[row.follows_id].update(row.asks)
    return tuple(row.assessment_id for row in rows if set(row.left) - asked[row.assessment_id])


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
