"""Every table that points to a client, found by itself, so that a new room cannot be forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.reach.sight import WHOLE
from linkdesk.record.audit import LOGS
from linkdesk.record.base import Base
from linkdesk.record.base import ClientTable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

ALL = {WHOLE: True}
CLIENT_ID = "client_id"


def kinds() -> Iterator[tuple[type[Any], Table, ClientTable]]:
    """Yield the class, table and rule of every record about a client, parents before their children.

    The logs stay as they were written; an index is made anew by what feeds it.
    """
    classes = {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[attr-defined]
    for table in Base.metadata.sorted_tables:
        left_out = table.name in LOGS or table.info.get("unaudited") or table.name == Client.__tablename__
        if CLIENT_ID in table.c and not left_out:
            yield classes[table.name], table, table.info["client_table"]


def rows(session: Session, kind: type[Any], *client_ids: UUID) -> Sequence[Any]:
    """Return the rows of these clients, the oldest first."""
    found = select(kind).where(kind.client_id.in_(client_ids)).order_by(kind.created_at, kind.id)
    return session.scalars(found, execution_options=ALL).all()


def parents(table: Table) -> Iterator[tuple[str, str]]:
    """Yield the columns of a table that lead to another record about a client, each with that table."""
    for key in sorted(table.foreign_keys, key=lambda each: each.parent.name):
        other = key.column.table
        if other.name != Client.__tablename__ and CLIENT_ID in other.c:
            yield key.parent.name, other.name
