"""Words typed but not saved yet, kept in the encrypted store so that a lock or a crash loses nothing."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Delete
from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import UniqueConstraint
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import Session
from sqlalchemy.orm import mapped_column

from linkdesk.record.base import Base
from linkdesk.record.session import Actor
from linkdesk.record.session import brief_write

KEY_LENGTH = 60


class DraftRow(Base):
    """One draft a worker, form and subject; not part of the record, so not audited."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("worker_id", "form", "subject"), {"info": {"unaudited": True}})

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    worker_id: Mapped[uuid.UUID]
    form: Mapped[str] = mapped_column(String(KEY_LENGTH))
    subject: Mapped[str] = mapped_column(String(KEY_LENGTH))
    body: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]


@dataclass(frozen=True)
class Draft:
    """What was typed (field name to text) and when it was last kept."""

    form: str
    subject: str
    fields: dict[str, str]
    saved_at: datetime


def save_draft(session: Session, actor: Actor, form: str, subject: str, fields: dict[str, str]) -> datetime:
    """Keep the words of a form at once and return when; replaces the earlier draft of the same form and subject.

    Raises:
        DiskFull: there is no room; the earlier draft is as it was.
        Busy: another process holds the vault for writing.
    """
    with brief_write(session) as doors:
        now = doors.clock.now()
        session.execute(_where(actor, form, subject))
        session.execute(
            insert(DraftRow).values(
                id=doors.clock.new_id(),
                worker_id=actor.worker_id,
                form=form,
                subject=subject,
                body=json.dumps(fields, ensure_ascii=False),
                saved_at=now,
            )
        )
    return now


def load_draft(session: Session, actor: Actor, form: str, subject: str) -> Draft | None:
    """Return the words kept for this form and subject, or None."""
    row = session.execute(
        select(DraftRow.body, DraftRow.saved_at).where(
            DraftRow.worker_id == actor.worker_id, DraftRow.form == form, DraftRow.subject == subject
        )
    ).first()
    return None if row is None else Draft(form, subject, json.loads(row.body), row.saved_at)


def list_drafts(session: Session, actor: Actor, limit: int) -> tuple[Draft, ...]:
    """Return the worker's newest drafts, for Today."""
    rows = session.scalars(
        select(DraftRow).where(DraftRow.worker_id == actor.worker_id).order_by(DraftRow.saved_at.desc()).limit(limit)
    )
    return tuple(Draft(r.form, r.subject, json.loads(r.body), r.saved_at) for r in rows)


def follow_draft(session: Session, actor: Actor, form: str, subject: str, change: tuple[int, int]) -> None:
    """Let a draft follow a change that its own writer makes elsewhere, inside the caller's unit of work.

    `change` is the row version before and after. So adding a goal does not make the words typed on the plan page
    stale; a draft that was typed on any other version stays as it is.
    """
    row = session.execute(
        select(DraftRow.id, DraftRow.body).where(
            DraftRow.worker_id == actor.worker_id, DraftRow.form == form, DraftRow.subject == subject
        )
    ).first()
    fields: dict[str, str] = json.loads(row.body) if row else {}
    if row and fields.get("version") == str(change[0]):
        body = json.dumps({**fields, "version": str(change[1])}, ensure_ascii=False)
        session.execute(update(DraftRow).where(DraftRow.id == row.id).values(body=body))


def forget_fields(session: Session, actor: Actor, form: str, subject: str, names: frozenset[str]) -> None:
    """Take these fields out of a draft inside the caller's unit of work: what was saved elsewhere made them untrue."""
    where = (DraftRow.worker_id == actor.worker_id, DraftRow.form == form, DraftRow.subject == subject)
    row = session.execute(select(DraftRow.id, DraftRow.body).where(*where)).first()
    if row:
        fields = {name: text for name, text in json.loads(row.body).items() if name not in names}
        body = json.dumps(fields, ensure_ascii=False)
        session.execute(update(DraftRow).where(DraftRow.id == row.id).values(body=body))


def drop_draft(session: Session, actor: Actor, form: str, subject: str) -> None:
    """Forget the draft inside the caller's unit of work, once its words are saved for good."""
    session.execute(_where(actor, form, subject))


def forget_draft(session: Session, actor: Actor, form: str, subject: str) -> None:
    """Throw away the words of a form that nobody wants any more."""
    with brief_write(session):
        session.execute(_where(actor, form, subject))


def _where(actor: Actor, form: str, subject: str) -> Delete:
    return delete(DraftRow).where(
        DraftRow.worker_id == actor.worker_id, DraftRow.form == form, DraftRow.subject == subject
    )
