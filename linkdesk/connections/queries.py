"""Reading connections: of one person, what is due on a caseload, and what came of all that led to one service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import and_
from sqlalchemy import or_
from sqlalchemy import select

from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.connections import reminders
from linkdesk.connections import rules
from linkdesk.connections.models import Connection
from linkdesk.connections.models import ConnectionBarrier
from linkdesk.connections.models import ConnectionEvent
from linkdesk.connections.rules import BarrierRecord
from linkdesk.connections.rules import ConnectionRecord
from linkdesk.connections.rules import EventRecord
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import State
from linkdesk.record.errors import NotFound
from linkdesk.services.models import LocalService

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from linkdesk.connections.reminders import Reminder
    from linkdesk.settings import Following

BETTER_FOR = 28
"""Days after an accompanied first visit in which it stands on Today that the words on it can be bettered."""
MOST = 200
"""Connections of one person on one page; nobody has more."""
GONE = "That connection is not in this record. Nothing was changed. Open the client again."


def recipient(service_name: str) -> Recipient:
    """Return whom a yes to sharing is asked for."""
    return Recipient(RecipientKind.SERVICE, service_name)


def connections_of(session: Session, client_id: UUID, most: int = MOST) -> tuple[ConnectionRecord, ...]:
    """Return the connections of a person: those that are followed first, then by the newest change."""
    wanted = select(Connection).where(Connection.client_id == client_id)
    rows = session.scalars(wanted.order_by(Connection.created_at.desc(), Connection.id).limit(most)).all()
    found = _records(session, rows)
    return tuple(sorted(found, key=lambda each: (not each.is_open, each.state is None)))


def connection_record(session: Session, client_id: UUID, connection_id: UUID) -> ConnectionRecord:
    """Return one connection of this person. Raises NotFound."""
    wanted = select(Connection).where(Connection.id == connection_id, Connection.client_id == client_id)
    rows = session.scalars(wanted).all()
    if not rows:
        raise NotFound(GONE)
    return _records(session, rows)[0]


@dataclass(frozen=True)
class DueLine:
    """What to ask one person about one connection."""

    client_id: UUID
    connection_id: UUID
    service_name: str
    reminder: Reminder

    @property
    def words(self) -> str:
        """Say what to ask and about which service."""
        return f"{self.reminder.words}: {self.service_name}"


def due_lines(
    session: Session, people: Any, day: date, most: int, days: Following = reminders.DAYS
) -> tuple[DueLine, ...]:
    """Return what to ask about, the longest due first; `people` is a query of the ids of whose work goes on."""
    columns = (
        *(Connection.id, Connection.client_id, Connection.service_name, Connection.kind, Connection.state),
        *(Connection.since, Connection.visit_on, Connection.feedback_on),
    )
    wanted = select(*columns).where(Connection.client_id.in_(people), is_due(day, days))
    rows = session.execute(wanted.order_by(Connection.since, Connection.id).limit(most))
    found = []
    for row in rows:
        said = reminders.reminder(
            row.state, row.since, kind=row.kind, visit_on=row.visit_on, feedback_on=row.feedback_on, days=days
        )
        if said is not None and said.on <= day:
            found.append(DueLine(row.client_id, row.id, row.service_name, said))
    return tuple(sorted(found, key=lambda each: (each.reminder.on, each.connection_id)))


def is_due(day: date, days: Following = reminders.DAYS) -> ColumnElement[bool]:
    """Return the rule of `reminders.reminder` as a condition; a property test holds the two equal."""
    since, visit, kind = Connection.since, Connection.visit_on, Connection.kind
    booked = and_(visit.is_not(None), visit >= since)

    def ago(span: int) -> ColumnElement[bool]:
        return since <= day - timedelta(days=span)

    asked = and_(Connection.feedback_on.is_not(None), Connection.feedback_on >= since)
    unbooked = or_(
        and_(Connection.state == State.SENT, kind == Kind.SIGNPOST, ago(days.told)),
        and_(Connection.state == State.SENT, kind != Kind.SIGNPOST, ago(days.heard)),
        and_(Connection.state == State.ACCEPTED, ago(days.place)),
        and_(Connection.state == State.WAITING, ago(days.wait)),
    )
    return or_(
        and_(
            Connection.state.in_(sorted(rules.BEFORE)),
            or_(
                and_(booked, visit <= day - timedelta(days=days.after_visit)),
                and_(or_(visit.is_(None), visit < since), unbooked),
            ),
        ),
        and_(Connection.state == State.ATTENDED, ~asked, ago(days.first)),
        and_(Connection.state == State.ATTENDED, asked, ago(days.still)),
        and_(Connection.state == State.GOING, ago(days.holds)),
    )


def visits_together(session: Session, client_ids: Collection[UUID], day: date) -> tuple[ConnectionRecord, ...]:
    """Return the first visits to which a worker goes along, from this day on, the nearest first."""
    wanted = select(Connection).where(Connection.client_id.in_(client_ids), is_visit_together(day))
    return _records(session, session.scalars(wanted.order_by(Connection.visit_on, Connection.id).limit(MOST)).all())


def is_visit_together(day: date) -> ColumnElement[bool]:
    """Return the condition that a connection is a first visit to come, to which a worker goes along."""
    return and_(
        Connection.kind == Kind.ACCOMPANY, Connection.visit_on >= day, Connection.state.in_(sorted(rules.BEFORE))
    )


def words_are_of_before(session: Session, service_id: UUID, day: date) -> bool:
    """Say whether nobody changed what is known of a service since a day, that day counted as changed."""
    changed = session.scalar(select(LocalService.last_modified).where(LocalService.id == service_id))
    return changed is not None and changed.astimezone().date() < day


def to_better(session: Session, people: Any, day: date, most: int) -> tuple[tuple[UUID, UUID, str, date], ...]:
    """Return where a worker was at a first visit and nobody bettered the words on it since, the oldest first.

    Each is the client, the connection, the name of the service and the day; what is older than `BETTER_FOR` is let go.
    `people` is a query of the ids of whose work goes on.
    """
    went = ConnectionEvent.on
    wanted = (
        select(Connection.client_id, Connection.id, Connection.service_name, Connection.service_id, went)
        .join(ConnectionEvent, ConnectionEvent.connection_id == Connection.id)
        .where(
            Connection.client_id.in_(people),
            Connection.kind == Kind.ACCOMPANY,
            Connection.service_id.is_not(None),
            ConnectionEvent.state == State.ATTENDED,
            ConnectionEvent.taken_back_on.is_(None),
            went.between(day - timedelta(days=BETTER_FOR), day),
        )
        .order_by(went, Connection.id)
        .limit(most)
    )
    rows = session.execute(wanted).all()
    return tuple(
        (row.client_id, row.id, row.service_name, row.on)
        for row in rows
        if words_are_of_before(session, row.service_id, row.on)
    )


def of_service(session: Session, service_id: UUID) -> tuple[ConnectionRecord, ...]:
    """Return every connection that led to one service; for counting, never for showing names."""
    wanted = select(Connection).where(Connection.service_id == service_id).order_by(Connection.created_at)
    return _records(session, session.scalars(wanted).all())


def _records(session: Session, rows: Iterable[Connection]) -> tuple[ConnectionRecord, ...]:
    kept = list(rows)
    ids = [row.id for row in kept]
    events: dict[UUID, list[EventRecord]] = {each: [] for each in ids}
    barriers: dict[UUID, list[BarrierRecord]] = {each: [] for each in ids}
    wanted = select(ConnectionEvent).where(ConnectionEvent.connection_id.in_(ids))
    for event in session.scalars(wanted.order_by(ConnectionEvent.number)):
        events[event.connection_id].append(_event(event))
    hindered = select(ConnectionBarrier).where(ConnectionBarrier.connection_id.in_(ids))
    for barrier in session.scalars(hindered.order_by(ConnectionBarrier.created_at, ConnectionBarrier.id)):
        barriers[barrier.connection_id].append(_barrier(barrier))
    return tuple(_record(row, tuple(events[row.id]), tuple(barriers[row.id])) for row in kept)


def _record(row: Connection, events: tuple[EventRecord, ...], barriers: tuple[BarrierRecord, ...]) -> ConnectionRecord:
    return ConnectionRecord(
        id=row.id,
        client_id=row.client_id,
        version=row.version,
        kind=row.kind,
        service_id=row.service_id,
        service_name=row.service_name,
        organization=row.organization,
        to_name=row.to_name,
        contact=row.contact,
        episode_id=row.episode_id,
        goal_id=row.goal_id,
        step_id=row.step_id,
        reason=row.reason,
        who_does=row.who_does,
        visit_on=row.visit_on,
        visit_time=row.visit_time,
        visit_place=row.visit_place,
        feedback=row.feedback,
        feedback_on=row.feedback_on,
        state=row.state,
        since=row.since,
        worker_id=row.owner_id,
        events=events,
        barriers=barriers,
    )


def _event(row: ConnectionEvent) -> EventRecord:
    return EventRecord(
        id=row.id,
        connection_id=row.connection_id,
        number=row.number,
        state=row.state,
        on=row.on,
        by=row.by,
        note=row.note,
        worker_id=row.owner_id,
        taken_back_on=row.taken_back_on,
    )


def _barrier(row: ConnectionBarrier) -> BarrierRecord:
    return BarrierRecord(
        id=row.id,
        connection_id=row.connection_id,
        barrier=row.barrier,
        words=row.words,
        solved=row.solved,
        noted_on=row.noted_on,
        version=row.version,
    )
