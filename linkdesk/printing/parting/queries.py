"""Reading how meetings ended, and what of it is still to be done."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import and_
from sqlalchemy import or_
from sqlalchemy import select

from linkdesk.clients.keepsafe.rules import mark
from linkdesk.clients.models import Client
from linkdesk.clients.rules import full_name
from linkdesk.connections.models import Connection
from linkdesk.connections.queries import is_visit_together
from linkdesk.connections.queries import visits_together
from linkdesk.contacts.queries import days_called_off
from linkdesk.desk.rules import Event
from linkdesk.desk.rules import Meeting
from linkdesk.episodes.models import Episode
from linkdesk.episodes.queries import on_caseload
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.parting.models import Parting
from linkdesk.printing.parting.models import Reminder
from linkdesk.printing.parting.rules import Booked
from linkdesk.printing.parting.rules import PartingRecord
from linkdesk.printing.parting.rules import ReminderRecord
from linkdesk.printing.parting.rules import ended_words
from linkdesk.printing.parting.rules import next_meeting
from linkdesk.printing.parting.rules import promised
from linkdesk.settings import Limits
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

LIMITS = Limits()
MOST_LINES = 20
"""So many reminders and meetings stand on Today; what is further away comes nearer by itself."""
MOST_ENDED, EVENT_LENGTH = 12, 400
"""So many ends of meetings, and so many characters of each, among what happened on the page of a client."""
LAST = 3
"""So many notes stand on a handover sheet."""


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
    beside: str = ""
    """What stands there instead while somebody is beside the worker: where a person is sent is nothing for others."""

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
    along = session.execute(
        select(Connection, Client)
        .join(Client, Client.id == Connection.client_id)
        .where(is_visit_together(day), *theirs)
        .order_by(Connection.visit_on, Connection.visit_time, Connection.id)
        .limit(MOST_LINES)
    )
    lines = [_line(client, row.next_place, row.next_on, time=row.next_time) for row, client in meetings]
    for row, client in along:
        words = ", ".join(each for each in (f"You go along to {row.service_name}", row.visit_place) if each)
        line = _line(client, words, row.visit_on, time=row.visit_time)
        lines.append(replace(line, beside="You go along to a first visit"))
    return Ahead(
        tuple(sorted(lines, key=lambda line: (line.on or day, line.time))[:MOST_LINES]),
        tuple(_line(client, row.words, row.on, reminder=row) for row, client in promised),
    )


def ended(session: Session, client_id: UUID) -> tuple[Event, ...]:
    """Return the ends of the last meetings as lines of what happened; a long note is cut, its page has the whole."""
    rows = session.scalars(
        select(Parting).where(Parting.client_id == client_id).order_by(Parting.created_at.desc()).limit(MOST_ENDED)
    ).all()
    kept = reminders_of(session, client_id)
    return tuple(
        Event(
            row.created_at,
            _cut(f"Meeting ended: {'. '.join(ended_words(parting_record(row), kept))}"),
            meeting=True,
            beside="Meeting ended",  # the note may name a service, or anybody
        )
        for row in rows
    )


def agreed_lines(session: Session, client_id: UUID, today: date) -> tuple[str, ...]:
    """Return what whoever takes over must know: the last notes, the next meeting, what is promised and not done."""
    notes = (f"{long_date(each.on)}: {' '.join(each.words.split())}" for each in partings_of(session, client_id, LAST))
    meeting = next_meetings(session, (client_id,), today).get(client_id)
    when = (long_date(meeting.day), meeting.time, meeting.place) if meeting else ()
    meets = f"They meet again: {', '.join(each for each in when if each)}" if meeting else ""
    still = [promised(each) for each in reminders_of(session, client_id) if each.done_on is None]
    return tuple(each for each in (*notes, meets, *still[:MOST_LINES]) if each)


def _cut(words: str) -> str:
    return words if len(words) <= EVENT_LENGTH else f"{words[: EVENT_LENGTH - 1].rstrip()}…"


def next_meetings(session: Session, client_ids: Collection[UUID], today: date) -> dict[UUID, Meeting]:
    """Return the next meeting of each of these people who has one; every print and list takes it from here.

    It is the soonest that is booked: a first visit of an open referral, one to a service to which a worker goes along,
    or what “Before you go” agreed; where nothing is booked, the day on which the plan that counts is looked at again.
    """
    booked: dict[UUID, list[Booked]] = {each: [] for each in client_ids}
    visits = select(Episode.client_id, Episode.first_visit_on, Episode.first_visit_time, Episode.first_visit_place)
    for client_id, on, time, place in session.execute(
        visits.where(Episode.client_id.in_(booked), Episode.closed_on.is_(None), Episode.first_visit_on >= today)
    ):
        if on is not None:
            booked[client_id].append(Booked(Meeting(on, time, place)))
    for visit in visits_together(session, list(booked), today):
        if visit.visit_on is not None:
            booked[visit.client_id].append(Booked(Meeting(visit.visit_on, visit.visit_time, visit.visit_place)))
    last: dict[UUID, tuple[UUID, date]] = {}
    newest = select(Parting).where(Parting.client_id.in_(booked), or_(Parting.next_on >= today, Parting.on >= today))
    for row in session.scalars(newest.order_by(Parting.created_at.desc(), Parting.id)):
        last.setdefault(row.client_id, (row.id, row.on))
        if row.next_on is not None:
            booked[row.client_id].append(Booked(Meeting(row.next_on, row.next_time, row.next_place), row.id))
    off = days_called_off(session, booked, today)
    # Of a meeting that was called off, the plan must not say the same day again by its review.
    reviews = {each: review for each, review in _reviews(session, booked).items() if (each, review.day) not in off}
    found = {each: next_meeting(known, reviews.get(each), last.get(each), today) for each, known in booked.items()}
    return {each: meeting for each, meeting in found.items() if meeting is not None}


def _reviews(session: Session, client_ids: Collection[UUID]) -> dict[UUID, Meeting]:
    """Return when the plan that counts is looked at again, where it says so: the agreed one, else the draft."""
    plans = select(Plan.client_id, Plan.review_date, Plan.review_place)
    counts = and_(Plan.client_id.in_(client_ids), Plan.status.in_((PlanStatus.AGREED, PlanStatus.DRAFT)))
    first: dict[UUID, Meeting | None] = {}
    for client_id, on, place in session.execute(plans.where(counts).order_by(Plan.status, Plan.number.desc())):
        first.setdefault(client_id, Meeting(on, place=place) if on else None)
    return {each: meeting for each, meeting in first.items() if meeting is not None}


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
