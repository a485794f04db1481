"""Reading what was printed, what waits, and which copies are still to be given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.clients.keepsafe.rules import mark
from linkdesk.clients.models import Client
from linkdesk.clients.rules import full_name
from linkdesk.episodes.queries import on_caseload
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.given.models import CopyGiven
from linkdesk.printing.given.models import PrintOut
from linkdesk.printing.given.rules import HOW_WORDS
from linkdesk.printing.given.rules import NOT_GIVEN
from linkdesk.printing.given.rules import NOT_YET
from linkdesk.printing.given.rules import CopyRecord
from linkdesk.printing.given.rules import CopyState
from linkdesk.printing.given.rules import PrintRecord
from linkdesk.printing.given.rules import Way
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

LIMITS = Limits()
NEWEST = (CopyGiven.created_at.desc(), CopyGiven.id.desc())
MOST_TO_GIVE = 5
"""So many people to whom a copy is owed stand on Today by name; the rest is a number."""


@dataclass(frozen=True)
class ToGive:
    """An agreed plan of which nobody said what became of the person's copy."""

    client_id: UUID
    plan_id: UUID
    plan_number: int
    who: str
    keep_safe: str
    agreed_on: date | None
    state: str
    """What is known of the copy: that it was printed, that it waits, or nothing."""

    @property
    def safe_mark(self) -> str:
        """What the list shows of the person's keep-safe line."""
        return mark(self.keep_safe)


@dataclass(frozen=True)
class ToDo:
    """What the print room brings to Today: copies to give, and how many prints wait for the office printer."""

    copies: tuple[ToGive, ...]
    more: int
    waiting: int


def prints_of(session: Session, client_id: UUID, most: int = LIMITS.page_rows) -> tuple[PrintRecord, ...]:
    """Return what was printed for a client and what waits, the newest first."""
    newest = select(PrintOut).where(PrintOut.client_id == client_id).order_by(PrintOut.created_at.desc(), PrintOut.id)
    return tuple(print_record(row) for row in session.scalars(newest.limit(most)))


def waiting(session: Session, print_id: UUID | None = None) -> tuple[PrintRecord, ...]:
    """Return what waits for the office printer, each person's prints together, the oldest person first; or that one.

    Records kept apart from whoever asks are left out, as from every query.
    """
    wanted = [PrintOut.way == Way.WAITING, *([PrintOut.id == print_id] if print_id else [])]
    first = func.min(PrintOut.created_at).over(partition_by=PrintOut.client_id)
    ordered = select(PrintOut).where(*wanted).order_by(first, PrintOut.client_id, PrintOut.created_at, PrintOut.id)
    return tuple(print_record(row) for row in session.scalars(ordered.limit(LIMITS.page_rows)))


def copies_of(session: Session, client_id: UUID, most: int = LIMITS.page_rows) -> tuple[CopyRecord, ...]:
    """Return what became of the copies of a client's plans, the newest first."""
    newest = select(CopyGiven).where(CopyGiven.client_id == client_id).order_by(*NEWEST)
    return tuple(copy_record(row) for row in session.scalars(newest.limit(most)))


def copy_of(session: Session, plan_id: UUID) -> CopyRecord | None:
    """Return what became of the copy of one version of a plan; None while nobody said it."""
    row = session.scalar(select(CopyGiven).where(CopyGiven.plan_id == plan_id).order_by(*NEWEST).limit(1))
    return copy_record(row) if row else None


def copy_states(session: Session, client_id: UUID) -> dict[UUID, CopyState]:
    """Return how it stands with the copy of each plan of a client; a plan that never left is missing."""
    gone = _last_ways(session, PrintOut.client_id == client_id)
    states = {plan_id: CopyState(NOT_YET[way]) for plan_id, way in gone.items()}
    said = reversed(copies_of(session, client_id))
    return states | {one.plan_id: CopyState(HOW_WORDS[one.how], given=True) for one in said}


def given_plans(session: Session, client_id: UUID) -> frozenset[UUID]:
    """Return the plans of a client of which somebody said what became of the copy."""
    said = select(CopyGiven.plan_id).where(CopyGiven.client_id == client_id).distinct()
    return frozenset(session.scalars(said))


def _last_ways(session: Session, which: ColumnElement[bool]) -> dict[UUID, Way]:
    """Return by which way each plan left last."""
    found = select(PrintOut.plan_id, PrintOut.way).where(which, PrintOut.plan_id.is_not(None))
    oldest_first = found.order_by(PrintOut.created_at, PrintOut.id)
    return {row.plan_id: row.way for row in session.execute(oldest_first)}


def to_do(session: Session, actor: Actor, day: date, *, team: bool) -> ToDo:
    """Return what waits on the worker's own caseload and those they cover, or on everyone's; nothing for the dead."""
    wanted = [
        Plan.status == PlanStatus.AGREED,
        Client.deceased_on.is_(None),
        ~select(CopyGiven.id).where(CopyGiven.plan_id == Plan.id).exists(),
    ]
    if not team:
        wanted.append(on_caseload(session, actor.worker_id, day))
    found = select(
        Plan.id, Plan.number, Plan.client_id, Plan.agreed_on, Client.title, Client.given_name, Client.family_name,
        Client.keep_safe,
    ).join(Client, Client.id == Plan.client_id).where(*wanted)  # fmt: skip
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    rows = session.execute(found.order_by(Plan.agreed_at.desc(), Plan.id).limit(MOST_TO_GIVE)).all()
    gone = _last_ways(session, PrintOut.plan_id.in_([row.id for row in rows]))
    copies = tuple(
        ToGive(
            client_id=row.client_id,
            plan_id=row.id,
            plan_number=row.number,
            who=full_name(row.title, row.given_name, row.family_name),
            keep_safe=row.keep_safe,
            agreed_on=row.agreed_on,
            state=NOT_YET[gone[row.id]] if row.id in gone else NOT_GIVEN,
        )
        for row in rows
    )
    waiting = session.scalar(select(func.count(PrintOut.id)).where(PrintOut.way == Way.WAITING)) or 0
    return ToDo(copies, total - len(copies), waiting)


def print_record(row: PrintOut) -> PrintRecord:
    """Return a print as pages and files read it."""
    return PrintRecord(
        id=row.id,
        client_id=row.client_id,
        plan_id=row.plan_id,
        plan_number=row.plan_number,
        item=row.item,
        format=row.format,
        size=row.size,
        mono=row.mono,
        language=row.language,
        way=row.way,
        safe=row.safe,
        seal=row.seal,
        asked_at=row.created_at,
        asked_by=row.owner_id,
        left_at=row.left_at,
        left_by=row.left_by,
        version=row.version,
        service_id=row.service_id,
        english=row.english,
    )


def copy_record(row: CopyGiven) -> CopyRecord:
    """Return what became of a copy as pages and files read it."""
    return CopyRecord(
        id=row.id,
        client_id=row.client_id,
        plan_id=row.plan_id,
        how=row.how,
        given_on=row.given_on,
        format=row.format,
        language=row.language,
        worker_id=row.owner_id,
        version=row.version,
        english=row.english,
    )
