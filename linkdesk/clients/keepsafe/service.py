"""Setting the keep-safe line of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.keepsafe import rules
from linkdesk.clients.models import Client
from linkdesk.clients.service import FORM as DETAILS
from linkdesk.record.drafts import drop_draft
from linkdesk.record.drafts import follow_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.clients.keepsafe.rules import SetKeepSafe
    from linkdesk.record.session import Actor

FORM = "keep_safe"


def set_keep_safe(session: Session, actor: Actor, command: SetKeepSafe) -> None:
    """Keep the line that everyone who may contact the client must see.

    Raises:
        NotFound: there is no such client.
        Stale: someone saved the client after the page was opened.
        RuleBroken: the line is too long; nothing was changed.
    """
    line = " ".join(command.keep_safe.split())
    try:
        rules.check(line)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    with unit_of_work(session, actor, "set_keep_safe") as work:
        row = work.session.get(Client, command.client_id)
        if row is None or row.organisation_id != actor.organisation_id:
            raise NotFound
        if row.version != command.version:
            raise Stale
        row.keep_safe = line
        work.session.flush()
        drop_draft(work.session, actor, FORM, str(row.id))
        follow_draft(work.session, actor, DETAILS, str(row.id), (command.version, row.version))
