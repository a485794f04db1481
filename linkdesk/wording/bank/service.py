"""The writing verbs of the phrase bank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.easyread.bank import same_words
from linkdesk.easyread.pictures import picture
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Wording
from linkdesk.wording.bank import queries
from linkdesk.wording.bank import rules
from linkdesk.wording.bank.models import BankPhraseRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.easyread.bank import PhraseKind
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work
    from linkdesk.wording.bank.rules import Phrase
    from linkdesk.wording.bank.rules import PutPhrase
    from linkdesk.wording.bank.rules import SavePhrase

LIMITS = Wording()


def save_phrase(session: Session, actor: Actor, command: SavePhrase) -> str:
    """Keep a phrase, new or changed, and return its key. The kind of one that is there stays.

    Raises:
        NotFound: there is no such phrase or picture.
        Stale: somebody changed it meanwhile.
        RuleBroken: it is empty, too long, there already, one too many, or a translation has no name beside it.
    """
    with unit_of_work(session, actor, "save_phrase") as work:
        try:
            given = rules.tidied(command)
            picture(given.picture)
            before = queries.phrase(work.session, actor.organisation_id, given.key) if given.key else None
            said = rules.said_now(before.said if before else {}, given, work.now.astimezone().date())
        except ValueError as refusal:
            raise RuleBroken(f"{refusal} Nothing was changed.") from None
        kind = before.kind if before else given.kind
        _check_alone(work, given, kind)
        row = _row(work, before, given.version)
        row.kind, row.words, row.picture = kind, given.words, given.picture
        kept = {tag: [each.words, each.translator, each.day.isoformat()] for tag, each in said.items()}
        if row.said != kept:
            row.said = kept
        return row.key


def put_phrase(session: Session, actor: Actor, command: PutPhrase) -> None:
    """Put a phrase away, or bring it back; plans that hold it keep it.

    Raises:
        NotFound: there is no such phrase.
        Stale: somebody changed it meanwhile.
        RuleBroken: there are as many changed phrases as there can be.
    """
    with unit_of_work(session, actor, "put_phrase") as work:
        before = queries.phrase(work.session, actor.organisation_id, command.key)
        _row(work, before, command.version).is_away = command.away


def restore_phrase(session: Session, actor: Actor, key: str, version: int) -> None:
    """Go back to LinkDesk's own words of a phrase.

    Raises:
        NotFound: there is no such phrase.
        Stale: somebody changed it meanwhile.
        RuleBroken: the service wrote it, so there is nothing to go back to.
    """
    with unit_of_work(session, actor, "restore_phrase") as work:
        before = queries.phrase(work.session, actor.organisation_id, key)
        if before.is_own:
            raise RuleBroken("Your service wrote this phrase. Nothing was changed. Put it away instead.")
        if before.version != version:
            raise Stale
        row = queries.phrase_row(work.session, actor.organisation_id, key)
        if row is not None:
            work.session.delete(row)


def _check_alone(work: Work, given: SavePhrase, kind: PhraseKind) -> None:
    for each in queries.phrases(work.session, work.actor.organisation_id):
        if each.key != given.key and each.kind is kind and same_words(each.words) == same_words(given.words):
            where = "put away" if each.is_away else "in the bank"
            raise RuleBroken(f"This phrase is {where} already. Nothing was changed. Write another.")


def _row(work: Work, before: Phrase | None, version: int) -> BankPhraseRow:
    """Return the row to change; one of LinkDesk's phrases gets its row when it is first changed."""
    if before is not None and before.version != version:
        raise Stale
    found = queries.phrase_row(work.session, work.actor.organisation_id, before.key) if before else None
    if found is not None:
        return found
    asked = select(func.count()).select_from(BankPhraseRow)
    count = work.session.scalar(asked.where(BankPhraseRow.organisation_id == work.actor.organisation_id)) or 0
    if count >= LIMITS.phrases:
        raise RuleBroken(f"There can be {LIMITS.phrases} phrases of your own. Nothing was changed. Change one instead.")
    new_id = work.new_id()
    row = BankPhraseRow(id=new_id, key=before.key if before else f"{rules.OWN}{new_id.hex}", is_away=False, said={})
    if before is not None:
        row.kind, row.words, row.picture = before.kind, before.words, before.picture
    work.session.add(row)
    return row
