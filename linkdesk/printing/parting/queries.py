"""Reading how meetings ended, and what of it is still to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.keepsafe.rules import mark
from linkdesk.clients.models import Client
from linkdesk.clients.rules import full_name
from linkdesk.episodes.queries import on_caseload
from linkdesk.printing.parting.models import Parting
from linkdesk.printing.parting.models import Reminder
from linkdesk.printing.parting.rules import PartingRecord
from linkdesk.printing.parting.rules import ReminderRecord
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

LIMITS = Limits()
MOST_LINES = 20
"""So many reminders and meetings stand on Today; what is further away comes nearer by itself."""


@dataclass(frozen=True, kw_only=True)
class AheadLine:
    """A meeting that was agreed, or what the worker promised: who, what, and when."""

    client_id: UUID
    who: str
    keep_safe: str
    words: str
    on: date | None
    time: str = ""
    reminder_id: UUID | None = None
    version: int = 0

    @property
    def safe_mark(self) -> str:
        """What the list shows of the person's keep-safe line."""
        return mark(self.keep_safe)


@dataclass(frozen=True)
class Ahead:
    """What the ends of meetings bring to Today; the nearest first."""

    meetings: tuple[AheadLine, ...]
    reminders: tuple[AheadLine, ...]


def partings_of(session: Session, client_id: UUID, most: int = LIMITS.page_rows) -> tuple[PartingRecord, ...]:
    """Return how the meetings with a client ended, the newest first."""
    newest = select(Parting).where(Parting.client_id == client_id).order_by(Parting.created_at.desc(), Parting.id)
    return tuple(parting_record(row) for row in session.scalars(newest.limit(most)))


def reminders_of(session: Session, client_id: UUID, most: int = LIMITS.page_rows) -> tuple[ReminderRecord, ...]:
    """Return what was promised to a client, the newest first."""
    newest = select(Reminder).where(Reminder.client_id == client_id).order_by(Reminder.created_at.desc(), Reminder.id)
    return tuple(reminder_record(row) for row in session.scalars(newest.limit(most)))


def ahead(session: Session, actor: Actor, day: date, *, team: bool) -> Ahead:
    """Return the meetings from today on, and what is promised and not done; nothing about the dead.

    They are the worker's own and those of whom they cover, or everyone's.
    """
    theirs = _living(session, actor, day, team=team)
    meetings = session.execute(
        select(Parting, Client)
        .join(Client, Client.id == Parting.client_id)
        .where(Parting.next_on >= day, *theirs)
        .order_by(Parting.next_on, Parting.next_time, Parting.id)
        .limit(MOST_LINES)
    )
    promised = session.execute(
        select(Reminder, Client)
        .join(Client, Client.id == Reminder.client_id)
        .where(Reminder.done_on.is_(None), *theirs)
        .order_by(Reminder.on.is_(None), Reminder.on, Reminder.created_at, Reminder.id)
        .limit(MOST_LINES)
    )
    return Ahead(
        tuple(_line(client, row.next_place, row.next_on, time=row.next_time) for row, client in meetings),
        tuple(_line(client, row.words, row.on, reminder=row) for row, client in promised),
    )


def parting_record(row: Parting) -> PartingRecord:
    """Return the end of a meeting as pages and files read it."""
    return PartingRecord(
        id=row.id,
        client_id=row.client_id,
        plan_id=row.plan_id,
        plan_number=row.plan_number,
        on=row.on,
        words=row.words,
        next_on=row.next_on,
        next_time=row.next_time,
        next_place=row.next_place,
        safe=row.safe,
        worker_id=row.owner_id,
    )


def reminder_record(row: Reminder) -> ReminderRecord:
    """Return a reminder as pages and files read it."""
    return ReminderRecord(
        id=row.id,
        client_id=row.client_id,
        parting_id=row.parting_id,
        words=row.words,
        on=row.on,
        done_on=row.done_on,
        worker_id=row.owner_id,
        version=row.version,
    )


def _living(session: Session, actor: Actor, day: date, *, team: bool) -> list[ColumnElement[bool]]:
    """Return what leaves out the dead, and who is on nobody's caseload that the worker has or covers."""
    living: list[ColumnElement[bool]] = [Client.deceased_on.is_(None)]
    if not team:
        living.append(on_caseload(session, actor.worker_id, day))
    return living


def _line(
    client: Client, words: str, on: date | None, *, time: str = "", reminder: Reminder | None = None
) -> AheadLine:
    return AheadLine(
        client_id=client.id,
        who=full_name(client.title, client.given_name, client.family_name),
        keep_safe=client.keep_safe,
        words=words,
        on=on,
        time=time,
        reminder_id=reminder.id if reminder else None,
        version=reminder.version if reminder else 0,
    )
