"""Rows in every table about a client, found by itself, so that a new room is part of these tests at once."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import JSON
from sqlalchemy import Boolean
from sqlalchemy import Date
from sqlalchemy import Float
from sqlalchemy import Integer
from sqlalchemy import LargeBinary
from sqlalchemy import String
from sqlalchemy import Uuid
from sqlalchemy import inspect
from sqlalchemy import select

from linkdesk.clients.merging import tables
from linkdesk.clients.merging.models import ClientMerge
from linkdesk.clients.merging.rules import TECHNICAL
from linkdesk.clients.models import Client
from linkdesk.contacts.dropins.models import DropInSession
from linkdesk.record.base import OwnedRow
from linkdesk.record.session import unit_of_work
from linkdesk.record.types import Choice
from linkdesk.record.types import UtcTime

if TYPE_CHECKING:
    import random
    from uuid import UUID

    from sqlalchemy import Column
    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

KERNEL = {name for name in vars(OwnedRow) if not name.startswith("_")}
MOST = 3


def fill(
    session: Session, actor: Actor, client_id: UUID, source: random.Random, now: datetime, *, least: int = 0
) -> int:
    """Put a few rows of every kind under a client; return how many."""
    made: dict[str, list[UUID]] = {}
    taken: dict[str, list[UUID]] = {}
    with unit_of_work(session, actor, "fill") as work:
        there = _there(work)
        for kind, table, rule in tables.kinds():
            if kind is ClientMerge:
                continue
            below = dict(tables.parents(table))
            for number in range(1, (1 if rule.one_of else source.randint(least, MOST)) + 1):
                given = {
                    inspect(kind).get_property_by_column(column).key: _value(column, source, number)
                    for column in table.columns
                    if column.name not in KERNEL
                }
                given |= {
                    name: source.choice(_free(made.get(other, []), taken.get(f"{table.name}.{name}", [])) or [None])
                    for name, other in below.items()
                }
                given |= {
                    name: None if table.c[name].nullable else there[f"{table.name}.{name}"]
                    for name in _elsewhere(table) - below.keys()
                }
                if any(given[name] is None and not table.c[name].nullable for name in below):
                    continue
                row = kind(**(given | {"client_id": client_id, "id": work.new_id()}))
                row.created_at = now - timedelta(minutes=source.randrange(1, 5000))
                work.session.add(row)
                made.setdefault(table.name, []).append(row.id)
                for name in below:
                    if table.c[name].unique:
                        taken.setdefault(f"{table.name}.{name}", []).append(given[name])
            work.session.flush()
    return sum(map(len, made.values()))


def _there(work: Work) -> dict[str, UUID]:
    """Make what a row must lead to though it is about no client; return the ids by the name of the column."""
    place = DropInSession(id=work.new_id(), on=date(2026, 11, 2), venue="Hall", venue_key="", words="")
    place.venue_key = str(place.id)
    work.session.add(place)
    work.session.flush()
    return {"drop_in.session_id": place.id}


def _elsewhere(table: Table) -> set[str]:
    """Return the columns that lead to what is about no client, like a local service; empty where they may be."""
    led = {column.name for column in table.columns if column.foreign_keys}
    return led - {"client_id"} - KERNEL


def _free(parents: list[UUID], taken: list[UUID]) -> list[UUID]:
    """Return the parents that have no row yet, where each has one at most."""
    return [each for each in parents if each not in taken]


def _value(column: Column[Any], source: random.Random, number: int) -> Any:
    kind = column.type
    if column.name == "number":
        return number
    if column.nullable and source.random() < 0.5:
        return None
    if isinstance(kind, Choice):
        return source.choice(list(kind.words.__members__.values()))
    makers: tuple[tuple[type[Any], Any], ...] = (
        (JSON, list),
        (UtcTime, lambda: None),
        (Date, lambda: date(2020, 1, 1) + timedelta(days=source.randrange(2000))),
        (Boolean, lambda: source.random() < 0.5),
        (Uuid, lambda: uuid.UUID(int=source.getrandbits(128), version=4)),
        (LargeBinary, lambda: source.randbytes(8)),
        (Float, source.random),
        (Integer, lambda: source.randrange(1, 9)),
        (String, lambda: f"word{source.randrange(10**6)}"),
    )
    made = next(make() for known, make in makers if isinstance(kind, known))
    return datetime(2026, 11, 1, tzinfo=UTC) if made is None and not column.nullable else made


def everything(session: Session) -> dict[str, dict[str, dict[str, Any]]]:
    """Return every row about every client, without what only counts saves and without the merges themselves."""
    session.expire_all()
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for table in (Client.__table__, *(table for kind, table, _rule in tables.kinds() if kind is not ClientMerge)):
        rows = session.execute(select(table)).mappings()
        found[str(table.name)] = {  # type: ignore[attr-defined]  # a Table, typed as FromClause
            str(row["id"]): {name: value for name, value in row.items() if name not in TECHNICAL} for row in rows
        }
    return found
