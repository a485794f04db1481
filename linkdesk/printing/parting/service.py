"""The writing verbs: a meeting ends, and what was promised is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.clients.queries import client_record
from linkdesk.episodes.choices import MessageWhy
from linkdesk.episodes.messages import owe
from linkdesk.episodes.models import Episode
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus
from linkdesk.printing.given.service import SAME_PRESS
from linkdesk.printing.given.service import write_copy
from linkdesk.printing.parting.models import Parting
from linkdesk.printing.parting.models import Reminder
from linkdesk.printing.parting.rules import check
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.short.rules import VISIT_BOXES
from linkdesk.printing.short.rules import draft_name
from linkdesk.record.drafts import drop_draft
from linkdesk.record.drafts import forget_fields
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.printing.parting.rules import EndMeeting
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

FORM = "parting"
"""Where words lie that were typed and not saved, under the id of the client."""


def end_meeting(session: Session, actor: Actor, command: EndMeeting) -> UUID:
    """Keep the note, the reminders, the message that is owed and the copy in one go; return the id of the note.

    Raises:
        NotFound: there is no such client, or the plan is another person's.
        RuleBroken: the plan is not agreed, they have died, or something cannot be right; nothing was changed.
    """
    with unit_of_work(session, actor, "end_meeting") as work:
        stop_if_died(client_record(work.session, command.client_id))
        plan = work.session.get(Plan, command.plan_id)
        if plan is None or plan.client_id != command.client_id:
            raise NotFound
        if plan.status is not PlanStatus.AGREED:
            raise RuleBroken("This plan is not the agreed one. Nothing was changed. Open the plan that counts.")
        today = work.now.astimezone().date()
        check(command, today)
        if (there := _just_ended(work, command)) is not None:
            return there
        row = Parting(
            id=work.new_id(),
            client_id=plan.client_id,
            plan_id=plan.id,
            plan_number=plan.number,
            on=today,
            words=command.words,
            next_on=command.next_on,
            next_time=command.next_time,
            next_place=command.next_place,
            safe=command.safe,
        )
        work.session.add(row)
        work.session.flush()  # the reminders point to it
        work.session.add_all(
            Reminder(client_id=plan.client_id, parting_id=row.id, words=each.words, on=each.on, done_on=None)
            for each in command.promises
        )
        if command.copy is not None:
            write_copy(work, command.copy)
        if command.tell:
            _tell(work, plan.client_id)
        if command.next_on is not None:
            card = draft_name(ClientItem.APPOINTMENT)
            forget_fields(work.session, actor, card, str(plan.client_id), VISIT_BOXES)
        drop_draft(work.session, actor, FORM, str(plan.client_id))
        return row.id


def _just_ended(work: Work, command: EndMeeting) -> UUID | None:
    """Return the id of the very same end that this worker kept a moment ago: the button was pressed twice."""
    newest = select(Parting).where(Parting.client_id == command.client_id, Parting.plan_id == command.plan_id)
    row = work.session.scalars(newest.order_by(Parting.created_at.desc(), Parting.id).limit(1)).first()
    if row is None or row.owner_id != work.actor.worker_id or row.created_at <= work.now - SAME_PRESS:
        return None
    said = (row.words, row.next_on, row.next_time, row.next_place, row.safe)
    same = said == (command.words, command.next_on, command.next_time, command.next_place, command.safe)
    return row.id if same else None


def set_done(session: Session, actor: Actor, client_id: UUID, reminder_id: UUID, version: int, *, done: bool) -> None:
    """Say that a promise was kept, or that it was not yet.

    Raises:
        NotFound: there is no such reminder of this person.
        Stale: it was changed after the page was opened.
    """
    with unit_of_work(session, actor, "reminder_done" if done else "reminder_open") as work:
        wanted = select(Reminder).where(Reminder.id == reminder_id, Reminder.client_id == client_id)
        row = work.session.scalar(wanted)
        if row is None:
            raise NotFound
        if row.version != version:
            raise Stale
        row.done_on = work.now.astimezone().date() if done else None


def _tell(work: Work, client_id: UUID) -> None:
    """Write down that the referrer waits for a word about the plan, for each open referral."""
    for row in work.session.scalars(
        select(Episode).where(Episode.client_id == client_id, Episode.closed_on.is_(None)).order_by(Episode.number)
    ):
        owe(work, row, MessageWhy.PLAN, work.now.astimezone().date())
