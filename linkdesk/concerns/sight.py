"""Which concerns the worker at the keyboard cannot read: every query of every room leaves them out, by itself.

It works as `clients/reach/sight.py` does for whole records: what a room forgets to ask is hidden all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import Text
from sqlalchemy import bindparam
from sqlalchemy import cast
from sqlalchemy import event
from sqlalchemy import exists
from sqlalchemy import select
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm import Session
from sqlalchemy.orm import SessionTransaction
from sqlalchemy.orm import with_loader_criteria

from linkdesk.clients.reach.sight import WHOLE
from linkdesk.concerns.models import Concern
from linkdesk.concerns.models import ConcernReader
from linkdesk.concerns.models import ConcernStep
from linkdesk.concerns.rules import LEAD
from linkdesk.record.session import doors_of
from linkdesk.team.models import WorkerRow

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import BindParameter
    from sqlalchemy import Select

SIGHT = "linkdesk_concern_sight"


@dataclass(frozen=True)
class _Sight:
    """Which concerns are left out for whom, for one transaction."""

    viewer: UUID | None
    options: tuple[Any, ...]


@cache
def _hidden() -> Select[UUID]:
    """Return the question put together once: concerns of others, where the worker is no lead and not named."""
    viewer: BindParameter[UUID] = bindparam("viewer")
    concern, reader, worker = (kind.__table__.c for kind in (Concern, ConcernReader, WorkerRow))
    leads = exists().where(worker.id == viewer, cast(worker.roles, Text).contains(f'"{LEAD}"'))
    named = exists().where(reader.concern_id == concern.id, reader.worker_id == viewer)
    return select(concern.id).where(concern.owner_id != viewer, ~named, ~leads).order_by(concern.id)


def hidden_from(session: Session, worker_id: UUID) -> frozenset[UUID]:
    """Return the concerns that this worker may not read."""
    return frozenset(session.scalars(_hidden(), {"viewer": worker_id}, execution_options={WHOLE: True}))


def _sight(session: Session) -> _Sight:
    viewer = doors_of(session).viewer()
    kept: _Sight | None = session.info.get(SIGHT)
    if kept is None or kept.viewer != viewer:
        found = hidden_from(session, viewer) if viewer else frozenset()
        kept = session.info[SIGHT] = _Sight(viewer, _options(found))
    return kept


@lru_cache(maxsize=8)
def _options(hidden: frozenset[UUID]) -> tuple[Any, ...]:
    """Return the conditions for these concerns; none where nothing is hidden, as on most days."""
    if not hidden:
        return ()
    ids = sorted(hidden)
    return (
        with_loader_criteria(Concern, Concern.id.not_in(ids), include_aliases=True),
        with_loader_criteria(ConcernStep, ConcernStep.concern_id.not_in(ids), include_aliases=True),
        with_loader_criteria(ConcernReader, ConcernReader.concern_id.not_in(ids), include_aliases=True),
    )


@event.listens_for(Session, "do_orm_execute")
def _leave_out(state: ORMExecuteState) -> None:
    """Add the conditions to every query; nothing at all is added while no concern is hidden."""
    internal = state.is_column_load or state.is_relationship_load
    if not state.is_select or internal or state.execution_options.get(WHOLE):
        return
    if options := _sight(state.session).options:
        state.statement = state.statement.options(*options)


@event.listens_for(Session, "after_transaction_end")
def _look_again(session: Session, transaction: SessionTransaction) -> None:
    """Ask anew in the next transaction: somebody may have been named in this one."""
    if transaction.parent is None:
        session.info.pop(SIGHT, None)
