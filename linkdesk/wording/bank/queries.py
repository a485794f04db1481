"""Reading the phrase bank: what is offered, and what a phrase is in another language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.easyread.bank import bank
from linkdesk.easyread.bank import same_words
from linkdesk.record.errors import NotFound
from linkdesk.settings import Wording
from linkdesk.wording.bank.models import BankPhraseRow
from linkdesk.wording.bank.rules import Phrase
from linkdesk.wording.bank.rules import Said
from linkdesk.wording.bank.rules import as_it_comes

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.easyread.bank import PhraseKind

LIMITS = Wording()


def phrases(session: Session, organisation_id: UUID) -> tuple[Phrase, ...]:
    """Return every phrase, also those put away: LinkDesk's in the order of its file, then those of the service."""
    rows = session.scalars(
        select(BankPhraseRow)
        .where(BankPhraseRow.organisation_id == organisation_id)
        .order_by(BankPhraseRow.created_at, BankPhraseRow.id)
        .limit(LIMITS.phrases)
    )
    kept = {row.key: _phrase(row) for row in rows}
    ours = tuple(kept.pop(each.key, as_it_comes(each)) for each in bank())
    return (*ours, *kept.values())


def offered(session: Session, organisation_id: UUID, kind: PhraseKind) -> tuple[Phrase, ...]:
    """Return the phrases of a kind that are offered, those of the service first."""
    found = [each for each in phrases(session, organisation_id) if each.kind is kind and not each.is_away]
    return tuple(sorted(found, key=lambda each: not each.is_own))


def phrase(session: Session, organisation_id: UUID, key: str) -> Phrase:
    """Return one phrase.

    Raises:
        NotFound: there is no such phrase.
    """
    row = phrase_row(session, organisation_id, key)
    if row is not None:
        return _phrase(row)
    for each in bank():
        if each.key == key:
            return as_it_comes(each)
    raise NotFound("That phrase is not here. Nothing was changed. Go back to Phrases.")


def phrase_row(session: Session, organisation_id: UUID, key: str) -> BankPhraseRow | None:
    """Return what the service keeps of a phrase, or nothing."""
    asked = select(BankPhraseRow).where(BankPhraseRow.organisation_id == organisation_id, BankPhraseRow.key == key)
    return session.scalar(asked)


def said_in(session: Session, organisation_id: UUID, tag: str) -> dict[str, Said]:
    """Return what the service typed in a language, by the phrase's words; a phrase put away still stands in plans."""
    every = phrases(session, organisation_id)
    return {same_words(each.words): each.said[tag] for each in every if tag in each.said}


def _phrase(row: BankPhraseRow) -> Phrase:
    first = next((each.words for each in bank() if each.key == row.key), "")
    made = Phrase(row.key, row.kind, row.words, row.picture, row.version, row.is_away, first)
    said = {tag: Said(words, name, date.fromisoformat(day)) for tag, (words, name, day) in row.said.items()}
    return replace(made, said=said)
