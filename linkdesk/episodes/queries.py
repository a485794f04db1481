"""Reading episodes: those of one client, what happened in them, the messages that are owed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.models import Episode
from linkdesk.episodes.models import EpisodeEvent
from linkdesk.episodes.models import OwedMessageRow
from linkdesk.episodes.models import WaitingTargets
from linkdesk.episodes.rules import EpisodeRecord
from linkdesk.episodes.rules import EventRecord
from linkdesk.episodes.rules import Issue
from linkdesk.episodes.rules import OwedMessage
from linkdesk.episodes.waiting import Targets
from linkdesk.record.errors import NotFound
from linkdesk.team.cover.queries import own_caseloads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

MOST_EVENTS = 200
MOST_MESSAGES = 50


def episodes_of(session: Session, client_id: UUID) -> tuple[EpisodeRecord, ...]:
    """Return every episode of a client: the open ones first, then the newest."""
    rows = session.scalars(
        select(Episode)
        .where(Episode.client_id == client_id)
        .order_by(Episode.closed_on.is_not(None), Episode.number.desc())
    )
    return tuple(record(row) for row in rows)


def episode_record(session: Session, client_id: UUID, episode_id: UUID) -> EpisodeRecord:
    """Return one episode of this client.

    Raises:
        NotFound: there is no such episode, or it is another client's.
    """
    row = session.get(Episode, episode_id)
    if row is None or row.client_id != client_id:
        raise NotFound
    return record(row)


def on_caseload(session: Session, worker_id: UUID, day: date) -> ColumnElement[bool]:
    """Return what is true of a client whose case goes on with a worker or whom they cover, or whom these added."""
    whose = own_caseloads(session, worker_id, day)
    going_on = select(Episode.client_id).where(Episode.worker_id.in_(whose), Episode.closed_on.is_(None))
    return or_(Client.id.in_(going_on), Client.owner_id.in_(whose))


def client_of(session: Session, episode_id: UUID) -> UUID | None:
    """Return whose an episode is, or None when it is not here."""
    return session.scalar(select(Episode.client_id).where(Episode.id == episode_id))


def all_episodes(session: Session) -> Iterator[EpisodeRecord]:
    """Yield every episode in the order received, for lists and exports; a few rows in memory at a time."""
    rows = session.scalars(select(Episode).order_by(Episode.received_on, Episode.id))
    return (record(row) for row in rows.yield_per(100))


def episode_lines(session: Session) -> Iterator[dict[str, str]]:
    """Yield one flat record an episode, for `linkdesk list`."""
    for episode in all_episodes(session):
        yield {
            "id": str(episode.id),
            "client_id": str(episode.client_id),
            "worker_id": str(episode.worker_id),
            "number": str(episode.number),
            "source": episode.source,
            "received_on": episode.received_on.isoformat(),
            "decision": episode.decision or "",
            "first_contact_on": _day(episode.first_contact_on),
            "first_visit_on": _day(episode.first_visit_on),
            "closed_on": _day(episode.closed_on),
            "close_reason": episode.close_reason or "",
        }


def events_of(
    session: Session, client_id: UUID, episode_id: UUID | None = None, *, most: int = MOST_EVENTS
) -> tuple[EventRecord, ...]:
    """Return what happened in the episodes of a client, or in one of them, newest first."""
    found = select(EpisodeEvent).where(EpisodeEvent.client_id == client_id)
    if episode_id is not None:
        found = found.where(EpisodeEvent.episode_id == episode_id)
    rows = session.scalars(found.order_by(EpisodeEvent.created_at.desc(), EpisodeEvent.id).limit(most))
    events = [
        EventRecord(
            episode_id=row.episode_id,
            at=row.created_at,
            kind=row.kind,
            worker_id=row.owner_id,
            on=row.on,
            way=row.way,
            outcome=row.outcome,
            words=row.words,
        )
        for row in rows
    ]
    order = list(EventKind)  # of what happened in one moment, the later step of the work stands first
    return tuple(sorted(events, key=lambda event: (event.at, order.index(event.kind)), reverse=True))


def messages_of(session: Session, episode_id: UUID) -> tuple[OwedMessage, ...]:
    """Return the messages of an episode, those still owed first."""
    rows = session.scalars(
        select(OwedMessageRow)
        .where(OwedMessageRow.episode_id == episode_id)
        .order_by(OwedMessageRow.settled_on.is_not(None), OwedMessageRow.owed_since, OwedMessageRow.id)
        .limit(MOST_MESSAGES)
    )
    return tuple(owed_message(row) for row in rows)


def targets(session: Session, organisation_id: UUID) -> Targets:
    """Return how long people may wait at this service; the defaults until somebody sets them."""
    row = session.get(WaitingTargets, organisation_id)
    if row is None:
        return Targets()
    return Targets(row.accept_days, row.contact_days, row.tries, row.reopen_days, row.version)


def message_record(session: Session, client_id: UUID, message_id: UUID) -> OwedMessage:
    """Return one message about this client.

    Raises:
        NotFound: there is no such message, or it is about another client.
    """
    row = session.get(OwedMessageRow, message_id)
    if row is None or row.client_id != client_id:
        raise NotFound
    return owed_message(row)


def next_number(session: Session, client_id: UUID) -> int:
    """Return the number of a client's next episode."""
    return 1 + (session.scalar(select(func.max(Episode.number)).where(Episode.client_id == client_id)) or 0)


def owed_message(row: OwedMessageRow) -> OwedMessage:
    """Return a row as it is read."""
    return OwedMessage(
        id=row.id,
        client_id=row.client_id,
        episode_id=row.episode_id,
        to=row.to,
        why=row.why,
        owed_since=row.owed_since,
        settled_on=row.settled_on,
        how=row.how,
        words=row.words,
        settled_by=row.settled_by,
        version=row.version,
    )


def record(row: Episode) -> EpisodeRecord:
    """Return a row as it is read."""
    issues = tuple(Issue(issue["code"], issue["text"]) for issue in row.presenting_issues)
    given = {each.name: getattr(row, each.name) for each in fields(EpisodeRecord)}
    return EpisodeRecord(**given | {"presenting_issues": issues})


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
