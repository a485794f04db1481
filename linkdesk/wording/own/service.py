"""The writing verb of own words in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.record.drafts import drop_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Wording
from linkdesk.wording.own import queries
from linkdesk.wording.own import rules
from linkdesk.wording.own.models import OwnTranslationRow

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work
    from linkdesk.wording.own.rules import SaveOwnWords

LIMITS = Wording()
WHO = "Write who translated it. Nothing was changed."


def save_own_words(session: Session, actor: Actor, command: SaveOwnWords, plan_id: UUID) -> int:
    """Keep the translations of the page of a plan and return how many are new, changed or gone.

    Raises:
        NotFound: there is no such client.
        Stale: somebody saved the page meanwhile.
        RuleBroken: something is too long, too much, or new words have no name beside them; nothing was changed.
    """
    with unit_of_work(session, actor, "save_own_words") as work:
        client = work.session.get(Client, command.client_id)
        if client is None or client.organisation_id != actor.organisation_id:
            raise NotFound
        if queries.page_stamp(work.session, client.id, command.language) != command.version:
            raise Stale
        try:
            given = rules.tidied(command)
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        today = work.now.astimezone().date()
        kept = {row.text_hash: row for row in queries.rows_of(work.session, client.id, given.language)}
        changed = sum(_keep(work, given, kept.get(text_hash), text_hash, today) for text_hash in given.words)
        _check_room(work, given)
        drop_draft(work.session, actor, rules.draft_name(given.language), str(plan_id))
        return changed


def _keep(work: Work, given: SaveOwnWords, row: OwnTranslationRow | None, text_hash: str, today: date) -> bool:
    words = given.words[text_hash]
    if words == (row.words if row else ""):
        return False
    if row is not None and not words:
        work.session.delete(row)
        return True
    if not given.translator:
        raise RuleBroken(WHO)
    if row is None:
        row = OwnTranslationRow(
            id=work.new_id(), client_id=given.client_id, language=given.language, text_hash=text_hash
        )
        work.session.add(row)
    row.words, row.translator, row.day = words, given.translator, today
    return True


def _check_room(work: Work, given: SaveOwnWords) -> None:
    work.session.flush()
    asked = select(func.count()).select_from(OwnTranslationRow).where(OwnTranslationRow.client_id == given.client_id)
    if (work.session.scalar(asked) or 0) > LIMITS.translations:
        raise RuleBroken(f"One person can have {LIMITS.translations:,} translations. Nothing was changed.")
