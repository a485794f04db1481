"""Keeping what is written about a person."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.clients.about import rules
from linkdesk.clients.about.models import AboutMe
from linkdesk.clients.about.rules import AboutWords
from linkdesk.clients.models import Client
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.clients.about.rules import SaveAbout
    from linkdesk.record.session import Actor

FORM = "about"


def save_about(session: Session, actor: Actor, command: SaveAbout) -> None:
    """Keep the page about a client, with the day and who wrote it.

    Raises:
        NotFound: there is no such client.
        Stale: someone saved it after the page was opened.
        RuleBroken: a part is too long; nothing was changed.
    """
    try:
        rules.check(command)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    with unit_of_work(session, actor, "save_about") as work:
        client = work.session.get(Client, command.client_id)
        if client is None or client.organisation_id != actor.organisation_id:
            raise NotFound
        row = work.session.scalars(select(AboutMe).where(AboutMe.client_id == client.id)).first()
        if command.version != (row.version if row else 0):
            raise Stale
        if row is None:
            row = AboutMe(id=work.new_id(), client_id=client.id)
            work.session.add(row)
        for each in fields(AboutWords):
            setattr(row, each.name, getattr(command, each.name))
        row.written_on, row.writer_id = work.now.astimezone().date(), actor.worker_id
        drop_draft(work.session, actor, FORM, str(client.id))
