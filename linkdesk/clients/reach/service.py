"""The writing verbs of records kept apart."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.reach import queries
from linkdesk.clients.reach import rules
from linkdesk.clients.reach.models import GlassBroken
from linkdesk.clients.reach.models import NamedWorker
from linkdesk.clients.reach.models import Restriction
from linkdesk.record.audit import record_reading
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import doors_of
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Reach
from linkdesk.team.queries import workers

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.reach.rules import BreakGlass
    from linkdesk.clients.reach.rules import ChangeNamed
    from linkdesk.clients.reach.rules import EndApart
    from linkdesk.clients.reach.rules import KeepApart
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

REACH = Reach()
TRIED = "glass tried"
BROKEN = "glass broken"
"""Under these names the read log keeps who got in, and who tried and named nobody kept apart."""


def keep_apart(session: Session, actor: Actor, command: KeepApart) -> UUID:
    """Keep a client's record apart from all but the named workers and return the id of the restriction.

    Raises:
        NotFound: there is no such client, or none this worker may see.
        RuleBroken: no reason, nobody named, or it is kept apart already; nothing was changed.
    """
    reason = _reason(command.reason)
    with unit_of_work(session, actor, "keep_apart") as work:
        client = work.session.get(Client, command.client_id)
        if client is None or client.organisation_id != actor.organisation_id:
            raise NotFound
        if queries.apart_of(work.session, client.id) is not None:
            raise RuleBroken("This record is kept apart already. Nothing was changed. Change who is named instead.")
        row = Restriction(id=work.new_id(), client_id=client.id, reason=reason, ended_at=None, ended_reason="")
        work.session.add(row)
        work.session.flush()
        _name(work, row, command.worker_ids)
        return row.id


def change_named(session: Session, actor: Actor, command: ChangeNamed) -> UUID:
    """Name other workers for a record kept apart and return the id of the restriction.

    Raises:
        NotFound: it is not kept apart any more.
        Stale: someone saved it after the page was opened.
        RuleBroken: no reason, or nobody is named; nothing was changed.
    """
    reason = _reason(command.reason)
    with unit_of_work(session, actor, "change_named") as work:
        row = _kept(work, command.restriction_id)
        if row.version != command.version:
            raise Stale
        row.reason = reason
        row.updated_at = work.now  # so that two who change only the names meet in one version
        for old in work.session.scalars(select(NamedWorker).where(NamedWorker.restriction_id == row.id)):
            if old.worker_id not in command.worker_ids:
                work.session.delete(old)
        _name(work, row, command.worker_ids)
        return row.id


def end_apart(session: Session, actor: Actor, command: EndApart) -> None:
    """Open a record to everybody again; that it was kept apart stays on record.

    Raises:
        NotFound: it is not kept apart any more.
        RuleBroken: no reason; nothing was changed.
    """
    reason = _reason(command.reason)
    with unit_of_work(session, actor, "end_apart") as work:
        row = _kept(work, command.restriction_id)
        row.ended_at, row.ended_reason = work.now, reason


def break_glass(session: Session, actor: Actor, command: BreakGlass) -> UUID:
    """Let a worker into a record kept apart for a while and return the client; it is on record before this returns.

    Raises:
        RuleBroken: no reason, or these words name nobody, or more than one; that it was tried is in the read log.
    """
    reason = _reason(command.reason)
    found = queries.find_hidden(session, command.nhs_number, command.family_name, command.birth_date)
    if len(found) != 1:
        record_reading(session, actor, TRIED, None)
        raise RuleBroken(
            "These words name no record that is kept apart from you. Nothing was opened, and the try is on record. "
            "Check the spelling, give the NHS number, or ask your team lead."
        )
    with unit_of_work(session, actor, "break_glass") as work:
        until = work.now + timedelta(minutes=REACH.break_glass_minutes)
        work.session.add(
            GlassBroken(
                client_id=found[0], worker_id=actor.worker_id, reason=reason, until=until, seen_at=None, seen_by=None
            )
        )
    record_reading(session, actor, BROKEN, found[0])
    return found[0]


def note_seen(session: Session, actor: Actor, glass_id: UUID) -> None:
    """Take a notice from Today, by one of those who are told.

    Raises:
        NotFound: there is no such notice for this worker.
    """
    with unit_of_work(session, actor, "note_seen") as work:
        row = work.session.get(GlassBroken, glass_id)
        if row is None or actor.worker_id not in rules.told(workers(work.session), row.worker_id):
            raise NotFound("That notice is not for you. Nothing was changed.")
        if row.seen_at is None:
            row.seen_at, row.seen_by = doors_of(work.session).clock.now(), actor.worker_id


def _kept(work: Work, restriction_id: UUID) -> Restriction:
    row = work.session.get(Restriction, restriction_id)
    if row is None or row.ended_at is not None or row.organisation_id != work.actor.organisation_id:
        raise NotFound("That record is not kept apart any more. Nothing was changed.")
    return row


def _name(work: Work, row: Restriction, worker_ids: tuple[UUID, ...]) -> None:
    """Name these workers beside those who are named already."""
    here = {worker.id for worker in workers(work.session) if not worker.has_left}
    wanted = set(worker_ids)
    if not wanted or not wanted <= here:
        raise RuleBroken("Name at least one worker of this team. Nothing was changed.")
    known = set(work.session.scalars(select(NamedWorker.worker_id).where(NamedWorker.restriction_id == row.id)))
    for worker_id in sorted(wanted - known):
        work.session.add(NamedWorker(client_id=row.client_id, restriction_id=row.id, worker_id=worker_id))


def _reason(words: str) -> str:
    try:
        return rules.checked_reason(words)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
