"""Keeping a pasted letter with its referral, whole and as it was pasted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.clients.service import write_client
from linkdesk.episodes.rules import ReceiveReferral
from linkdesk.episodes.rules import details_of
from linkdesk.episodes.service import write_referral
from linkdesk.record.attachments import Paper
from linkdesk.record.attachments import PaperKind
from linkdesk.record.attachments import write_paper
from linkdesk.record.drafts import drop_draft
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.clients.rules import AddClient
    from linkdesk.episodes.rules import ReferralDetails
    from linkdesk.record.session import Actor

FORM = "letter"
NEW = "new"
"""Under these names a pasted letter is kept, encrypted, until it is a referral."""
KEPT = "This letter is kept already. Nothing was changed. You find the person on the caseload."
TITLE = "The referral as it came"


@dataclass(frozen=True)
class KeepLetter:
    """A letter that the worker looked through: its words, the person (new, or on record), the referral."""

    text: str
    client: AddClient
    referral: ReferralDetails
    known: UUID | None = None


def keep_letter(session: Session, actor: Actor, command: KeepLetter) -> UUID:
    """Keep person, referral and letter together and return the client's id.

    Raises:
        NotFound: the chosen client is not there.
        RuleBroken: something cannot be right, or the letter is kept already; nothing was changed.
    """
    with unit_of_work(session, actor, "keep_letter") as work:
        if load_draft(work.session, actor, FORM, NEW) is None:
            raise RuleBroken(KEPT)  # sent twice at the same moment: the first one took the letter
        client_id = command.known or write_client(work, command.client)
        episode_id = write_referral(work, ReceiveReferral(client_id=client_id, **details_of(command.referral)))
        write_paper(work, client_id, Paper(PaperKind.TEXT, TITLE, command.text.encode()), episode_id)
        drop_draft(work.session, actor, FORM, NEW)
        return client_id
