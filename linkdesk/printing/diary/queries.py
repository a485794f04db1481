"""Reading what is booked: first visits, meetings, visits together, and the sessions of drop-ins there were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.rules import full_name
from linkdesk.connections.calendar import initials
from linkdesk.connections.models import Connection
from linkdesk.connections.queries import is_visit_together
from linkdesk.contacts.dropins.models import DropInSession
from linkdesk.episodes.models import Episode
from linkdesk.episodes.queries import on_caseload
from linkdesk.printing.diary.rules import Entry
from linkdesk.printing.diary.rules import Kind
from linkdesk.printing.diary.rules import in_order
from linkdesk.printing.parting.models import Parting
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

MOST = Limits().page_rows


def entries(session: Session, actor: Actor, first: date, last: date) -> tuple[Entry, ...]:
    """Return what is in the worker's diary from one day to another, those of whom they cover too; nobody who died."""
    theirs: tuple[ColumnElement[bool], ...] = (
        Client.deceased_on.is_(None),
        on_caseload(session, actor.worker_id, first),
    )
    found: list[Entry] = []
    visits = (
        select(Episode, Client)
        .join(Client, Client.id == Episode.client_id)
        .where(Episode.first_visit_on >= first, Episode.first_visit_on <= last, Episode.closed_on.is_(None), *theirs)
    )
    for visit, client in session.execute(visits.limit(MOST)):
        at = (visit.first_visit_on, visit.first_visit_time, visit.first_visit_place)
        found.append(_entry(visit.id, Kind.FIRST, client, at))
    meetings = (
        select(Parting, Client)
        .join(Client, Client.id == Parting.client_id)
        .where(Parting.next_on >= first, Parting.next_on <= last, *theirs)
    )
    for ended, client in session.execute(meetings.limit(MOST)):
        found.append(_entry(ended.id, Kind.MEETING, client, (ended.next_on, ended.next_time, ended.next_place)))
    together = (
        select(Connection, Client)
        .join(Client, Client.id == Connection.client_id)
        .where(is_visit_together(first), Connection.visit_on <= last, *theirs)
    )
    for along, client in session.execute(together.limit(MOST)):
        found.append(_entry(along.id, Kind.ALONG, client, (along.visit_on, along.visit_time, along.visit_place)))
    own = DropInSession.owner_id == actor.worker_id
    sessions = select(DropInSession).where(own, DropInSession.on >= first, DropInSession.on <= last)
    found += (
        Entry(id=each.id, kind=Kind.SESSION, on=each.on, place=each.venue)
        for each in session.scalars(sessions.limit(MOST))
    )
    return in_order(found)


def _entry(row_id: UUID, kind: Kind, client: Client, at: tuple[date | None, str, str]) -> Entry:
    on, time, place = at
    if on is None:
        raise ValueError("an entry of the diary has a day")
    return Entry(
        id=row_id,
        kind=kind,
        on=on,
        time=time,
        place=place,
        client_id=client.id,
        who=full_name(client.title, client.given_name, client.family_name),
        initials=initials(client.given_name, client.family_name),
        keep_safe=client.keep_safe,
    )
