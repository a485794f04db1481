"""The writing verb of the lawful basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.organisation.lawful import rules
from linkdesk.organisation.lawful.models import LawfulBasis
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.organisation.lawful.rules import ChangeLawful
    from linkdesk.record.session import Actor

NEW = "new"


def change_lawful(session: Session, actor: Actor, command: ChangeLawful) -> None:
    """Keep what the service relies on for each purpose.

    Raises:
        Stale: somebody saved the page after it was opened.
        RuleBroken: the words cannot be right; nothing was changed.
    """
    with unit_of_work(session, actor, "change_lawful_basis") as work:
        try:
            given = rules.tidied(command, work.now.astimezone().date())
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        row = work.session.get(LawfulBasis, actor.organisation_id)
        if (row.version if row else 0) != given.version:
            raise Stale
        if row is None:
            row = LawfulBasis(id=actor.organisation_id)
            work.session.add(row)
        row.bases = {purpose.value: text for purpose, text in given.bases.items()}
        row.checked_by = given.checked_by
        row.checked_on = given.checked_on
        drop_draft(work.session, actor, rules.DRAFT, NEW)


def forget_draft(session: Session, actor: Actor) -> None:
    """Throw away what was typed and not saved."""
    with unit_of_work(session, actor, "forget_draft") as work:
        drop_draft(work.session, actor, rules.DRAFT, NEW)
