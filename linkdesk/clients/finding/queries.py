"""Finding persons: candidates from the index, a few hundred at most, then each is compared word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import String
from sqlalchemy import and_
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import type_coerce
from sqlalchemy.orm import aliased

from linkdesk.clients.finding import rules
from linkdesk.clients.finding import sounds
from linkdesk.clients.finding.models import SearchPart
from linkdesk.clients.finding.models import SearchTerm
from linkdesk.clients.finding.rules import Field
from linkdesk.clients.finding.rules import Found
from linkdesk.clients.finding.rules import How
from linkdesk.clients.finding.rules import Match
from linkdesk.clients.finding.rules import Term
from linkdesk.clients.finding.rules import Word

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy import Select
    from sqlalchemy.orm import InstrumentedAttribute
    from sqlalchemy.orm import Session


MOST_TERMS = 300
"""Of the terms that a typed word may mean besides those it begins."""
MOST_FEW = 400
"""So many candidates are all compared; where more fit, the best kinds are taken first."""
MOST_OF_A_KIND = 150
_LAST = "\U0010ffff"


def find(session: Session, search: str, own: Select[UUID]) -> Found:
    """Return who fits a search; where very many do, the clients in `own` are among those who are compared.

    Records kept apart are left out by `reach.sight`, as from every query.

    Args:
        session: of the unlocked vault.
        search: what was typed; all words must fit.
        own: the ids of the worker's own clients.
    """
    best: dict[str, rules.Fit] = {}
    more = False
    for texts in rules.readings(search):
        words = [_word(session, text) for text in texts]
        candidates, some = _candidates(session, words, own)
        more = more or some
        for client_id, terms in _terms_of(session, candidates).items():
            fit = rules.fit(words, terms)
            if fit is not None and (client_id not in best or fit.worth < best[client_id].worth):
                best[client_id] = fit
    return Found(tuple(Match(UUID(client_id), fit) for client_id, fit in best.items()), more)


def _word(session: Session, text: str) -> Word:
    """Return a typed word with the terms it may mean: those it is in, those it is a slip of, those that sound alike."""
    kinds: list[ColumnElement[bool]] = []
    if len(text) >= rules.INNER_LEAST:
        kinds.append(and_(SearchPart.how == How.INNER, SearchPart.part >= text, SearchPart.part < text + _LAST))
    if sounds.slips_allowed(text):
        kinds.append(and_(SearchPart.how == How.SLIP, SearchPart.part.in_(sorted(sounds.remainders(text)))))
    if key := sounds.sound(text):
        kinds.append(and_(SearchPart.how == How.SOUND, SearchPart.part == key))
    led = [
        (found, how)
        for kind in kinds
        for found, how in session.execute(select(SearchPart.text, SearchPart.how).where(kind).limit(MOST_TERMS))
    ]
    return Word(text, rules.other_terms(text, led))


def _fits(word: Word, text: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Return the condition that a term fits a word."""
    begins = and_(text >= word.text, text < word.text + _LAST)
    return or_(begins, text.in_(sorted(word.others))) if word.others else begins


def _candidates(session: Session, words: list[Word], own: Select[UUID]) -> tuple[list[str], bool]:
    """Return the ids (as they are stored) of those whose terms fit all words, and whether there are others."""
    counted = [(_count(session, word), number) for number, word in enumerate(words)]
    driver = words[min(counted)[1]]
    others = [word for word in words if word is not driver]
    client_id = type_coerce(SearchTerm.client_id, String)
    found = select(client_id).distinct()
    for word in others:
        also = aliased(SearchTerm)
        found = found.where(exists().where(also.client_id == SearchTerm.client_id, _fits(word, also.text)))
    fitting = found.where(_fits(driver, SearchTerm.text))
    if min(counted)[0] <= MOST_FEW:
        return list(session.scalars(fitting)), False
    steps = (
        found.where(SearchTerm.text == driver.text),
        fitting.where(SearchTerm.client_id.in_(own)),
        fitting,
    )
    kept: dict[str, None] = {}
    for step in steps:
        kept |= dict.fromkeys(session.scalars(step.limit(MOST_OF_A_KIND)))
    return list(kept), len(kept) >= MOST_OF_A_KIND


def _count(session: Session, word: Word) -> int:
    some = select(SearchTerm.text).where(_fits(word, SearchTerm.text)).limit(MOST_FEW + 1)
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def _terms_of(session: Session, ids: list[str]) -> dict[str, list[Term]]:
    client_id = type_coerce(SearchTerm.client_id, String)
    found: dict[str, list[Term]] = {each: [] for each in ids}
    rows = session.execute(
        select(client_id, type_coerce(SearchTerm.field, String), SearchTerm.text).where(client_id.in_(ids))
    )
    for each, field, text in rows:
        found[each].append(Term(_FIELDS[field], text))
    return found


_FIELDS = {field.value: field for field in Field}
