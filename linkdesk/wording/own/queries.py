"""Reading own words in another language, and a speech that knows them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.languages.own import OwnWords
from linkdesk.languages.own import hash_of
from linkdesk.settings import Wording
from linkdesk.wording.bank.queries import said_in
from linkdesk.wording.own.models import OwnTranslationRow
from linkdesk.wording.own.rules import OwnTranslation
from linkdesk.wording.own.rules import stamp

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.languages.speech import Speech

LIMITS = Wording()


def rows_of(session: Session, client_id: UUID, language: str = "") -> tuple[OwnTranslationRow, ...]:
    """Return what is kept of a client, in one language or in all, the oldest first."""
    asked = select(OwnTranslationRow).where(OwnTranslationRow.client_id == client_id)
    if language:
        asked = asked.where(OwnTranslationRow.language == language)
    ordered = asked.order_by(OwnTranslationRow.created_at, OwnTranslationRow.id).limit(LIMITS.translations)
    return tuple(session.scalars(ordered))


def translations_of(session: Session, client_id: UUID) -> tuple[OwnTranslation, ...]:
    """Return every translation of a client's own words."""
    return tuple(
        OwnTranslation(row.client_id, row.language, row.text_hash, row.words, row.translator, row.day)
        for row in rows_of(session, client_id)
    )


def page_stamp(session: Session, client_id: UUID, language: str) -> int:
    """Return the number by which a page of translations tells that somebody saved it meanwhile."""
    return stamp((row.text_hash, row.version) for row in rows_of(session, client_id, language))


def own_words(session: Session, client_id: UUID, language: str) -> dict[str, OwnWords]:
    """Return what was typed of a client's words in a language, by the hash of the English."""
    return {row.text_hash: OwnWords(row.words, row.translator) for row in rows_of(session, client_id, language)}


def with_own_words(session: Session, organisation_id: UUID, client_id: UUID, speech: Speech) -> Speech:
    """Return the same speech, which knows phrases of the service and this client's own words too."""
    if speech.english:
        return speech
    tag = speech.tongue.tag
    phrases = said_in(session, organisation_id, tag).items()
    bank = {hash_of(words): OwnWords(each.words, each.translator) for words, each in phrases}
    return replace(speech, own={**bank, **own_words(session, client_id, tag)})
