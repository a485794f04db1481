"""Reading what happened to a record and who looked, page by page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import and_
from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import union_all

from linkdesk.clients.merging.queries import all_ids
from linkdesk.clients.models import Client
from linkdesk.clients.reach.sight import hidden
from linkdesk.clients.rules import full_name
from linkdesk.desk.history import rules
from linkdesk.desk.history.rules import HistoryPage
from linkdesk.desk.history.rules import Line
from linkdesk.desk.history.rules import Look
from linkdesk.desk.history.rules import LooksPage
from linkdesk.desk.history.rules import Show
from linkdesk.desk.history.rules import Wanted
from linkdesk.record.audit import APART
from linkdesk.record.audit import AuditEntry
from linkdesk.record.audit import AuditPayload
from linkdesk.record.audit import ReadEntry
from linkdesk.record.audit import own_history
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits
from linkdesk.team.queries import workers

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session

LIMITS = Limits()
MOST_ROWS = 2000
"""More rows than one page of changes can have; every list has a limit."""

_COMMON = ReadEntry.kind.not_like(f"{APART}%")
"""Who looked at a concern stands on its own page: here the line alone would say that there is one."""
_CHANGE, _LOOK, _LOOK_AT_ALL = "change", "look", "look at all"
NO_NAME = "A worker without a name yet"


def history(session: Session, client_id: UUID, wanted: Wanted, page: int = 1) -> HistoryPage:
    """Return one page of what happened to a client's record and who looked at it, the newest first.

    Raises:
        NotFound: there is no such client.
    """
    client = session.get(Client, client_id)
    if client is None:
        raise NotFound
    ids = all_ids(session, client_id)
    found = _wanted(ids, client.created_at, wanted)
    every = found.subquery()
    total = session.scalar(select(func.count()).select_from(every)) or 0
    number, pages = _paged(total, page)
    ordered = select(every).order_by(every.c.at.desc(), every.c.kind, every.c.what)
    shown = session.execute(ordered.limit(LIMITS.page_rows).offset((number - 1) * LIMITS.page_rows)).all()
    names = {str(worker.id): worker.name for worker in workers(session)}
    changes = _changes(session, ids, [row.at for row in shown if row.kind == _CHANGE], names)
    lines = rules.folded(
        Line(
            at=row.at,
            worker_id=row.actor_id,
            worker=names.get(str(row.actor_id), NO_NAME),
            words=rules.done(row.what)
            if row.kind == _CHANGE
            else rules.looked(row.what, everybody=row.kind == _LOOK_AT_ALL),
            looked=row.kind != _CHANGE,
            rows=changes.get((row.at, row.actor_id, row.what), ()) if row.kind == _CHANGE else (),
        )
        for row in shown
    )
    return HistoryPage(lines, total, number, pages)


def looked_at(session: Session, worker_id: UUID, page: int = 1) -> LooksPage:
    """Return one page of what a worker looked at; records kept apart from whoever asks are left out."""
    mine = [ReadEntry.actor_id == worker_id, _COMMON]
    if left_out := hidden(session):
        mine.append(or_(ReadEntry.client_id.is_(None), ReadEntry.client_id.not_in(left_out)))
    total = session.scalar(select(func.count()).select_from(ReadEntry).where(*mine)) or 0
    number, pages = _paged(total, page)
    rows = session.execute(
        select(ReadEntry.at, ReadEntry.kind, ReadEntry.client_id, Client.title, Client.given_name, Client.family_name)
        .join(Client, Client.id == ReadEntry.client_id, isouter=True)
        .where(*mine)
        .order_by(ReadEntry.at.desc(), ReadEntry.id)
        .limit(LIMITS.page_rows)
        .offset((number - 1) * LIMITS.page_rows)
    )
    looks = tuple(
        Look(
            at=row.at,
            words=rules.looked(row.kind, everybody=row.client_id is None),
            client_id=row.client_id,
            who=full_name(row.title, row.given_name, row.family_name) if row.family_name else "",
        )
        for row in rows
    )
    return LooksPage(looks, total, number, pages)


def _paged(total: int, page: int) -> tuple[int, int]:
    pages = max(1, -(-total // LIMITS.page_rows))
    return min(max(page, 1), pages), pages


def _wanted(ids: tuple[UUID, ...], since: datetime, wanted: Wanted) -> Any:
    """Return the lines that are wanted: a change is all that one verb did in one moment; a look is one entry."""
    done: Any = (
        select(AuditEntry.at, AuditEntry.actor_id, AuditEntry.verb.label("what"), literal(_CHANGE).label("kind"))
        .where(AuditEntry.client_id.in_(ids), AuditEntry.table_name.not_in(own_history()))
        .group_by(AuditEntry.at, AuditEntry.actor_id, AuditEntry.verb)
    )
    own: Any = select(
        ReadEntry.at, ReadEntry.actor_id, ReadEntry.kind.label("what"), literal(_LOOK).label("kind")
    ).where(ReadEntry.client_id.in_(ids), _COMMON)
    whole: Any = select(
        ReadEntry.at, ReadEntry.actor_id, ReadEntry.kind.label("what"), literal(_LOOK_AT_ALL).label("kind")
    ).where(and_(ReadEntry.client_id.is_(None), ReadEntry.kind.in_(rules.EVERYBODY), ReadEntry.at >= since))
    if wanted.worker_id is not None:
        done = done.where(AuditEntry.actor_id == wanted.worker_id)
        own = own.where(ReadEntry.actor_id == wanted.worker_id)
        whole = whole.where(ReadEntry.actor_id == wanted.worker_id)
    if wanted.show is Show.CHANGES:
        return done
    return union_all(own, whole) if wanted.show is Show.LOOKS else union_all(done, own, whole)


def _changes(
    session: Session, ids: tuple[UUID, ...], moments: list[datetime], names: dict[str, str]
) -> dict[tuple[datetime, UUID, str], tuple[rules.Row, ...]]:
    """Return what was changed in these moments; what was erased since has no words any more."""
    found: dict[tuple[datetime, UUID, str], list[rules.Row]] = {}
    rows = session.execute(
        select(AuditEntry.at, AuditEntry.actor_id, AuditEntry.verb, AuditEntry.table_name, AuditPayload.body)
        .join(AuditPayload, AuditPayload.seq == AuditEntry.seq, isouter=True)
        .where(
            AuditEntry.client_id.in_(ids),
            AuditEntry.at.in_(moments),
            AuditEntry.table_name.not_in(own_history()),
        )
        .order_by(AuditEntry.seq)
        .limit(MOST_ROWS)
    )
    for row in rows:
        made = rules.row_of(row.table_name, json.loads(row.body) if row.body else {}, names)
        found.setdefault((row.at, row.actor_id, row.verb), []).append(made)
    return {key: tuple(made) for key, made in found.items()}
