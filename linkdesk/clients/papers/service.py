"""Keeping and removing the papers of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.papers.safety import safe_paper
from linkdesk.clients.queries import client_record
from linkdesk.record.attachments import remove_paper
from linkdesk.record.attachments import write_paper
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Intake

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

LIMITS = Intake()


def attach(session: Session, actor: Actor, client_id: UUID, title: str, data: bytes) -> UUID:
    """Keep a picture or a PDF with a client and return its id.

    Raises:
        NotFound: there is no such client.
        FileRefused: the file cannot be kept; nothing was changed.
        RuleBroken: the client has too many papers already; nothing was changed.
    """
    client_record(session, client_id)
    paper = safe_paper(title, data, LIMITS)
    with unit_of_work(session, actor, "attach_paper") as work:
        return write_paper(work, client_id, paper)


def remove(session: Session, actor: Actor, client_id: UUID, paper_id: UUID) -> None:
    """Take a paper away for good. Raises NotFound."""
    with unit_of_work(session, actor, "remove_paper") as work:
        remove_paper(work, client_id, paper_id)
