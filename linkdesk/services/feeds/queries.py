"""Reading where local services came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.record.errors import NotFound
from linkdesk.services.feeds.models import LocalSaid
from linkdesk.services.feeds.models import LocalSource
from linkdesk.services.feeds.models import LocalSourceRow
from linkdesk.services.feeds.rules import Kind
from linkdesk.services.models import LocalService

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.services.feeds.rules import Format
    from linkdesk.services.feeds.rules import Outcome
    from linkdesk.services.feeds.rules import State

SHOWN = 100
MOST_IMPORTS = 50


@dataclass(frozen=True)
class Import:
    """An import as pages read it; `counts` by outcome, and how many have something that is wrong with them."""

    id: UUID
    name: str
    origin: str
    format: Format
    state: State
    is_whole: bool
    counts: dict[str, int]
    notes: tuple[str, ...]
    created_at: datetime
    done_at: datetime | None


@dataclass(frozen=True)
class ImportedRow:
    """One object of an import, with what became of it and what was odd about it."""

    name: str
    kind: Kind
    outcome: Outcome | None
    notes: tuple[str, ...]
    row_id: UUID | None


@dataclass(frozen=True)
class CameFrom:
    """Which source a service is from, when it was read the last time, and since when it is gone from there."""

    name: str
    at: datetime | None
    gone_on: date | None


def came_from(session: Session, service_id: UUID) -> CameFrom | None:
    """Return where a service came from; None for one that was typed here."""
    query = (
        select(LocalSource.name, LocalSource.done_at, LocalSaid.gone_on)
        .join(LocalSaid, LocalSaid.source_id == LocalSource.id)
        .where(LocalSaid.row_id == service_id, LocalSaid.kind == Kind.SERVICE)
    )
    found = session.execute(query).first()
    return CameFrom(found.name, found.done_at, found.gone_on) if found else None


@dataclass(frozen=True)
class Spoken:
    """What a source says of one object, word for word, and which row of ours it is about."""

    kind: Kind
    hsds_id: str
    row_id: UUID
    body: dict[str, Any]


def spoken_of(session: Session, service_ids: Sequence[UUID]) -> dict[UUID, Spoken]:
    """Return what sources say of these services; one that was typed here is not in it."""
    mine = (LocalSaid.kind == Kind.SERVICE, LocalSaid.row_id.in_(service_ids))
    return {each.row_id: each for each in _spoken(session, *mine)}


def spoken_beside(session: Session) -> Iterator[Spoken]:
    """Yield what sources say of organisations and places."""
    yield from _spoken(session, LocalSaid.kind != Kind.SERVICE)


def service_ids(session: Session) -> tuple[UUID, ...]:
    """Return the id of every service, in an order that stays."""
    return tuple(session.scalars(select(LocalService.id).order_by(LocalService.name, LocalService.id)))


def _spoken(session: Session, *where: Any) -> Iterator[Spoken]:
    columns = (LocalSaid.kind, LocalSaid.hsds_id, LocalSaid.row_id, LocalSaid.body)
    query = select(*columns).where(*where).order_by(LocalSaid.kind, LocalSaid.hsds_id)
    for each in session.execute(query):
        yield Spoken(each.kind, each.hsds_id, each.row_id, dict(each.body))


def import_of(session: Session, source_id: UUID) -> Import:
    """Return one import. Raises NotFound."""
    row = session.get(LocalSource, source_id)
    if row is None:
        raise NotFound("That file is not here any more. Nothing was changed. Choose it once more.")
    return _import(row)


def imports(session: Session) -> tuple[Import, ...]:
    """Return every import, the newest first."""
    rows = session.scalars(select(LocalSource).order_by(LocalSource.created_at.desc()).limit(MOST_IMPORTS))
    return tuple(_import(row) for row in rows)


def rows_of(
    session: Session, source_id: UUID, outcome: Outcome | None = None, page: int = 1, *, noted: bool = False
) -> tuple[ImportedRow, ...]:
    """Return a page of the rows of an import, of one outcome or all; `noted` leaves out those with nothing to say."""
    table = LocalSourceRow
    columns = (table.name, table.kind, table.outcome, table.notes, table.row_id)
    query = select(*columns).where(table.source_id == source_id).order_by(table.id)
    if outcome is not None:
        query = query.where(table.outcome == outcome)
    if noted:
        query = query.where(func.json_array_length(table.notes) > 0)
    found = session.execute(query.limit(SHOWN).offset(max(0, page - 1) * SHOWN))
    return tuple(ImportedRow(each.name, each.kind, each.outcome, tuple(each.notes), each.row_id) for each in found)


def _import(row: LocalSource) -> Import:
    own = (row.id, row.name, row.origin, row.format, row.state, row.is_whole)
    return Import(*own, dict(row.counts), tuple(row.notes), row.created_at, row.done_at)


def missing_from(session: Session, source_id: UUID, name: str) -> tuple[str, ...]:
    """Return the names of services of a source that are not in what was read of it now, as far as one page shows."""
    same = select(LocalSource.id).where(LocalSource.name == name)
    here = select(LocalSourceRow.hsds_id).where(
        LocalSourceRow.source_id == source_id, LocalSourceRow.kind == Kind.SERVICE
    )
    query = (
        select(LocalService.name)
        .join(LocalSaid, LocalSaid.row_id == LocalService.id)
        .where(LocalSaid.kind == Kind.SERVICE, LocalSaid.source_id.in_(same), LocalSaid.gone_on.is_(None))
        .where(LocalSaid.hsds_id.not_in(here))
    )
    return tuple(session.scalars(query.order_by(LocalService.name).limit(SHOWN)))
