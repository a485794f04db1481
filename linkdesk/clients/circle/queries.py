"""Reading the people in a person's life."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.circle import rules
from linkdesk.clients.circle.models import CirclePerson
from linkdesk.clients.circle.rules import CirclePage
from linkdesk.clients.circle.rules import PersonRecord
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

MOST = 200


def everybody(session: Session, client_id: UUID, most: int = MOST) -> tuple[PersonRecord, ...]:
    """Return everybody in a client's life, then those who were."""
    rows = session.scalars(
        select(CirclePerson)
        .where(CirclePerson.client_id == client_id)
        .order_by(CirclePerson.ended_on.is_not(None), CirclePerson.created_at, CirclePerson.id)
        .limit(most)
    )
    return tuple(record(row) for row in rows)


def circle_of(session: Session, client_id: UUID) -> CirclePage:
    """Return everybody in a client's life with their place in the picture, and those who were."""
    people = everybody(session, client_id)
    now = tuple(each for each in people if each.ended_on is None)
    return CirclePage(rules.spots(now), tuple(each for each in people if each.ended_on is not None))


def person_record(session: Session, client_id: UUID, person_id: UUID) -> PersonRecord:
    """Return one of the people in this client's life.

    Raises:
        NotFound: there is nobody, or they are in another client's.
    """
    row = session.get(CirclePerson, person_id)
    if row is None or row.client_id != client_id:
        raise NotFound
    return record(row)


def record(row: CirclePerson) -> PersonRecord:
    """Return a row as pages read it."""
    return PersonRecord(**{each.name: getattr(row, each.name) for each in fields(PersonRecord)})
