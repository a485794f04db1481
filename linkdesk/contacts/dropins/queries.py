"""Reading drop-ins: one, those of a session, the sessions of a time, the venues of late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Integer
from sqlalchemy import Select
from sqlalchemy import cast
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.contacts.dropins.models import DropIn
from linkdesk.contacts.dropins.models import DropInSession
from linkdesk.contacts.dropins.rules import DropInRecord
from linkdesk.contacts.dropins.rules import SessionRecord
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from datetime import date
    from typing import Any
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

LIMITS = Limits()
VENUES = 12
"""So many venues are offered; nobody has more in a week."""


def drop_in_record(session: Session, drop_in_id: UUID) -> DropInRecord:
    """Return one drop-in. Raises NotFound."""
    found = session.execute(_drop_ins().where(DropIn.id == drop_in_id)).first()
    if found is None:
        raise NotFound
    return _drop_in(*found)


def drop_ins_of(session: Session, drop_in_session_id: UUID) -> tuple[DropInRecord, ...]:
    """Return who dropped in at one session, in the order in which they were written down."""
    wanted = _drop_ins().where(DropIn.session_id == drop_in_session_id).order_by(DropIn.created_at, DropIn.id)
    return tuple(_drop_in(*row) for row in session.execute(wanted.limit(LIMITS.page_rows)))


def session_record(session: Session, drop_in_session_id: UUID) -> SessionRecord:
    """Return one session with its counts. Raises NotFound."""
    found = session.execute(_sessions().where(DropInSession.id == drop_in_session_id)).first()
    if found is None:
        raise NotFound
    return _session(*found)


def sessions_between(session: Session, first: date, last: date) -> tuple[SessionRecord, ...]:
    """Return the sessions from one day to another, the newest first."""
    wanted = _sessions().where(DropInSession.on >= first, DropInSession.on <= last)
    newest = (DropInSession.on.desc(), DropInSession.created_at.desc(), DropInSession.id)
    return tuple(_session(*row) for row in session.execute(wanted.order_by(*newest)))


def venues(session: Session, actor: Actor) -> tuple[str, ...]:
    """Return the venues of a worker, the latest first; the first is where they most likely are now."""
    wanted = (
        select(DropInSession.venue)
        .where(DropInSession.owner_id == actor.worker_id)
        .group_by(DropInSession.venue_key)
        .order_by(func.max(DropInSession.on).desc(), func.max(DropInSession.updated_at).desc())
    )
    return tuple(session.scalars(wanted.limit(VENUES)))


def _drop_ins() -> Select[DropIn, DropInSession]:
    return select(DropIn, DropInSession).join(DropInSession, DropInSession.id == DropIn.session_id)


def _drop_in(kept: DropIn, place: DropInSession) -> DropInRecord:
    return DropInRecord(
        id=kept.id,
        session_id=kept.session_id,
        on=place.on,
        venue=place.venue,
        worker_id=kept.owner_id,
        created_at=kept.created_at,
        client_id=kept.client_id,
        version=kept.version,
        asked=kept.asked,
        given=kept.given,
        signposted=kept.signposted,
        minutes=kept.minutes,
        urgent=kept.urgent,
    )


def _sessions() -> Select[DropInSession, int, Any, Any, int]:
    counts = (
        func.count(DropIn.id),
        func.coalesce(func.sum(DropIn.minutes), 0),
        func.coalesce(func.sum(cast(DropIn.urgent, Integer)), 0),
        func.count(DropIn.client_id),
    )
    joined = select(DropInSession, *counts).outerjoin(DropIn, DropIn.session_id == DropInSession.id)
    return joined.group_by(DropInSession.id)


def _session(kept: DropInSession, people: int, minutes: int, urgent: int, named: int) -> SessionRecord:
    return SessionRecord(
        id=kept.id,
        on=kept.on,
        venue=kept.venue,
        words=kept.words,
        worker_id=kept.owner_id,
        people=people,
        minutes=minutes,
        urgent=urgent,
        named=named,
        version=kept.version,
    )
