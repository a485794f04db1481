"""The writing verbs of drop-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.service import refuse_alike
from linkdesk.clients.service import write_client
from linkdesk.contacts.dropins import rules
from linkdesk.contacts.dropins.models import DropIn
from linkdesk.contacts.dropins.models import DropInSession
from linkdesk.contacts.dropins.queries import drop_in_record
from linkdesk.contacts.service import write_contact
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import AddClient
    from linkdesk.contacts.dropins.rules import ChangeDropIn
    from linkdesk.contacts.dropins.rules import NoteDropIn
    from linkdesk.contacts.dropins.rules import NoteSession
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

FORM = "drop_in"
CHANGE_FORM = "drop_in_change"
SESSION_FORM = "drop_in_session"
"""Where words lie that were typed and not saved. Each new drop-in has an id of its own from its first letter, so two
that are begun side by side never meet in one draft.
"""
SAVED = "This drop-in was saved before. What you typed since is still here. Change it on the page of its session."
NAMED = "This drop-in is a person on record already. Its words stand in their contacts."


def note_drop_in(session: Session, actor: Actor, command: NoteDropIn) -> UUID:
    """Write down a drop-in and return the id of its session, which is made when it is the first there that day.

    The same form sent twice writes once.

    Raises:
        RuleBroken: the day, the venue or the minutes cannot be right, nothing was asked, or other words were saved
            under this id before; nothing was changed.
    """
    with unit_of_work(session, actor, "note_drop_in") as work:
        rules.check(command)
        rules.check_place(command.on, command.venue, work.now.astimezone().date())
        before = work.session.get(DropIn, command.drop_in_id)
        if before is not None:
            if before.owner_id != actor.worker_id or rules.details_of(command) != _said(before):
                raise RuleBroken(SAVED)
            return before.session_id
        place = _place(work, command.on, command.venue)
        said = rules.details_of(command)
        work.session.add(DropIn(id=command.drop_in_id, session_id=place.id, client_id=None, **said))
        drop_draft(work.session, actor, FORM, str(command.drop_in_id))
        return place.id


def change_drop_in(session: Session, actor: Actor, command: ChangeDropIn) -> UUID:
    """Put right what was written and return the id of its session.

    Raises:
        NotFound: there is no such drop-in.
        Stale: someone saved it after the page was opened.
        RuleBroken: it cannot be right, or it is a person on record by now; nothing was changed.
    """
    with unit_of_work(session, actor, "change_drop_in") as work:
        row = _row(work, command.drop_in_id, command.version)
        rules.check(command)
        for name, value in rules.details_of(command).items():
            setattr(row, name, value)
        drop_draft(work.session, actor, CHANGE_FORM, str(row.id))
        return row.session_id


def note_session(session: Session, actor: Actor, command: NoteSession) -> None:
    """Keep the one note about a session.

    Raises:
        NotFound: there is no such session.
        Stale: someone saved it after the page was opened.
    """
    with unit_of_work(session, actor, "note_drop_in_session") as work:
        row = work.session.get(DropInSession, command.drop_in_session_id)
        if row is None or row.organisation_id != actor.organisation_id:
            raise NotFound
        if row.version != command.version:
            raise Stale
        row.words = command.words
        drop_draft(work.session, actor, SESSION_FORM, str(row.id))


def name_drop_in(session: Session, actor: Actor, drop_in_id: UUID, version: int, client_id: UUID) -> UUID:
    """Make a drop-in a contact of somebody on record and return the id of the contact.

    Its words move there and stand nowhere without a name any more; it still counts as a drop-in.

    Raises:
        NotFound: there is no such drop-in or client.
        Stale: someone saved the drop-in after the page was opened.
        RuleBroken: it is a person on record already; nothing was changed.
    """
    with unit_of_work(session, actor, "name_drop_in") as work:
        return _name(work, _row(work, drop_in_id, version), client_id)


def add_from_drop_in(
    session: Session, actor: Actor, drop_in_id: UUID, version: int, person: AddClient, *, unless_alike: bool
) -> UUID:
    """Keep a new client with the drop-in as their first contact and return the client's id; raises as both verbs.

    Both or neither: a refusal leaves no client behind.
    """
    with unit_of_work(session, actor, "add_from_drop_in") as work:
        row = _row(work, drop_in_id, version)
        if unless_alike:
            refuse_alike(work, person)
        client_id = write_client(work, person)
        _name(work, row, client_id)
        return client_id


def _name(work: Work, row: DropIn, client_id: UUID) -> UUID:
    contact_id = write_contact(work, rules.as_contact(drop_in_record(work.session, row.id), client_id))
    row.client_id = client_id
    row.asked = row.given = row.signposted = ""
    drop_draft(work.session, work.actor, CHANGE_FORM, str(row.id))
    return contact_id


def _row(work: Work, drop_in_id: UUID, version: int) -> DropIn:
    row = work.session.get(DropIn, drop_in_id)
    if row is None or row.organisation_id != work.actor.organisation_id:
        raise NotFound
    if row.client_id is not None:
        raise RuleBroken(NAMED)
    if row.version != version:
        raise Stale
    return row


def _place(work: Work, on: date, venue: str) -> DropInSession:
    """Return the worker's session at this venue on this day; the first drop-in there makes it."""
    key = rules.venue_key(venue)
    mine = (DropInSession.owner_id == work.actor.worker_id, DropInSession.on == on, DropInSession.venue_key == key)
    found = work.session.scalars(select(DropInSession).where(*mine)).first()
    if found is None:
        found = DropInSession(id=work.new_id(), on=on, venue=" ".join(venue.split()), venue_key=key, words="")
        work.session.add(found)
        work.session.flush()  # the drop-in points to it
    return found


def _said(row: DropIn) -> dict[str, object]:
    return {name: getattr(row, name) for name in ("asked", "given", "signposted", "minutes", "urgent")}
