"""Reading the meetings that are booked with one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.connections.models import Connection
from linkdesk.connections.queries import is_visit_together
from linkdesk.episodes.models import Episode
from linkdesk.printing.parting.models import Parting
from linkdesk.printing.parting.moving.rules import BookedMeeting
from linkdesk.printing.parting.moving.rules import Source
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

LIMITS = Limits()
GONE = "That meeting is not in this record. Nothing was changed. Open the list of meetings again."
Bookable = Parting | Episode | Connection
"""The rows in which a booked meeting stands."""


def booked_with(session: Session, client_id: UUID, today: date) -> tuple[BookedMeeting, ...]:
    """Return the meetings with a person that are still to come, the soonest first."""
    visits = select(Episode).where(
        Episode.client_id == client_id, Episode.closed_on.is_(None), Episode.first_visit_on >= today
    )
    along = select(Connection).where(Connection.client_id == client_id, is_visit_together(today))
    agreed = select(Parting).where(Parting.client_id == client_id, Parting.next_on >= today)
    rows = [
        *session.scalars(visits.order_by(Episode.number).limit(LIMITS.page_rows)),
        *session.scalars(along.order_by(Connection.visit_on, Connection.id).limit(LIMITS.page_rows)),
        *session.scalars(agreed.order_by(Parting.next_on, Parting.id).limit(LIMITS.page_rows)),
    ]
    found = [of_row(row) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.on or today, each.time)))


def without_day(session: Session, client_id: UUID, today: date) -> BookedMeeting | None:
    """Return the last end of a meeting where nothing is booked with the person any more, for a new day; or None."""
    if booked_with(session, client_id, today):
        return None
    newest = select(Parting).where(Parting.client_id == client_id).order_by(Parting.created_at.desc(), Parting.id)
    row = session.scalars(newest.limit(1)).first()
    return of_row(row) if row is not None else None


def meeting_of(session: Session, client_id: UUID, source: Source, meeting_id: UUID) -> BookedMeeting:
    """Return one meeting of this person.

    Raises:
        NotFound: there is no such meeting, or it is another person's.
    """
    return of_row(row_of(session, client_id, source, meeting_id))


def row_of(session: Session, client_id: UUID, source: Source, meeting_id: UUID) -> Bookable:
    """Return the row in which a meeting of this person stands. Raises NotFound."""
    row: Bookable | None
    if source is Source.VISIT:
        row = session.get(Episode, meeting_id)
    elif source is Source.TOGETHER:
        row = session.get(Connection, meeting_id)
    else:
        row = session.get(Parting, meeting_id)
    if row is None or row.client_id != client_id or not _is_meeting(row):
        raise NotFound(GONE)
    return row


def of_row(row: Bookable) -> BookedMeeting:
    """Return the meeting that stands in a row."""
    if isinstance(row, Episode):
        said = (Source.VISIT, row.first_visit_on, row.first_visit_time, row.first_visit_place, "")
    elif isinstance(row, Connection):
        said = (Source.TOGETHER, row.visit_on, row.visit_time, row.visit_place, row.service_name)
    else:
        said = (Source.AGREED, row.next_on, row.next_time, row.next_place, "")
    source, on, time, place, service = said
    return BookedMeeting(source, row.id, row.client_id, row.version, on, time, place, service)


def _is_meeting(row: Bookable) -> bool:
    """Leave out a referral that is closed and a service to which nobody goes along: that is no meeting with us."""
    if isinstance(row, Episode):
        return row.closed_on is None
    return isinstance(row, Parting) or row.kind == "accompany"
