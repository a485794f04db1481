"""Reading measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.assessments.measures.models import AssessmentHow
from linkdesk.assessments.measures.models import HeldScore
from linkdesk.assessments.measures.models import NotAsked
from linkdesk.assessments.measures.rules import HeldScoreRecord
from linkdesk.assessments.measures.rules import HowRecord
from linkdesk.assessments.measures.rules import NotAskedRecord
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.measures.rules import NotAskedReason

MOST = 1_000
"""More of anything than one person ever has; every list has a limit."""


def hows(session: Session, assessment_ids: Sequence[UUID]) -> dict[UUID, HowRecord]:
    """Return how these talks ran; a talk of which nobody said it is left out."""
    rows = session.scalars(select(AssessmentHow).where(AssessmentHow.assessment_id.in_(assessment_ids)))
    return {
        row.assessment_id: HowRecord(
            mode=row.mode, pictures=row.pictures, help_given=row.help_given, version=row.version
        )
        for row in rows
    }


def not_asked_of(session: Session, client_id: UUID, limit: int = MOST) -> tuple[NotAskedRecord, ...]:
    """Return which measures a client was not asked, the newest first."""
    rows = session.scalars(
        select(NotAsked)
        .where(NotAsked.client_id == client_id)
        .order_by(NotAsked.happened_on.desc(), NotAsked.created_at.desc(), NotAsked.id)
        .limit(limit)
    )
    return tuple(
        NotAskedRecord(row.id, row.form_url, row.title, row.reason, row.words, row.happened_on) for row in rows
    )


def not_asked_people(session: Session) -> tuple[tuple[str, NotAskedReason, int], ...]:
    """Return how many people were not asked, by the title of the form and the reason."""
    rows = session.execute(
        select(NotAsked.title, NotAsked.reason, func.count(NotAsked.client_id.distinct()))
        .group_by(NotAsked.title, NotAsked.reason)
        .order_by(NotAsked.title, NotAsked.reason)
    )
    return tuple((title, reason, number) for title, reason, number in rows)


def held_scores_of(session: Session, client_id: UUID, limit: int = MOST) -> tuple[HeldScoreRecord, ...]:
    """Return the totals of forms that are held elsewhere, the newest first."""
    rows = session.scalars(
        select(HeldScore)
        .where(HeldScore.client_id == client_id)
        .order_by(HeldScore.taken_on.desc(), HeldScore.created_at.desc(), HeldScore.id)
        .limit(limit)
    )
    return tuple(_held(row) for row in rows)


def held_score(session: Session, client_id: UUID, held_score_id: UUID) -> HeldScoreRecord:
    """Return one total of a form that is held elsewhere.

    Raises:
        NotFound: there is no such total of this client.
    """
    row = session.get(HeldScore, held_score_id)
    if row is None or row.client_id != client_id:
        raise NotFound
    return _held(row)


def _held(row: HeldScore) -> HeldScoreRecord:
    return HeldScoreRecord(row.id, row.name, row.value, row.low, row.high, row.taken_on, row.by_whom, row.version)
