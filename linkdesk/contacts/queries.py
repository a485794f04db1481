"""Reading contacts: those of a client, the last of many, and what was put right in one."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.contacts import rules
from linkdesk.contacts.models import Contact
from linkdesk.contacts.rules import Change
from linkdesk.contacts.rules import ContactRecord
from linkdesk.contacts.rules import Replaced
from linkdesk.record.audit import AuditEntry
from linkdesk.record.audit import AuditPayload
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits
from linkdesk.team.queries import workers
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from sqlalchemy.orm import Session

LIMITS = Limits()
NO_NAME = "A worker without a name yet"
PARTS = {
    "on": "Day",
    "time": "Time",
    "way": "How",
    "attendance": "Did it come about?",
    "minutes": "Minutes",
    "place": "Where",
    "present": "Who else was there",
    "outcome": "What comes next",
    "words": "Note",
}
"""The parts of a contact, as pages name them, in their order."""
NOTHING = "Nothing"


def contacts_of(session: Session, client_id: UUID, most: int = LIMITS.page_rows) -> tuple[ContactRecord, ...]:
    """Return the contacts with a client, the newest first."""
    newest = (Contact.on.desc(), Contact.time.desc(), Contact.created_at.desc(), Contact.id)
    rows = session.scalars(select(Contact).where(Contact.client_id == client_id).order_by(*newest).limit(most))
    return tuple(record(row) for row in rows)


def contact_record(session: Session, client_id: UUID, contact_id: UUID) -> ContactRecord:
    """Return one contact of this client.

    Raises:
        NotFound: there is no such contact, or it is another client's.
    """
    row = session.get(Contact, contact_id)
    if row is None or row.client_id != client_id:
        raise NotFound
    return record(row)


def last_days(session: Session, client_ids: Collection[UUID]) -> dict[UUID, date]:
    """Return the last day on which each of these people was met, spoken with or tried; cancelled is none."""
    found = (
        select(Contact.client_id, func.max(Contact.on).label("day"))
        .where(Contact.client_id.in_(client_ids), Contact.attendance.not_in(rules.CANCELLED))
        .group_by(Contact.client_id)
    )
    return {row.client_id: row.day for row in session.execute(found)}


def days_called_off(session: Session, client_ids: Collection[UUID], since: date) -> set[tuple[UUID, date]]:
    """Return the days from this one on for which a meeting was booked that was moved or called off, of many people."""
    found = select(Contact.client_id, Contact.meeting_on).where(
        Contact.client_id.in_(client_ids), Contact.attendance.in_(rules.CANCELLED), Contact.meeting_on >= since
    )
    return {(client_id, on) for client_id, on in session.execute(found) if on is not None}


def not_come(session: Session, client_id: UUID) -> int:
    """Return how often in a row the person did not come, without a word; 0 while that is no reason to ask."""
    return rules.worth_asking(contacts_of(session, client_id))


def changes_of(session: Session, contact_id: UUID) -> tuple[Change, ...]:
    """Return what was put right in a contact, the newest first, with both texts; what was erased says nothing."""
    names = {worker.id: worker.name for worker in workers(session)}
    rows = session.execute(
        select(AuditEntry.at, AuditEntry.actor_id, AuditPayload.body)
        .join(AuditPayload, AuditPayload.seq == AuditEntry.seq)
        .where(
            AuditEntry.table_name == Contact.__tablename__,
            AuditEntry.row_id == str(contact_id),
            AuditEntry.action == "update",
        )
        .order_by(AuditEntry.seq.desc())
        .limit(LIMITS.page_rows)
    )
    made = (Change(at, names.get(who, NO_NAME), _parts(json.loads(body))) for at, who, body in rows)
    return tuple(each for each in made if each.parts)


def _parts(values: dict[str, Any]) -> tuple[Replaced, ...]:
    changed = ((name, values[name]) for name in PARTS if name in values)
    return tuple(Replaced(PARTS[name], part_words(name, old), part_words(name, new)) for name, (old, new) in changed)


def part_words(name: str, value: Any) -> str:
    """Return one part of a contact as a worker reads it; a day may come as text, as the audit keeps it."""
    if value is None or value == "":
        return NOTHING
    if name == "on":
        return long_date(date.fromisoformat(str(value)))
    if name == "way":
        return rules.WAY_WORDS[rules.Way(value)]
    if name == "attendance":
        return rules.ATTENDANCE_WORDS[rules.Attendance(value)]
    if name == "outcome":
        return rules.NEXT_WORDS[rules.Next(value)]
    return str(value)


def record(row: Contact) -> ContactRecord:
    """Return a contact as pages and files read it."""
    return ContactRecord(
        id=row.id,
        client_id=row.client_id,
        episode_id=row.episode_id,
        worker_id=row.owner_id,
        created_at=row.created_at,
        version=row.version,
        on=row.on,
        way=row.way,
        attendance=row.attendance,
        time=row.time,
        minutes=row.minutes,
        place=row.place,
        present=row.present,
        outcome=row.outcome,
        words=row.words,
        meeting_on=row.meeting_on,
    )
