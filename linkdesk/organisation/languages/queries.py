"""Reading the languages of clients: their state, which are on, and how to speak one."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlalchemy import select

from linkdesk.languages.catalogue import drafts
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import Speech
from linkdesk.languages.tongues import TONGUES
from linkdesk.languages.tongues import Tongue
from linkdesk.languages.tongues import is_english
from linkdesk.languages.tongues import tongue
from linkdesk.organisation.languages.models import ClientLanguage
from linkdesk.organisation.languages.rules import LanguageState
from linkdesk.organisation.languages.rules import Translation
from linkdesk.organisation.languages.rules import known
from linkdesk.organisation.languages.rules import state_of

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import BindParameter
    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def language_row(session: Session, organisation_id: UUID, tag: str) -> ClientLanguage | None:
    """Return what the service keeps of a language, or nothing."""
    asked = select(ClientLanguage).where(ClientLanguage.organisation_id == organisation_id, ClientLanguage.tag == tag)
    return session.scalar(asked)


def states(session: Session, organisation_id: UUID) -> tuple[LanguageState, ...]:
    """Return the state of every language, in the order of the page."""
    return tuple(state(session, organisation_id, each.tag) for each in TONGUES)


def state(session: Session, organisation_id: UUID, tag: str) -> LanguageState:
    """Return the state of one language.

    Raises:
        NotFound: LinkDesk has no words in it.
    """
    row = language_row(session, organisation_id, known(tag).tag)
    if row is None:
        return state_of(known(tag), {})
    return state_of(known(tag), _translations(row), on=row.is_on, version=row.version)


def translations(session: Session, organisation_id: UUID, tag: str) -> dict[str, Translation]:
    """Return the words that the service has in a language, by English sentence."""
    row = language_row(session, organisation_id, tag)
    return {} if row is None else _translations(row)


def languages_on(session: Session, organisation_id: UUID) -> tuple[Tongue, ...]:
    """Return the languages that clients may see besides English."""
    tags = set(session.scalars(_tags_on(), {"organisation_id": organisation_id}))
    return tuple(each for each in TONGUES if each.tag in tags)


def tongue_for(session: Session, organisation_id: UUID, tag: str) -> Tongue | None:
    """Return the language to show for a client's own, or nothing: English, or one that is not on."""
    found = None if is_english(tag) else tongue(tag)
    return found if found and found in languages_on(session, organisation_id) else None


def speech_of(session: Session, organisation_id: UUID, tag: str) -> Speech:
    """Return how a client is spoken to: in the language of a tag if it is on, else in English."""
    found = tongue_for(session, organisation_id, tag)
    return IN_PLAIN_ENGLISH if found is None else speech_in(session, organisation_id, found)


def speech_in(session: Session, organisation_id: UUID, found: Tongue) -> Speech:
    """Return how a language is spoken, on or off: a worker looks at pages before clients may see them."""
    kept = translations(session, organisation_id, found.tag)
    checked = {english: each.words for english, each in kept.items() if each.is_checked}
    changed = {english: each.words for english, each in kept.items() if each.words}
    unchecked = not state_of(found, kept).is_checked
    return Speech(found, (checked,), {**drafts(found.tag), **changed}, unchecked=unchecked)


@cache
def _tags_on() -> Select[str]:
    """Return the question put together once: a page of a talk asks it, and writing it takes longer than the answer."""
    wanted: BindParameter[UUID] = bindparam("organisation_id")
    return select(ClientLanguage.tag).where(ClientLanguage.organisation_id == wanted, ClientLanguage.is_on)


def _translations(row: ClientLanguage) -> dict[str, Translation]:
    return {
        english: Translation(words, checker, date.fromisoformat(day) if day else None)
        for english, (words, checker, day) in row.words.items()
    }
