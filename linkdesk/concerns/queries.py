"""Reading concerns: one, those of a client, all, what is due, who looked; hidden ones are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.rules import full_name
from linkdesk.concerns import choices
from linkdesk.concerns import rules
from linkdesk.concerns.choices import Danger
from linkdesk.concerns.choices import Kind
from linkdesk.concerns.models import Concern
from linkdesk.concerns.models import ConcernReader
from linkdesk.concerns.models import ConcernStep
from linkdesk.concerns.rules import ConcernRecord
from linkdesk.concerns.rules import Counts
from linkdesk.concerns.rules import DueConcern
from linkdesk.concerns.rules import Look
from linkdesk.concerns.rules import StepRecord
from linkdesk.concerns.sight import hidden_from
from linkdesk.record.audit import APART
from linkdesk.record.audit import ReadEntry
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits
from linkdesk.team.queries import roles
from linkdesk.team.queries import workers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.team.rules import Worker

LIMITS = Limits()
MOST = 500
"""A team of twelve raises about a hundred in five years; every list has a limit."""
NO_NAME = "A worker without a name yet"


def reading(concern_id: UUID | None = None) -> str:
    """Return under which kind the read log keeps that somebody looked at a concern, or at the list of all."""
    return f"{APART}concern {concern_id}" if concern_id else f"{APART}concerns"


def concern_record(session: Session, actor: Actor, client_id: UUID, concern_id: UUID) -> ConcernRecord:
    """Return one concern of this client.

    Raises:
        NotFound: there is none, it is another client's, or this worker may not read it; all three sound the same.
    """
    row = session.get(Concern, concern_id)
    if row is None or row.client_id != client_id or concern_id in hidden_from(session, actor.worker_id):
        raise NotFound
    return _records(session, [row])[0]


def concerns_of(session: Session, actor: Actor, client_id: UUID) -> tuple[ConcernRecord, ...]:
    """Return the concerns about a client that this worker may read, the newest first."""
    return _found(session, actor, Concern.client_id == client_id)


def all_concerns(session: Session, actor: Actor) -> tuple[ConcernRecord, ...]:
    """Return every concern that this worker may read, the newest first."""
    return _found(session, actor)


def names_of(session: Session, concerns: Iterable[ConcernRecord]) -> dict[UUID, str]:
    """Return the names of the people whom these concerns are about."""
    wanted = select(Client.id, Client.title, Client.given_name, Client.family_name).where(
        Client.id.in_({concern.client_id for concern in concerns})
    )
    return {row.id: full_name(row.title, row.given_name, row.family_name) for row in session.execute(wanted)}


def due_concerns(session: Session, actor: Actor) -> tuple[DueConcern, ...]:
    """Return the concerns that go on, for their author and the leads, what is due soonest first.

    Whom somebody named reads them and owes nothing.
    """
    own = roles(session, actor.worker_id)
    goes_on = Concern.state.not_in(choices.ENDED)
    found = _found(session, actor, goes_on) if rules.LEAD in own else _found(
        session, actor, goes_on, Concern.owner_id == actor.worker_id
    )  # fmt: skip
    if not found:
        return ()
    names, leading = names_of(session, found), {lead.id for lead in rules.leads(workers(session))}
    lines = (
        DueConcern(
            each.client_id,
            each.id,
            names[each.client_id],
            next(iter(rules.duties(each, author_leads=each.author_id in leading)), None),
            in_danger=each.danger is Danger.NOW,
        )
        for each in found
        if each.client_id in names
    )
    return tuple(sorted(lines, key=lambda line: (not line.in_danger, str(line.duty and line.duty.by), line.who)))


def counts(session: Session, actor: Actor) -> Counts | None:
    """Return how many concerns there are; None for everybody but a lead."""
    if rules.LEAD not in roles(session, actor.worker_id):
        return None
    return rules.counted(all_concerns(session, actor))


def safeguarding_leads(session: Session) -> tuple[Worker, ...]:
    """Return whom a worker rings about a concern."""
    return rules.leads(workers(session))


def worker_names(session: Session) -> dict[UUID, str]:
    """Return the names of all workers, also of those who left."""
    return {worker.id: worker.name for worker in workers(session)}


def looks_at(session: Session, concern_id: UUID) -> tuple[Look, ...]:
    """Return who looked at a concern, the newest first."""
    names = worker_names(session)
    rows = session.execute(
        select(ReadEntry.at, ReadEntry.actor_id)
        .where(ReadEntry.kind == reading(concern_id))
        .order_by(ReadEntry.at.desc(), ReadEntry.id)
        .limit(LIMITS.page_rows)
    )
    return tuple(Look(row.at, names.get(row.actor_id, NO_NAME)) for row in rows)


def _found(session: Session, actor: Actor, *which: ColumnElement[bool]) -> tuple[ConcernRecord, ...]:
    hidden = hidden_from(session, actor.worker_id)  # asked for whoever acts, also where no keyboard is looked at
    newest_first = (Concern.created_at.desc(), Concern.id)
    rows = session.scalars(select(Concern).where(*which).order_by(*newest_first).limit(MOST))
    return _records(session, [row for row in rows if row.id not in hidden])


def _records(session: Session, rows: list[Concern]) -> tuple[ConcernRecord, ...]:
    ids = [row.id for row in rows]
    in_order = (ConcernStep.on, ConcernStep.time, ConcernStep.created_at, ConcernStep.id)
    steps: dict[UUID, list[StepRecord]] = {}
    for step in session.scalars(select(ConcernStep).where(ConcernStep.concern_id.in_(ids)).order_by(*in_order)):
        steps.setdefault(step.concern_id, []).append(_step(step))
    readers: dict[UUID, list[UUID]] = {}
    for reader in session.scalars(select(ConcernReader).where(ConcernReader.concern_id.in_(ids))):
        readers.setdefault(reader.concern_id, []).append(reader.worker_id)
    return tuple(
        ConcernRecord(
            id=row.id,
            client_id=row.client_id,
            author_id=row.owner_id,
            created_at=row.created_at,
            version=row.version,
            state=row.state,
            steps=tuple(steps.get(row.id, ())),
            reader_ids=tuple(sorted(readers.get(row.id, ()))),
            **{name: getattr(row, name) for name in rules.PARTS if name != "kinds"},
            kinds=tuple(Kind(each) for each in row.kinds),
        )
        for row in rows
    )


def _step(row: ConcernStep) -> StepRecord:
    return StepRecord(
        step=row.step,
        on=row.on,
        time=row.time,
        who=row.who,
        whom=row.whom,
        words=row.words,
        written_at=row.created_at,
        worker_id=row.owner_id,
        state=row.state,
    )
