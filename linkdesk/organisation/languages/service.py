"""The writing verbs of the languages of clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.languages.catalogue import sentences
from linkdesk.organisation.languages.models import ClientLanguage
from linkdesk.organisation.languages.queries import language_row
from linkdesk.organisation.languages.rules import fits
from linkdesk.organisation.languages.rules import known
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.organisation.languages.rules import SwitchLanguage
    from linkdesk.organisation.languages.rules import TakeTranslations
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work


def switch_language(session: Session, actor: Actor, command: SwitchLanguage) -> None:
    """Show a language to clients, or not any more; what was written in it stays.

    Raises:
        NotFound: LinkDesk has no words in it.
        Stale: somebody changed it after the page was opened.
    """
    with unit_of_work(session, actor, "switch_language") as work:
        row = _row(work, known(command.tag).tag)
        if (row.version or 0) != command.version:
            raise Stale
        row.is_on = command.on


def take_translations(session: Session, actor: Actor, command: TakeTranslations) -> int:
    """Keep translations that came back; return how many are new or changed.

    Raises:
        NotFound: LinkDesk has no words in that language.
        RuleBroken: a sentence is not LinkDesk’s, or its translation cannot stand for it; nothing was changed.
    """
    with unit_of_work(session, actor, "take_translations") as work:
        row = _row(work, known(command.tag).tag)
        words = dict(row.words or {})
        for english, given in command.translations.items():
            if english not in sentences():
                raise RuleBroken(f"LinkDesk does not say “{english[:60]}”. Nothing was changed.")
            try:
                said = fits(english, given.words)
            except ValueError as refusal:
                raise RuleBroken(f"“{english[:60]}”: {refusal} Nothing was changed.") from None
            day = given.checked_on.isoformat() if given.checked_on else ""
            words[english] = [said, given.checker, day]
        changed = sum(1 for english in command.translations if (row.words or {}).get(english) != words[english])
        if changed:
            row.words = words
        return changed


def _row(work: Work, tag: str) -> ClientLanguage:
    row = language_row(work.session, work.actor.organisation_id, tag)
    if row is None:
        row = ClientLanguage(id=work.new_id(), tag=tag, is_on=False, words={})
        work.session.add(row)
    return row
