"""Reading where local services came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.services.feeds.models import LocalSaid
from linkdesk.services.feeds.models import LocalSource
from linkdesk.services.feeds.rules import Kind

if TYPE_CHECKING:
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session


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
