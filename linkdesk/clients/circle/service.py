"""The writing verbs of the circle."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.clients.circle import rules
from linkdesk.clients.circle.models import CirclePerson
from linkdesk.clients.circle.rules import PersonWords
from linkdesk.clients.models import Client
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.circle.rules import AddPerson
    from linkdesk.clients.circle.rules import ChangePerson
    from linkdesk.clients.circle.rules import EndPerson
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

NEW_FORM = "circle_new"
"""Words about somebody who is not on record yet are kept under this name and the client's id."""
FORM = "circle"


def add_person(session: Session, actor: Actor, command: AddPerson) -> UUID:
    """Put somebody into the circle of a client.

    Raises:
        NotFound: there is no such client.
        RuleBroken: it cannot be right, or there are too many; nothing was changed.
    """
    with unit_of_work(session, actor, "add_circle_person") as work:
        client = work.session.get(Client, command.client_id)
        if client is None or client.organisation_id != actor.organisation_id:
            raise NotFound
        here = (CirclePerson.client_id == client.id) & CirclePerson.ended_on.is_(None)
        if (work.session.scalar(select(func.count()).where(here)) or 0) >= rules.PEOPLE:
            raise RuleBroken(f"There are {rules.PEOPLE} people already. Nothing was changed. Take somebody out first.")
        row = CirclePerson(id=work.new_id(), client_id=client.id, **_columns(command))
        work.session.add(row)
        drop_draft(work.session, actor, NEW_FORM, str(client.id))
        return row.id


def change_person(session: Session, actor: Actor, command: ChangePerson) -> None:
    """Keep what is known of somebody.

    Raises:
        NotFound: there is nobody like that in this client's life.
        Stale: someone saved it after the page was opened.
        RuleBroken: it cannot be right; nothing was changed.
    """
    with unit_of_work(session, actor, "change_circle_person") as work:
        row = _found(work, command.client_id, command.person_id, command.version)
        for name, value in _columns(command).items():
            setattr(row, name, value)
        drop_draft(work.session, actor, FORM, str(row.id))


def end_person(session: Session, actor: Actor, command: EndPerson) -> None:
    """Say that somebody is in the client's life no more; they stay on record.

    Raises:
        NotFound: there is nobody like that in this client's life.
        Stale: someone saved it after the page was opened.
    """
    with unit_of_work(session, actor, "end_circle_person") as work:
        row = _found(work, command.client_id, command.person_id, command.version)
        row.ended_on = row.ended_on or work.now.astimezone().date()
        drop_draft(work.session, actor, FORM, str(row.id))


def _columns(command: PersonWords) -> dict[str, Any]:
    try:
        rules.check(command)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    return {each.name: getattr(command, each.name) for each in fields(PersonWords)}


def _found(work: Work, client_id: UUID, person_id: UUID, version: int) -> CirclePerson:
    row = work.session.get(CirclePerson, person_id)
    if row is None or row.client_id != client_id or row.organisation_id != work.actor.organisation_id:
        raise NotFound
    if row.version != version:
        raise Stale
    return row
