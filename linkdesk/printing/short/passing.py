"""A letter to a service passes something on: that is noted at the moment it leaves, as of every message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.sharing.queries import may_share
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.service import note_passed
from linkdesk.printing.leaflet import LeafletPaper
from linkdesk.printing.rules import ClientItem
from linkdesk.printing.rules import Format

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

LETTER, EMAIL = "A letter to introduce them", "The text of an email to introduce them"


def passes_on(paper: object) -> bool:
    """Say whether a print goes to a service and names the person."""
    return isinstance(paper, LeafletPaper) and paper.item is ClientItem.INTRODUCTION and bool(paper.said.to)


def note_letter_left(session: Session, actor: Actor, client_id: UUID, paper: object) -> None:
    """Note that a letter to a service was passed on, to whom and by which yes; other prints are passed on to nobody."""
    if not isinstance(paper, LeafletPaper) or not passes_on(paper):
        return
    to = Recipient(RecipientKind.SERVICE, paper.said.to)
    because = may_share(session, client_id, to).sentence
    what = EMAIL if paper.options.format is Format.TEXT else LETTER
    note_passed(session, actor, [(client_id, because)], to, what)
