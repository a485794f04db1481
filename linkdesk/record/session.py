"""One unit of work: everything a verb changes, its audit entries and its messages, together or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm import UOWTransaction
from sqlalchemy.orm.exc import StaleDataError

from linkdesk.record import audit
from linkdesk.record.base import OwnedRow
from linkdesk.record.clock import Clock
from linkdesk.record.clock import SystemClock
from linkdesk.record.errors import Busy
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import Stale

WORK = "linkdesk_work"
DOORS = "linkdesk_doors"
WRITING = "linkdesk_writing"


@dataclass(frozen=True)
class Actor:
    """Who does it, and for which organisation."""

    worker_id: uuid.UUID
    organisation_id: uuid.UUID


@dataclass(frozen=True)
class Doors:
    """What `application` hands in from above: time, the audit key, who is looking, and who listens to commits."""

    audit_key: Callable[[], bytes]
    clock: Clock = field(default_factory=SystemClock)
    viewer: Callable[[], uuid.UUID | None] = lambda: None
    """Whose eyes a session reads with (clients/reach); None sees everything, as tests of one room and tools do."""
    before_commit: list[Callable[[Work], None]] = field(default_factory=list)
    after_commit: list[Callable[[Work], None]] = field(default_factory=list)


@dataclass
class Work:
    """A unit of work under way."""

    session: Session
    actor: Actor
    verb: str
    doors: Doors
    now: datetime
    changes: list[audit.Change] = field(default_factory=list)

    def new_id(self) -> uuid.UUID:
        """Return a fresh id for a row of this work."""
        return self.doors.clock.new_id()


def doors_of(session: Session) -> Doors:
    """Return what was handed in with the engine of this session."""
    doors: Doors = session.get_bind().get_execution_options()[DOORS]
    return doors


@contextmanager
def unit_of_work(session: Session, actor: Actor, verb: str) -> Iterator[Work]:
    """Run one writing verb: BEGIN IMMEDIATE, flush, audit, commit; the answer may go out after it.

    Args:
        session: any SQLAlchemy session of the vault; an open reading transaction is ended first.
        actor: who does it.
        verb: what is done, one word with underscores, as it stands in the audit.

    Raises:
        Stale: a row was saved by someone else since it was read.
        DiskFull: the disk is full; nothing was changed.
        Busy: another process holds the vault for writing.
        LinkDeskError: whatever the verb itself refuses; nothing was changed.
    """
    if session.new or session.dirty or session.deleted or WORK in session.info:
        raise RuntimeError("a unit of work must be the outermost change")
    session.rollback()
    doors = doors_of(session)
    work = Work(session, actor, verb, doors, doors.clock.now())
    session.info[WORK] = work
    try:
        with _plain_refusals():
            session.connection(execution_options={WRITING: True})
            yield work
            session.flush()
            audit.write(session, doors.audit_key(), actor.worker_id, verb, work.now, work.changes)
            for listener in doors.before_commit:
                listener(work)
            session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop(WORK, None)
    for listener in doors.after_commit:
        listener(work)


def write_down(work: Work) -> None:
    """Write the audit entries of what was changed so far and let go of the rows, so that a long work stays small.

    All is still one transaction: it is there as a whole at the end of the unit of work, or not at all.
    """
    work.session.flush()
    audit.write(work.session, work.doors.audit_key(), work.actor.worker_id, work.verb, work.now, work.changes)
    work.changes.clear()
    work.session.expunge_all()


@contextmanager
def brief_write(session: Session) -> Iterator[Doors]:
    """Write what is not part of the record (a trace of reading, a draft) in one short transaction of its own.

    Raises:
        DiskFull: the disk is full; nothing was written.
        Busy: another process holds the vault for writing.
    """
    session.rollback()
    try:
        with _plain_refusals():
            session.connection(execution_options={WRITING: True})
            yield doors_of(session)
            session.commit()
    except BaseException:
        session.rollback()
        raise


@contextmanager
def _plain_refusals() -> Iterator[None]:
    """Turn what the driver says into a sentence of ours."""
    try:
        yield
    except StaleDataError as error:
        raise Stale from error
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise _refusal(str(error.orig)) or error from error


def _refusal(words: str) -> LinkDeskError | None:
    """SQLCipher's own words for a full disk and a taken lock (measured: "disk I/O error" under a file limit)."""
    if "full" in words or "disk I/O error" in words:
        return DiskFull()
    if "locked" in words:
        return Busy()
    return None


@event.listens_for(Session, "before_flush")
def _fill_in(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    """Fill in owner and times; refuse a change outside a unit of work."""
    if not (session.new or session.dirty or session.deleted):
        return
    work: Work | None = session.info.get(WORK)
    if work is None:
        raise RuntimeError("every change goes through unit_of_work()")
    for row in session.new:
        if isinstance(row, OwnedRow):
            _fill_new(row, work)
    for row in session.dirty:
        if isinstance(row, OwnedRow) and session.is_modified(row):
            row.updated_at = work.now


def _fill_new(row: OwnedRow, work: Work) -> None:
    """Fill what the verb left open; a row that arrives from elsewhere keeps its own."""
    given = row.__dict__
    fill = {
        "id": given.get("id") or work.new_id(),
        "organisation_id": given.get("organisation_id") or work.actor.organisation_id,
        "owner_id": given.get("owner_id") or work.actor.worker_id,
        "created_at": given.get("created_at") or work.now,
        "updated_at": work.now,
    }
    for name, value in fill.items():
        setattr(row, name, value)


@event.listens_for(Session, "after_flush")
def _note_changes(session: Session, flushed: UOWTransaction) -> None:
    """Note every changed row while SQLAlchemy still knows old and new."""
    work: Work | None = session.info.get(WORK)
    if work is not None:
        work.changes.extend(audit.changes(session, flushed))
