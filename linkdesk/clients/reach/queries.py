"""Reading what is kept apart: for those who keep it so, for the notice on Today, for the warning about doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients import rules as clients
from linkdesk.clients.models import Client
from linkdesk.clients.reach import rules
from linkdesk.clients.reach.models import GlassBroken
from linkdesk.clients.reach.models import NamedWorker
from linkdesk.clients.reach.models import Restriction
from linkdesk.clients.reach.rules import Apart
from linkdesk.clients.reach.rules import Entry
from linkdesk.clients.reach.sight import WHOLE
from linkdesk.clients.reach.sight import hidden
from linkdesk.record.errors import NotFound
from linkdesk.team.queries import find_worker
from linkdesk.team.queries import workers

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

MOST = 500
MOST_ENTRIES = 100
_WHOLE = {WHOLE: True}


def all_apart(session: Session) -> tuple[Apart, ...]:
    """Return every record that is kept apart, the newest first, with the names that only its keepers may read."""
    rows = session.scalars(
        select(Restriction)
        .where(Restriction.ended_at.is_(None))
        .order_by(Restriction.created_at.desc(), Restriction.id)
        .limit(MOST)
    )
    return tuple(_apart(session, row) for row in rows)


def apart(session: Session, restriction_id: UUID) -> Apart:
    """Return one record that is kept apart. Raises NotFound when there is none or it was opened again."""
    row = session.get(Restriction, restriction_id)
    if row is None or row.ended_at is not None:
        raise NotFound("That record is not kept apart any more. Nothing was changed.")
    return _apart(session, row)


def apart_of(session: Session, client_id: UUID) -> Apart | None:
    """Return how a client is kept apart, or None."""
    row = session.scalars(
        select(Restriction).where(Restriction.client_id == client_id, Restriction.ended_at.is_(None)).limit(1)
    ).first()
    return _apart(session, row) if row else None


def find_hidden(session: Session, nhs_number: str, family_name: str, birth_date: date | None) -> tuple[UUID, ...]:
    """Return the clients kept apart from this worker who are this very person: by number, else by name and birth."""
    left_out = hidden(session)
    if not left_out:
        return ()
    same = (
        Client.nhs_number == nhs_number
        if nhs_number
        else (Client.family_key == clients.folded(family_name)) & (Client.birth_date == birth_date)
    )
    found = select(Client.id).where(Client.id.in_(left_out), same).order_by(Client.id)
    return tuple(session.scalars(found, execution_options=_WHOLE))


def may_be_apart(session: Session, nhs_number: str, family_name: str, birth_date: date | None) -> bool:
    """Say whether a person who is about to be added may have a record that this worker cannot see."""
    by_number = bool(nhs_number) and bool(find_hidden(session, nhs_number, "", None))
    return by_number or bool(birth_date and find_hidden(session, "", family_name, birth_date))


def entries(session: Session) -> tuple[Entry, ...]:
    """Return who got into records kept apart, the newest first."""
    rows = session.scalars(select(GlassBroken).order_by(GlassBroken.created_at.desc(), GlassBroken.id))
    return tuple(_entry(session, row) for row in rows.fetchmany(MOST_ENTRIES))


def notices(session: Session, worker_id: UUID) -> tuple[Entry, ...]:
    """Return what this worker is told and nobody has seen yet."""
    rows = list(
        session.scalars(
            select(GlassBroken).where(GlassBroken.seen_at.is_(None)).order_by(GlassBroken.created_at).limit(MOST)
        )
    )
    if not rows:
        return ()
    team = workers(session)
    return tuple(_entry(session, row) for row in rows if worker_id in rules.told(team, row.worker_id))


def _apart(session: Session, row: Restriction) -> Apart:
    ids = session.scalars(select(NamedWorker.worker_id).where(NamedWorker.restriction_id == row.id))
    named = {worker_id: worker_name(session, worker_id) for worker_id in ids}
    ordered = sorted(named, key=lambda worker_id: (named[worker_id], worker_id))
    return Apart(
        id=row.id,
        version=row.version,
        client_id=row.client_id,
        who=_who(session, row.client_id),
        reason=row.reason,
        since=row.created_at,
        by=worker_name(session, row.owner_id),
        worker_ids=tuple(ordered),
        named=tuple(named[worker_id] for worker_id in ordered),
    )


def _entry(session: Session, row: GlassBroken) -> Entry:
    return Entry(
        id=row.id,
        who=_who(session, row.client_id),
        worker=worker_name(session, row.worker_id),
        reason=row.reason,
        at=row.created_at,
        until=row.until,
        seen_at=row.seen_at,
        seen_by=worker_name(session, row.seen_by) if row.seen_by else "",
    )


def worker_name(session: Session, worker_id: UUID) -> str:
    """Return a worker's name, also of one who left; a key without a record has none yet."""
    found = find_worker(session, worker_id)
    return found.name if found else "A worker without a name yet"


def _who(session: Session, client_id: UUID) -> str:
    names = select(Client.title, Client.given_name, Client.family_name).where(Client.id == client_id)
    row = session.execute(names, execution_options=_WHOLE).one()
    return clients.full_name(row.title, row.given_name, row.family_name)
