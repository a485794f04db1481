"""Reading what a service asks and what a client said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.sensitive import rules
from linkdesk.clients.sensitive.models import SensitiveFact
from linkdesk.clients.sensitive.models import SensitiveSetting
from linkdesk.clients.sensitive.rules import AnswerKept
from linkdesk.clients.sensitive.rules import Topic

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.sensitive.rules import TopicLine


def setting(session: Session, organisation_id: UUID) -> tuple[frozenset[Topic], int]:
    """Return which topics the service asks, and the version of that setting (0 before there is one)."""
    row = session.get(SensitiveSetting, organisation_id)
    return (frozenset(map(Topic, row.asked)), row.version) if row else (frozenset(), 0)


def lines(session: Session, organisation_id: UUID, client_id: UUID) -> tuple[TopicLine, ...]:
    """Return the topics for a client and whether each was asked, never an answer."""
    asked, _version = setting(session, organisation_id)
    found = session.execute(
        select(SensitiveFact.topic, SensitiveFact.said).where(SensitiveFact.client_id == client_id)
    ).all()
    return rules.lines(asked, {row.topic: row.said for row in found})


def answer(session: Session, client_id: UUID, topic: Topic) -> AnswerKept | None:
    """Return what the client said about a topic, or None."""
    row = session.scalar(
        select(SensitiveFact).where(SensitiveFact.client_id == client_id, SensitiveFact.topic == topic)
    )
    if row is None:
        return None
    return AnswerKept(
        topic=row.topic,
        version=row.version,
        said=row.said,
        choice=row.choice,
        words=row.words,
        started_on=row.started_on,
        ended_on=row.ended_on,
        updated_at=row.updated_at,
    )
