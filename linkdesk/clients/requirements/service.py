"""Keeping that the needs of a client were looked at, and what the client says about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.models import Client
from linkdesk.clients.queries import needs_of
from linkdesk.clients.requirements import rules
from linkdesk.clients.service import FORM as DETAILS
from linkdesk.clients.service import plain_list
from linkdesk.record.drafts import drop_draft
from linkdesk.record.drafts import follow_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.clients.requirements.rules import ReviewNeeds
    from linkdesk.record.session import Actor

FORM = "needs"


def review_needs(session: Session, actor: Actor, command: ReviewNeeds) -> None:
    """Keep what the client says about their needs; they were looked at today.

    Raises:
        NotFound: there is no such client.
        Stale: someone saved the client after the page was opened.
        RuleBroken: something cannot be right; nothing was changed.
    """
    with unit_of_work(session, actor, "review_needs") as work:
        row = work.session.get(Client, command.client_id)
        if row is None or row.organisation_id != actor.organisation_id:
            raise NotFound
        if row.version != command.version:
            raise Stale
        try:
            rules.check(command, needs_of(row.needs))
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        row.needs = plain_list(command.needs)
        row.impairments = plain_list(command.impairments)
        row.mobility = plain_list(command.mobility)
        row.other_requirements = plain_list(command.other_requirements)
        row.needs_reviewed_on = work.now.astimezone().date()
        work.session.flush()
        drop_draft(work.session, actor, FORM, str(row.id))
        follow_draft(work.session, actor, DETAILS, str(row.id), (command.version, row.version))
