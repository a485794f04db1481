"""The writing verbs of contacts; the way of an episode follows by the rules of episodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.queries import client_record
from linkdesk.contacts import rules
from linkdesk.contacts.models import Contact
from linkdesk.episodes.models import Episode
from linkdesk.episodes.rows import Tried
from linkdesk.episodes.rows import correct_try
from linkdesk.episodes.rows import count_try
from linkdesk.record.drafts import drop_draft
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.contacts.rules import ChangeContact
    from linkdesk.contacts.rules import ContactDetails
    from linkdesk.contacts.rules import NoteContact
    from linkdesk.record.drafts import Draft
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

FORM = "contact"
CHANGE_FORM = "contact_change"
LOOSE_FORM = "note"
NEW = "new"
"""Where words lie that were typed and not saved: a new contact under the client's id, a change under its own, and
what was typed before it was said whom it is about under "new".
"""


def note_contact(session: Session, actor: Actor, command: NoteContact, *, loose: bool = False) -> UUID:
    """Write down a contact and return its id; a first word with the person moves their open referral on.

    `loose` says that its words were typed before it was said whom they are about, and are kept there no longer.

    Raises:
        NotFound: there is no such client.
        RuleBroken: the day, the time or the minutes cannot be right, or nothing is said; nothing was changed.
    """
    with unit_of_work(session, actor, "note_contact") as work:
        contact_id = write_contact(work, command)
        _drop_if_saved(work, actor, FORM, str(command.client_id), command.words)
        if loose:
            _drop_if_saved(work, actor, LOOSE_FORM, NEW, command.words)
        return contact_id


def write_contact(work: Work, command: NoteContact) -> UUID:
    """Write down a contact inside the caller's own unit of work and return its id; raises as above."""
    client = client_record(work.session, command.client_id)
    rules.check(command, work.now.astimezone().date())
    episode = None if client.is_deceased else _open_episode(work, command.client_id, command.on)
    row = Contact(
        id=work.new_id(),
        client_id=command.client_id,
        episode_id=episode.id if episode else None,
        **rules.details_of(command),
    )
    work.session.add(row)
    if episode is not None and (tried := _tried(command)):
        count_try(episode, tried)
    return row.id


def change_contact(session: Session, actor: Actor, command: ChangeContact) -> UUID:
    """Put right what was written of a contact and return its id; both texts stay in the history.

    Raises:
        NotFound: this client has no such contact.
        Stale: someone saved it after the page was opened.
        RuleBroken: it cannot be right, or the day lies before its referral; nothing was changed.
    """
    with unit_of_work(session, actor, "change_contact") as work:
        row = work.session.get(Contact, command.contact_id)
        if row is None or row.client_id != command.client_id or row.organisation_id != actor.organisation_id:
            raise NotFound
        if row.version != command.version:
            raise Stale
        rules.check(command, work.now.astimezone().date())
        episode = work.session.get_one(Episode, row.episode_id) if row.episode_id else None
        if episode is not None and command.on < episode.received_on:
            raise RuleBroken("That day is before the referral came. Nothing was changed. Check the day.")
        before = _tried_of(row)
        for name, value in rules.details_of(command).items():
            setattr(row, name, value)
        if episode is not None and episode.closed_on is None:
            correct_try(work, episode, before, _tried(command), _others(work, row))
        drop_draft(work.session, actor, CHANGE_FORM, str(row.id))
        return row.id


def may_show(draft: Draft | None, *, beside: bool) -> bool:
    """Say whether a page may show what was typed: beside somebody only what was typed beside somebody."""
    return not beside or draft is None or not draft.fields.get("words") or draft.fields.get("beside") == "on"


def _open_episode(work: Work, client_id: UUID, on: date) -> Episode | None:
    """Return the newest episode that goes on and had begun by that day."""
    found = select(Episode).where(
        Episode.client_id == client_id, Episode.closed_on.is_(None), Episode.received_on <= on
    )
    return work.session.scalars(found.order_by(Episode.number.desc()).limit(1)).first()


def _tried(details: ContactDetails) -> Tried | None:
    """Return what a contact is to an episode: a try, or nothing where it was cancelled."""
    if details.attendance in rules.CANCELLED:
        return None
    return Tried(details.on, spoke=details.attendance in rules.REACHED)


def _tried_of(row: Contact) -> Tried | None:
    if row.attendance in rules.CANCELLED:
        return None
    return Tried(row.on, spoke=row.attendance in rules.REACHED)


def _others(work: Work, row: Contact) -> tuple[Tried, ...]:
    """Return the tries that stand in the other contacts of the same episode."""
    rows = work.session.scalars(select(Contact).where(Contact.episode_id == row.episode_id, Contact.id != row.id))
    return tuple(tried for each in rows if (tried := _tried_of(each)))


def _drop_if_saved(work: Work, actor: Actor, form: str, subject: str, words: str) -> None:
    """Drop the draft once its words are saved; what another window of this worker keeps there meanwhile stays."""
    kept = load_draft(work.session, actor, form, subject)
    if kept and " ".join(kept.fields.get("words", "").split()) in " ".join(words.split()):
        drop_draft(work.session, actor, form, subject)
