"""Noting that a client died, taking it back, and stopping what would go to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.deceased import rules
from linkdesk.clients.models import Client
from linkdesk.clients.service import FORM as DETAILS
from linkdesk.record.drafts import drop_draft
from linkdesk.record.drafts import follow_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.deceased.rules import NoteDeath
    from linkdesk.clients.deceased.rules import TakeBackDeath
    from linkdesk.clients.rules import ClientRecord
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

FORM = "deceased"


def note_death(session: Session, actor: Actor, command: NoteDeath) -> None:
    """Keep that the client died; from now on nothing is printed for them, sent to them or waited for.

    Raises:
        NotFound: there is no such client.
        Stale: someone saved the client after the page was opened.
        RuleBroken: the day or the source cannot be right; nothing was changed.
    """
    with unit_of_work(session, actor, "note_death") as work:
        row = _row(work, actor, command.client_id, command.version)
        try:
            today = work.now.astimezone().date()
            rules.check_death(command.died_on, command.source, row.birth_date, today)
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        row.deceased_on, row.deceased_source, row.death_taken_back = command.died_on, command.source, ""
        _follow(work, actor, row, command.version)


def take_back_death(session: Session, actor: Actor, command: TakeBackDeath) -> None:
    """Keep that the client did not die, and why that was noted.

    Raises:
        NotFound: there is no such client, or nobody noted that they died.
        Stale: someone saved the client after the page was opened.
        RuleBroken: there is no reason; nothing was changed.
    """
    try:
        rules.check_reason(command.reason)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    with unit_of_work(session, actor, "take_back_death") as work:
        row = _row(work, actor, command.client_id, command.version)
        if row.deceased_on is None:
            raise NotFound
        row.deceased_on, row.deceased_source, row.death_taken_back = None, "", command.reason
        _follow(work, actor, row, command.version)


def stop_if_died(client: ClientRecord) -> None:
    """Refuse to print or send something for a client who died.

    Raises:
        RuleBroken: one plain sentence that says when they died.
    """
    if client.deceased_on is not None:
        raise RuleBroken(f"{rules.stopped(client.deceased_on)} If that is wrong, take it back on the client page.")


def _row(work: Work, actor: Actor, client_id: UUID, version: int) -> Client:
    row = work.session.get(Client, client_id)
    if row is None or row.organisation_id != actor.organisation_id:
        raise NotFound
    if row.version != version:
        raise Stale
    return row


def _follow(work: Work, actor: Actor, row: Client, version: int) -> None:
    """Drop the draft of this page; words typed on the details page are not stale for what was done here."""
    work.session.flush()
    drop_draft(work.session, actor, FORM, str(row.id))
    follow_draft(work.session, actor, DETAILS, str(row.id), (version, row.version))
