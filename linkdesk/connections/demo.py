"""Connections of the practice vault: invented people on each part of the way to invented services."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.connections.gaps.rules import Missing
from linkdesk.connections.gaps.rules import Need
from linkdesk.connections.gaps.rules import NoteGap
from linkdesk.connections.gaps.service import note_gap
from linkdesk.connections.queries import connection_record
from linkdesk.connections.rules import Barrier
from linkdesk.connections.rules import KeepWords
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import NoteBarrier
from linkdesk.connections.rules import NoteState
from linkdesk.connections.rules import StartConnection
from linkdesk.connections.service import keep_words
from linkdesk.connections.service import note_barrier
from linkdesk.connections.service import note_state
from linkdesk.connections.service import start_connection
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus
from linkdesk.services import demo as services
from linkdesk.services.models import LocalService

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.services.demo import MovedClock

WAYS = (
    (services.GARDEN.name, Kind.ACCOMPANY, 60, (("accepted", 55), ("attended", 48), ("going", 10))),
    (services.GARDEN.name, Kind.SIGNPOST, 20, ()),
    (services.ADVICE.name, Kind.SIGNPOST, 45, (("waiting", 40),)),
    (services.COFFEE.name, Kind.ACCOMPANY, 30, (("attended", 9),)),
    (services.GARDEN.name, Kind.SIGNPOST, 50, (("not-them", 30),)),
)
"""The service, how they came together and so many days ago, and what was pressed so many days ago."""
GAPS = ((Need.TRANSPORT, Missing.NONE), (Need.COMPANY, Missing.TIMES))
SAID = "I was nervous. Ola showed me the tomatoes and then it was fine."


def furnish(session: Session, actor: Actor, clock: MovedClock) -> None:
    """Put the services into the practice vault, and bring some people with an agreed plan to them."""
    services.furnish(session, actor, clock)
    today = clock.at.astimezone().date()
    going = select(Plan.client_id).where(Plan.status == PlanStatus.AGREED)
    wanted = select(Client.id).where(Client.id.in_(going), Client.deceased_on.is_(None))
    people = list(session.scalars(wanted.order_by(Client.created_at.desc(), Client.id).limit(len(WAYS))))
    ids = {row.name: row.id for row in session.execute(select(LocalService.id, LocalService.name))}
    for who, (name, kind, days, pressed) in zip(people, WAYS, strict=False):
        _bring(session, actor, StartConnection(
            client_id=who, kind=kind, on=today - timedelta(days=days), service_id=ids[name], reason="Company"
        ), pressed, today)  # fmt: skip
    for who, (need, missing) in zip(people, GAPS, strict=False):
        note_gap(session, actor, NoteGap(who, need, missing))


def _bring(
    session: Session, actor: Actor, start: StartConnection, pressed: tuple[tuple[str, int], ...], today: date
) -> UUID:
    who, made = start.client_id, start_connection(session, actor, start)
    for seen, (press, days) in enumerate(pressed, start=1):
        note_state(session, actor, NoteState(who, made, seen, press, today - timedelta(days=days)))
    kept = connection_record(session, who, made)
    if kept.stayed:
        keep_words(session, actor, KeepWords(who, made, kept.version, who_does="Robin goes along.", feedback=SAID))
        solved = NoteBarrier(who, made, Barrier.NERVES, "New people", "Robin came along the first two times.")
        note_barrier(session, actor, solved)
    return made
