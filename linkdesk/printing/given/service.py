"""The writing verbs: a print left, a copy was given, and that was said by mistake."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.clients.queries import client_record
from linkdesk.plans.models import Plan
from linkdesk.printing.given.models import CopyGiven
from linkdesk.printing.given.models import PrintOut
from linkdesk.printing.given.rules import ON_PAPER
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.rules import Way
from linkdesk.printing.given.safe import FOR_WORKERS
from linkdesk.printing.rules import Item
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from linkdesk.printing.given.rules import GiveCopy
    from linkdesk.printing.given.rules import NotePrint
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

SAME_PRESS = timedelta(seconds=3)
"""So soon after the last, the very same print by the same worker is a second press of the button, no second paper."""


def note_print(session: Session, actor: Actor, command: NotePrint) -> UUID:
    """Keep that a print left, or waits for the office printer; return its id. What waits already waits once.

    Raises:
        NotFound: there is no such client, or the plan is another person's.
        RuleBroken: the person died, and it is not a sheet for workers.
    """
    with unit_of_work(session, actor, "wait_to_print" if command.way is Way.WAITING else "note_print") as work:
        return _write_print(work, command)


def note_prints(session: Session, actor: Actor, commands: Iterable[NotePrint]) -> None:
    """Keep that the prints of several people left together: all of them or none; raises as above."""
    with unit_of_work(session, actor, "note_print") as work:
        for command in commands:
            _write_print(work, command)


def _write_print(work: Work, command: NotePrint) -> UUID:
    client = client_record(work.session, command.client_id)
    if command.item not in FOR_WORKERS:
        stop_if_died(client)
    if command.plan_id is not None:
        _plan(work, command.client_id, command.plan_id)
    options, gone = command.options, command.way is not Way.WAITING
    if not gone and (there := _waits_already(work, command)) is not None:
        return there  # pressed twice, or in two windows: one paper is wanted
    if gone and (there := _just_left(work, command)) is not None:
        return there
    row = PrintOut(
        id=work.new_id(),
        client_id=command.client_id,
        plan_id=command.plan_id,
        plan_number=command.plan_number,
        service_id=command.service_id,
        item=command.item,
        format=options.format,
        size=options.size,
        mono=options.mono,
        language=options.speech.tongue.tag,
        english=options.speech.bilingual,
        way=command.way,
        safe=command.safe,
        seal=command.seal,
        left_at=work.now if gone else None,
        left_by=work.actor.worker_id if gone else None,
    )
    work.session.add(row)
    return row.id


def _waits_already(work: Work, command: NotePrint) -> UUID | None:
    """Return the id of the very same print that waits: of the same record, set the same way, with the same answer."""
    return work.session.scalar(_same(command).limit(1))


def _just_left(work: Work, command: NotePrint) -> UUID | None:
    """Return the id of the very same print that left the same way a moment ago: the button was pressed twice."""
    lately = (PrintOut.left_by == work.actor.worker_id, PrintOut.left_at > work.now - SAME_PRESS)
    alike = (PrintOut.service_id == command.service_id, PrintOut.language == command.options.speech.tongue.tag)
    return work.session.scalar(_same(command).where(*lately, *alike).limit(1))


def _same(command: NotePrint) -> Select[UUID]:
    same = {
        PrintOut.client_id: command.client_id,
        PrintOut.plan_id: command.plan_id,
        PrintOut.item: command.item,
        PrintOut.way: command.way,
        PrintOut.safe: command.safe,
        PrintOut.seal: command.seal,
    }
    return select(PrintOut.id).where(*(column == value for column, value in same.items()))


def print_waiting(session: Session, actor: Actor, ids: tuple[UUID, ...]) -> None:
    """Keep that these prints went to the printer.

    Raises:
        NotFound: one of them does not wait any more: somebody printed it or took it away.
    """
    with unit_of_work(session, actor, "print_waiting") as work:
        for print_id in ids:
            row = _waiting(work, print_id)
            row.way, row.left_at, row.left_by = Way.PRINTED, work.now, actor.worker_id


def remove_waiting(session: Session, actor: Actor, print_id: UUID) -> None:
    """Take a print away that waits; it was never made, so nothing else is left of it.

    Raises:
        NotFound: it does not wait any more.
    """
    with unit_of_work(session, actor, "remove_waiting") as work:
        work.session.delete(_waiting(work, print_id))


def _waiting(work: Work, print_id: UUID) -> PrintOut:
    row = work.session.scalar(select(PrintOut).where(PrintOut.id == print_id, PrintOut.way == Way.WAITING))
    if row is None:
        raise NotFound("That print does not wait any more. Nothing was changed. Look at the list again.")
    return row


def give_copy(session: Session, actor: Actor, command: GiveCopy) -> UUID:
    """Keep what became of the person's copy of one version of a plan; return its id. The newest word counts.

    Raises:
        NotFound: there is no such client, or the plan is another person's.
    """
    with unit_of_work(session, actor, "give_copy") as work:
        return write_copy(work, command)


def give_copies(session: Session, actor: Actor, commands: Iterable[GiveCopy]) -> None:
    """Keep what became of the copies of several people: all of them or none; raises as above."""
    with unit_of_work(session, actor, "give_copy") as work:
        for command in commands:
            write_copy(work, command)


def write_copy(work: Work, command: GiveCopy) -> UUID:
    """Keep it inside the caller's own unit of work and return its id; raises as above."""
    client_record(work.session, command.client_id)
    plan = _plan(work, command.client_id, command.plan_id)
    paper = _paper_of(work, command)
    row = CopyGiven(
        id=work.new_id(),
        client_id=command.client_id,
        plan_id=plan.id,
        how=command.how,
        given_on=work.now.astimezone().date(),
        format=paper.format,
        language=paper.language,
        english=paper.english,
    )
    work.session.add(row)
    return row.id


def _paper_of(work: Work, command: GiveCopy) -> GiveCopy | PrintOut:
    """Return which paper a copy was: the last print of this plan that left, else what was looked at; nothing made up.

    What is posted or handed over on a later day is the paper that was printed, whatever the page shows by then.
    """
    if command.how not in ON_PAPER or (command.how is How.SENT and command.format is not None):
        return command
    left = (PrintOut.plan_id == command.plan_id, PrintOut.item == Item.PLAN, PrintOut.left_at.is_not(None))
    newest = select(PrintOut).where(*left).order_by(PrintOut.left_at.desc(), PrintOut.id.desc()).limit(1)
    return work.session.scalar(newest) or command


def take_back_copy(session: Session, actor: Actor, client_id: UUID, copy_id: UUID, version: int) -> None:
    """Take away what was said by mistake about a copy; the audit keeps that it was said.

    Raises:
        NotFound: there is no such word about a copy of this person.
        Stale: it was changed after the page was opened.
    """
    with unit_of_work(session, actor, "take_back_copy") as work:
        client_record(work.session, client_id)
        row = work.session.scalar(select(CopyGiven).where(CopyGiven.id == copy_id, CopyGiven.client_id == client_id))
        if row is None:
            raise NotFound
        if row.version != version:
            raise Stale
        work.session.delete(row)


def _plan(work: Work, client_id: UUID, plan_id: UUID) -> Plan:
    plan = work.session.get(Plan, plan_id)
    if plan is None or plan.client_id != client_id:
        raise NotFound
    return plan
