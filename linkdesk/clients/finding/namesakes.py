"""Who has the same name as a client, or one that sounds the same: asked before paper with a name on it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients import rules
from linkdesk.clients.finding import likeness
from linkdesk.clients.finding.queries import find
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.queries import record_of
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.finding.likeness import Known
    from linkdesk.clients.rules import ClientRecord

MOST = 5
"""So many are named on the page; whoever has more namesakes is looked at with care anyway."""
MOST_COMPARED = 100
MOST_PAIRS = 8
"""Pairs of a first and a family name that are looked up: long names have many words."""


@dataclass(frozen=True)
class Namesake:
    """Another client whose name is the same, or sounds the same, with the date of birth that tells them apart."""

    client_id: UUID
    full_name: str
    preferred_name: str
    birth_date: date
    is_same: bool


@dataclass(frozen=True)
class Apart:
    """What tells one client of a list from everybody else: the date of birth, and who has such a name."""

    full_name: str
    birth_date: date
    namesakes: tuple[Namesake, ...]


def told_apart(session: Session, client_ids: Iterable[UUID]) -> dict[UUID, Apart]:
    """Return for each client of a short list what tells them apart, in its order.

    Every person is looked up by name, so this is for tens of people. Who is kept apart from whoever asks is left out.
    """
    found = {}
    for client_id in dict.fromkeys(client_ids):
        try:
            client = client_record(session, client_id)
        except NotFound:  # kept apart or gone since the list was made: there is nobody to tell apart
            continue
        name = rules.full_name(client.title, client.given_name, client.family_name)
        found[client_id] = Apart(name, client.birth_date, namesakes(session, client))
    return found


def namesakes(session: Session, client: ClientRecord) -> tuple[Namesake, ...]:
    """Return other clients of the same or a sound-alike name, the same names first, whatever their dates of birth.

    Records kept apart from whoever asks are left out, as from every query.
    """
    mine = likeness.known(client)
    folded = rules.full_name("", mine.given, mine.family)
    found = []
    for row in _candidates(session, client, mine):
        record = record_of(row)
        other = likeness.known(record)
        if likeness.names_alike(mine, other):
            name = rules.full_name(record.title, record.given_name, record.family_name)
            same = rules.full_name("", other.given, other.family) == folded
            found.append(Namesake(record.id, name, record.preferred_name, record.birth_date, same))
    return tuple(sorted(found, key=lambda each: (not each.is_same, each.full_name, each.birth_date))[:MOST])


def _candidates(session: Session, client: ClientRecord, mine: Known) -> list[Client]:
    """Return who can be found by a first and a family name of this client; those of the very same name always."""
    given = dict.fromkeys([*mine.given.split(), *(word for each in sorted(mine.called) for word in each.split())])
    same = select(Client.id).where(Client.family_key == mine.family, Client.given_key == mine.given)
    ids = dict.fromkeys(session.scalars(same.limit(MOST_COMPARED)))
    for first, last in list(product(given, mine.family.split()))[:MOST_PAIRS]:
        ids |= dict.fromkeys(match.client_id for match in find(session, f"{first} {last}", same).matches)
    ids.pop(client.id, None)
    return list(session.scalars(select(Client).where(Client.id.in_(list(ids)[:MOST_COMPARED]))))
