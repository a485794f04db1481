"""What the worker at the keyboard cannot see: every query of every room leaves it out, by itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import event
from sqlalchemy import exists
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm import Session
from sqlalchemy.orm import SessionTransaction
from sqlalchemy.orm import with_loader_criteria
from sqlalchemy.orm.interfaces import CriteriaOption
from sqlalchemy.sql.visitors import InternalTraversal

from linkdesk.clients.models import Client
from linkdesk.clients.reach.models import GlassBroken
from linkdesk.clients.reach.models import NamedWorker
from linkdesk.clients.reach.models import Restriction
from linkdesk.record.audit import LOGS
from linkdesk.record.base import Base
from linkdesk.record.session import doors_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import BindParameter
    from sqlalchemy import Select

SIGHT = "linkdesk_sight"
WHOLE = "linkdesk_whole"
"""The execution option of the few queries that must see every record: who is kept apart, and is it this person."""

OWN = frozenset({Restriction.__tablename__, NamedWorker.__tablename__, GlassBroken.__tablename__})
"""Tables about keeping apart itself; their pages are shown by role."""


_FOUND_BY = [("left_out", InternalTraversal.dp_plain_obj), ("tables", InternalTraversal.dp_plain_obj)]
"""What tells one `LeftOut` from another where compiled queries are kept."""


class LeftOut(CriteriaOption):
    """The conditions of all tables as one option of a query.

    A query with thirty options takes longer to be looked up among those that were compiled than to be answered. This
    one is found by whose records are left out, and hands its conditions over only when a query is compiled; it goes
    along to what a query loads later, as each of the conditions would.
    """

    propagate_to_loaders = True
    inherit_cache = False
    _traverse_internals = _FOUND_BY

    def __init__(self, left_out: frozenset[UUID], tables: int) -> None:
        self.left_out, self.tables = left_out, tables
        self.conditions = tuple(_criteria(left_out))

    def process_compile_state(self, compile_state: Any) -> None:
        """Hand every condition to the query that is being compiled."""
        for each in self.conditions:
            each.process_compile_state(compile_state)

    def process_compile_state_replaced_entities(self, compile_state: Any, mapper_entities: Any) -> None:
        """Do the same where a query was made of another."""
        for each in self.conditions:
            each.process_compile_state_replaced_entities(compile_state, mapper_entities)

    def get_global_criteria(self, attributes: dict[Any, Any]) -> None:
        """Do the same for a query that is no select."""
        for each in self.conditions:
            each.get_global_criteria(attributes)


@dataclass(frozen=True)
class _Sight:
    """Whose clients are left out for whom, for one transaction."""

    viewer: UUID | None
    hidden: frozenset[UUID]
    option: LeftOut | None


def hidden(session: Session) -> frozenset[UUID]:
    """Return the clients whom the worker at the keyboard cannot see, for the rare query without the tables' classes.

    Those are plain SQL and queries of `Model.__table__`; all others leave them out by themselves.
    """
    return _sight(session).hidden


def hidden_from(session: Session, worker_id: UUID) -> frozenset[UUID]:
    """Return the clients who are kept apart from this worker now."""
    asked = {"worker_id": worker_id, "now": doors_of(session).clock.now()}
    return frozenset(session.scalars(_apart(), asked, execution_options={WHOLE: True}))


@cache
def _apart() -> Select[UUID]:
    """Return the question put together once: it is asked for each page, and takes longer to write than to answer.

    It is about the tables and not their classes: nothing has to be looked up for the classes then.
    """
    worker_id: BindParameter[UUID] = bindparam("worker_id")
    now: BindParameter[datetime] = bindparam("now")
    apart, names, glass = (table.__table__.c for table in (Restriction, NamedWorker, GlassBroken))
    named = exists().where(names.restriction_id == apart.id, names.worker_id == worker_id)
    inside = exists().where(glass.client_id == apart.client_id, glass.worker_id == worker_id, glass.until > now)
    return select(apart.client_id).where(apart.ended_at.is_(None), ~named, ~inside)


def _sight(session: Session) -> _Sight:
    viewer = doors_of(session).viewer()
    kept: _Sight | None = session.info.get(SIGHT)
    if kept is None or kept.viewer != viewer:
        found = hidden_from(session, viewer) if viewer else frozenset()
        option = _left_out(found, len(Base.registry.mappers)) if found else None
        kept = session.info[SIGHT] = _Sight(viewer, found, option)
    return kept


@lru_cache(maxsize=8)
def _left_out(left_out: frozenset[UUID], tables: int) -> LeftOut:
    """Return the option for these clients: the same few are left out all day, and making it takes milliseconds."""
    return LeftOut(left_out, tables)


def _criteria(left_out: frozenset[UUID]) -> list[Any]:
    """Return one condition a table that has a client; none of the logs, whose chain must be read whole."""
    ids = sorted(left_out)
    made = [with_loader_criteria(Client, Client.id.not_in(ids), include_aliases=True)]
    for mapper in Base.registry.mappers:
        kind, columns = mapper.class_, mapper.columns
        if "client_id" in columns and mapper.local_table.name not in LOGS | OWN:  # type: ignore[attr-defined]
            wanted = kind.client_id.not_in(ids)
            nullable = columns["client_id"].nullable
            clause = or_(kind.client_id.is_(None), wanted) if nullable else wanted
            made.append(with_loader_criteria(kind, clause, include_aliases=True))
    return made


@event.listens_for(Session, "do_orm_execute")
def _leave_out(state: ORMExecuteState) -> None:
    """Add the conditions to every query; nothing at all is added while nobody is kept apart."""
    internal = state.is_column_load or state.is_relationship_load
    if not state.is_select or internal or state.execution_options.get(WHOLE):
        return
    if option := _sight(state.session).option:
        state.statement = state.statement.options(option)


@event.listens_for(Session, "after_transaction_end")
def _look_again(session: Session, transaction: SessionTransaction) -> None:
    """Ask anew in the next transaction: this one may have kept a record apart, or a time may be over.

    Each flush is a transaction inside the one that counts, and ends nothing.
    """
    if transaction.parent is None:
        session.info.pop(SIGHT, None)
