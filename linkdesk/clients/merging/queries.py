"""Reading merges: two records side by side, where an older record leads, what must be decided before an undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients import queries as clients
from linkdesk.clients.compare import value_words
from linkdesk.clients.finding import queries as finding
from linkdesk.clients.merging import rules
from linkdesk.clients.merging import tables
from linkdesk.clients.merging.models import ClientMerge
from linkdesk.clients.merging.rules import Detail
from linkdesk.clients.merging.rules import Later
from linkdesk.clients.merging.rules import MergeRecord
from linkdesk.clients.models import Client
from linkdesk.record.base import OwnedRow
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import CaseloadRow

MOST = 20
DERIVED = frozenset({"family_key", "given_key", "search_text"})
LABELS = {"nhs_number": "NHS number", "no_nhs_reason": "Why there is no NHS number", "gp_practice_name": "GP practice"}


def chosen_columns() -> tuple[str, ...]:
    """Return the columns of a client that are chosen one by one."""
    kernel = {column.name for column in ClientMerge.__table__.columns if column.name in vars(OwnedRow)}
    return tuple(c.name for c in Client.__table__.columns if c.name not in kernel | DERIVED)


def details(session: Session, client_id: UUID, other_id: UUID) -> tuple[Detail, ...]:
    """Return every detail in which two records differ, in the order of the record.

    Raises:
        NotFound: one of them is not there, or not to be seen.
    """
    kept, other = session.get(Client, client_id), session.get(Client, other_id)
    if kept is None or other is None or client_id == other_id:
        raise NotFound
    left, right = clients.record_of(kept), clients.record_of(other)
    return tuple(
        Detail(
            name=name,
            label=LABELS.get(name, name.replace("_", " ").capitalize()),
            kept=value_words(name, getattr(left, name)),
            other=value_words(name, getattr(right, name)),
            usual=rules.usual(getattr(kept, name), getattr(other, name)),
            both=bool(getattr(kept, name) and getattr(other, name)) and isinstance(getattr(kept, name), list),
        )
        for name in chosen_columns()
        if getattr(kept, name) != getattr(other, name)
    )


def versions(session: Session, *client_ids: UUID) -> tuple[int, ...]:
    """Return the row versions of these clients. Raises NotFound."""
    return tuple(clients.client_record(session, client_id).version for client_id in client_ids)


def others(session: Session, client_id: UUID, words: str) -> tuple[CaseloadRow, ...]:
    """Return who may be the same person: those who are alike, or those who fit what was typed."""
    if words:
        own = select(Client.id).where(Client.id == client_id)
        found = sorted(finding.find(session, words, own).matches, key=lambda match: match.fit.worth)
        ids = [match.client_id for match in found]
    else:
        record = clients.client_record(session, client_id)
        ids = [like.client_id for like in clients.alike(session, record, besides=client_id)]
    return tuple(clients.caseload_rows(session, [each for each in ids if each != client_id][:MOST]))


def leads_to(session: Session, client_id: UUID) -> UUID | None:
    """Return the record that stayed when this one was merged away; None when it was not, or cannot be seen."""
    return session.scalars(
        select(ClientMerge.client_id).where(ClientMerge.gone_id == client_id, ClientMerge.undone_at.is_(None))
    ).first()


def all_ids(session: Session, client_id: UUID) -> tuple[UUID, ...]:
    """Return the id of a client and of every record that became part of it: both histories are theirs."""
    gone = select(ClientMerge.gone_id).where(ClientMerge.client_id == client_id, ClientMerge.undone_at.is_(None))
    return (client_id, *session.scalars(gone))


def merges_of(session: Session, client_id: UUID) -> tuple[MergeRecord, ...]:
    """Return the merges of a client, the newest first; only the newest can be undone."""
    rows = session.scalars(
        select(ClientMerge)
        .where(ClientMerge.client_id == client_id)
        .order_by(ClientMerge.created_at.desc(), ClientMerge.id)
        .limit(MOST)
    ).all()
    newest = next((row.id for row in rows if row.undone_at is None), None)
    return tuple(
        MergeRecord(
            id=row.id,
            client_id=row.client_id,
            gone_id=row.gone_id,
            gone_name=row.gone_name,
            at=row.created_at,
            worker_id=row.owner_id,
            undone_at=row.undone_at,
            is_newest=row.id == newest,
        )
        for row in rows
    )


def merge_of(session: Session, client_id: UUID, merge_id: UUID) -> MergeRecord:
    """Return one merge of a client that can be undone.

    Raises:
        NotFound: there is none, it was undone, or a later one must be undone first.
    """
    found = next((each for each in merges_of(session, client_id) if each.id == merge_id and each.is_newest), None)
    if found is None:
        raise NotFound(
            "This merge cannot be undone now: it was undone already, or a later one must be undone first. "
            "Nothing was changed."
        )
    return found


def later(session: Session, client_id: UUID, merge_id: UUID) -> tuple[Later, ...]:
    """Return what was added since a merge and belongs to nothing that was there before: whose is it?"""
    merge = session.get(ClientMerge, merge_id)
    return tuple(_later(session, client_id, merge)) if merge is not None else ()


def _later(session: Session, client_id: UUID, merge: ClientMerge) -> Iterator[Later]:
    for kind, table, _rule in tables.kinds():
        known = merge.changes.get(table.name, {})
        columns = [name for name, _other in tables.parents(table)]
        for row in tables.rows(session, kind, client_id):
            new = row.created_at > merge.created_at and str(row.id) not in known and row.id != merge.id
            if new and not any(getattr(row, name) for name in columns):
                words = table.name.replace("_", " ").capitalize()
                yield Later(f"{table.name}:{row.id}", words, row.created_at)
