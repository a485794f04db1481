"""The writing verbs: a meeting is moved or called off, or a new day is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.deceased.service import stop_if_died
from linkdesk.clients.queries import client_record
from linkdesk.connections.models import Connection
from linkdesk.contacts.service import write_contact
from linkdesk.episodes.choices import EventKind
from linkdesk.episodes.models import Episode
from linkdesk.episodes.rows import note
from linkdesk.printing.parting.moving import rules
from linkdesk.printing.parting.moving.queries import meeting_of
from linkdesk.printing.parting.moving.queries import row_of
from linkdesk.printing.parting.moving.rules import Source
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.short.rules import VISIT_BOXES
from linkdesk.printing.short.rules import draft_name
from linkdesk.record.drafts import drop_draft
from linkdesk.record.drafts import forget_fields
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.printing.parting.moving.queries import Bookable
    from linkdesk.printing.parting.moving.rules import BookAgain
    from linkdesk.printing.parting.moving.rules import BookedMeeting
    from linkdesk.printing.parting.moving.rules import ChangeMeeting
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

FORM = "meeting"
"""Where words lie that were typed and not saved, under the id of what was booked."""


def change_meeting(session: Session, actor: Actor, command: ChangeMeeting) -> UUID:
    """Move a meeting or call it off, note who did so and why, and return the id of that contact.

    The card for the next visit says what is booked now: words typed on it for the old day give way.

    Raises:
        NotFound: there is no such meeting of this person.
        Stale: it was changed after the page was opened, so that pressing twice changes it once.
        RuleBroken: they have died, the meeting is over, or the new day cannot be; nothing was changed.
    """
    with unit_of_work(session, actor, "move_meeting" if command.on else "call_off_meeting") as work:
        booked = _current(work, command.client_id, command.source, command.meeting_id, command.version)
        today = work.now.astimezone().date()
        rules.check_change(command, booked, today)
        row = row_of(work.session, command.client_id, command.source, command.meeting_id)
        place = command.place if command.on else ""
        time = command.time if command.on else ""
        _book(row, command.on, time, place)
        if isinstance(row, Episode) and command.on is not None:
            note(work, row, EventKind.VISIT, command.on, words=", ".join(each for each in (time, place) if each))
        _let_go(work, actor, command.client_id, command.meeting_id)
        return write_contact(work, rules.contact_of(command, today), meeting_on=booked.on)


def book_again(session: Session, actor: Actor, command: BookAgain) -> None:
    """Agree a new day for a meeting of “Before you go” that has none, or of which the day is over.

    Raises:
        NotFound: there is no such meeting of this person.
        Stale: it was changed after the page was opened.
        RuleBroken: they have died, it is still booked, or the day cannot be; nothing was changed.
    """
    with unit_of_work(session, actor, "book_meeting") as work:
        booked = _current(work, command.client_id, Source.AGREED, command.meeting_id, command.version)
        today = work.now.astimezone().date()
        if booked.is_ahead(today):
            raise Stale
        rules.check_again(command, today)
        row = row_of(work.session, command.client_id, Source.AGREED, command.meeting_id)
        _book(row, command.on, command.time, command.place)
        _let_go(work, actor, command.client_id, command.meeting_id)


def _current(work: Work, client_id: UUID, source: Source, meeting_id: UUID, version: int) -> BookedMeeting:
    stop_if_died(client_record(work.session, client_id))
    booked = meeting_of(work.session, client_id, source, meeting_id)
    if booked.version != version:
        raise Stale
    return booked


def _book(row: Bookable, on: date | None, time: str, place: str) -> None:
    if isinstance(row, Episode):
        row.first_visit_on, row.first_visit_time, row.first_visit_place = on, time, place
    elif isinstance(row, Connection):
        row.visit_on, row.visit_time, row.visit_place = on, time, place
    else:
        row.next_on, row.next_time, row.next_place = on, time, place


def _let_go(work: Work, actor: Actor, client_id: UUID, meeting_id: UUID) -> None:
    """Forget what was typed and not saved: on this page, and when and where on the card for the next visit."""
    card = draft_name(ClientItem.APPOINTMENT)
    forget_fields(work.session, actor, card, str(client_id), VISIT_BOXES)
    drop_draft(work.session, actor, FORM, str(meeting_id))
