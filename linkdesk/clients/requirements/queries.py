"""Whose needs are to be looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from datetime import time
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import and_
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import text

from linkdesk.clients.models import WITH_NEEDS
from linkdesk.clients.models import Client
from linkdesk.clients.requirements import rules
from linkdesk.clients.rules import full_name

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class DueClient:
    """One client whose recorded needs nobody has looked at for long enough."""

    client_id: UUID
    full_name: str
    due_on: date
    keep_safe: str


@dataclass(frozen=True)
class DueNeeds:
    """Those who wait the longest, and how many there are in all."""

    rows: tuple[DueClient, ...]
    total: int


def due_needs(session: Session, months: int, today: date, most: int, among: Any) -> DueNeeds:
    """Return the living clients with a need on record that was last looked at `months` or more ago.

    `among` selects the ids of those to look at: nobody asks somebody whose work has ended.
    """
    latest = rules.months_later(today, -months)
    first_day = datetime.combine(latest, time.max, UTC)
    long_ago = or_(
        Client.needs_reviewed_on <= latest, and_(Client.needs_reviewed_on.is_(None), Client.created_at <= first_day)
    )
    seen = func.coalesce(Client.needs_reviewed_on, func.date(Client.created_at))
    wanted = (
        select(Client.id, func.count().over().label("total"))
        .where(func.coalesce(Client.id, Client.id).in_(among), long_ago, text(WITH_NEEDS))
        .order_by(seen, Client.id)
        .limit(most)
    )
    found = session.execute(wanted).all()
    rows = session.scalars(select(Client).where(Client.id.in_([row.id for row in found])).order_by(seen, Client.id))
    return DueNeeds(tuple(_due(row, months) for row in rows), found[0].total if found else 0)


def _due(row: Client, months: int) -> DueClient:
    seen = row.needs_reviewed_on or row.created_at.astimezone().date()
    name = full_name(row.title, row.given_name, row.family_name)
    return DueClient(row.id, name, rules.months_later(seen, months), row.keep_safe)
