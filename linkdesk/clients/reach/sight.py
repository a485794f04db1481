"""What the worker at the keyboard cannot see: every query of every room leaves it out, by itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import event
from sqlalchemy import exists
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm import Session
from sqlalchemy.orm import SessionTransaction
from sqlalchemy.orm import with_loader_criteria

from linkdesk.clients.models import Client
from linkdesk.clients.reach.models import GlassBroken
from linkdesk.clients.reach.models import NamedWorker
from linkdesk.clients.reach.models import Restriction
from linkdesk.record.audit import LOGS
from linkdesk.record.base import Base
from linkdesk.record.session import doors_of

if TYPE_CHECKING:
    from uuid import UUID

SIGHT = "linkdesk_sight"
WHOLE = "linkdesk_whole"
"""The execution option of the few queries that must see every record: who is kept apart, and is it this person."""

OWN = frozenset({Restriction.__tablename__, NamedWorker.__tablename__, GlassBroken.__tablename__})
"""Tables about keeping apart itself; their pages are shown by role."""


@dataclass(frozen=True)
class _Sight:
    """Whose clients are left out for whom, for one transaction."""

    viewer: UUID | None
    hidden: frozenset[UUID]
    criteria: tuple[Any, ...]


def hidden(session: Session) -> frozenset[UUID]:
    """Return the clients whom the worker at the keyboard cannot see, for the rare query without the tables' classes.

    Those are plain SQL and queries of `Model.__table__`; all others leave them out by themselves.
    """
    return _sight(session).hidden


def hidden_from(session: Session, worker_id: UUID) -> frozenset[UUID]:
    """Return the clients who are kept apart from this worker now."""
    named = exists().where(NamedWorker.restriction_id == Restriction.id, NamedWorker.worker_id == worker_id)
    inside = exists().where(
        GlassBroken.client_id == Restriction.client_id,
        GlassBroken.worker_id == worker_id,
        GlassBroken.until > doors_of(session).clock.now(),
    )
    apart = select(Restriction.client_id).where(Restriction.ended_at.is_(None), ~named, ~inside)
    return frozenset(session.scalars(apart, execution_options={WHOLE: True}))


def _sight(session: Session) -> _Sight:
    viewer = doors_of(session).viewer()
    kept: _Sight | None = session.info.get(SIGHT)
    if kept is None or kept.viewer != viewer:
        found = hidden_from(session, viewer) if viewer else frozenset()
        known = _criteria(found, len(Base.registry.mappers)) if found else ()
        kept = session.info[SIGHT] = _Sight(viewer, found, known)
    return kept


@lru_cache(maxsize=8)
def _criteria(left_out: frozenset[UUID], _tables: int) -> tuple[Any, ...]:
    """Return one condition a table that has a client; none of the logs, whose chain must be read whole.

    Making them takes a few milliseconds, and the same few clients are left out all day, so they are remembered: for
    exactly these clients and so many tables.
    """
    ids = sorted(left_out)
    made = [with_loader_criteria(Client, Client.id.not_in(ids), include_aliases=True)]
    for mapper in Base.registry.mappers:
        kind, columns = mapper.class_, mapper.columns
        if "client_id" in columns and mapper.local_table.name not in LOGS | OWN:  # type: ignore[attr-defined]
            wanted = kind.client_id.not_in(ids)
            nullable = columns["client_id"].nullable
            clause = or_(kind.client_id.is_(None), wanted) if nullable else wanted
            made.append(with_loader_criteria(kind, clause, include_aliases=True))
    return tuple(made)


@event.listens_for(Session, "do_orm_execute")
def _leave_out(state: ORMExecuteState) -> None:
    """Add the conditions to every query; nothing at all is added while nobody is kept apart."""
    internal = state.is_column_load or state.is_relationship_load
    if not state.is_select or internal or state.execution_options.get(WHOLE):
        return
    if criteria := _sight(state.session).criteria:
        state.statement = state.statement.options(*criteria)


@event.listens_for(Session, "after_transaction_end")
def _look_again(session: Session, _transaction: SessionTransaction) -> None:
    """Ask anew in the next transaction: this one may have kept a record apart, or a time may be over."""
    session.info.pop(SIGHT, None)
