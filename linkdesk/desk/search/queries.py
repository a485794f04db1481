"""One search for everything: persons by name, number and date, then words in notes; best match first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy import select
from sqlalchemy import text

from linkdesk.clients.finding import queries as finding
from linkdesk.clients.finding.rules import Fit
from linkdesk.clients.models import Client
from linkdesk.clients.queries import caseload_rows
from linkdesk.desk.search import rules
from linkdesk.desk.search.models import WORDS_TABLE
from linkdesk.desk.search.models import SearchNote
from linkdesk.desk.search.rules import SearchPage
from linkdesk.desk.search.rules import SearchRow
from linkdesk.desk.search.sources import BY_TABLE
from linkdesk.episodes.models import Episode
from linkdesk.settings import Limits
from linkdesk.team.cover.queries import own_caseloads

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

LIMITS = Limits()
MOST_NOTES = 200
_NEWEST = text(
    f"SELECT rowid FROM {WORDS_TABLE} WHERE {WORDS_TABLE} MATCH :asked ORDER BY rowid DESC LIMIT :most"  # noqa: S608 - a name of ours
)


def search(session: Session, actor: Actor, words: str, now: datetime, most: int = LIMITS.page_rows) -> SearchPage:
    """Return who fits what was typed: best match first, the worker's own caseload first among equals."""
    typed = words[: LIMITS.search_text].strip()
    own = _own(session, actor, now)
    found = finding.find(session, typed, own)
    fits = {match.client_id: match.fit for match in found.matches}
    for client_id, why in _in_notes(session, typed, now):
        fits.setdefault(client_id, Fit(rules.NOTE, why))
    best = _best(session, fits, own)
    rows = (SearchRow(**vars(row), why=fits[row.client_id].why) for row in caseload_rows(session, best[:most]))
    return SearchPage(tuple(rows), len(best), found.more)


def _own(session: Session, actor: Actor, now: datetime) -> Select[UUID]:
    """Return the ids of the clients on the worker's own caseload, and on those the worker covers today."""
    whose = own_caseloads(session, actor.worker_id, now.astimezone().date())
    return select(Episode.client_id).where(Episode.worker_id.in_(whose), Episode.closed_on.is_(None))


def _in_notes(session: Session, typed: str, now: datetime) -> list[tuple[UUID, str]]:
    """Return whose notes hold all the words, newest note first, and which note it is."""
    asked = rules.note_query(typed)
    if not asked:
        return []
    numbers = list(session.scalars(_NEWEST, {"asked": asked, "most": MOST_NOTES}))
    found = session.execute(
        select(SearchNote.client_id, SearchNote.source, SearchNote.at)
        .where(SearchNote.number.in_(numbers))
        .order_by(SearchNote.number.desc())
    )
    return [(client_id, rules.note_why(BY_TABLE[source].name, at, now)) for client_id, source, at in found]


def _best(session: Session, fits: dict[UUID, Fit], own: Select[UUID]) -> list[UUID]:
    """Return the ids in the order they are shown."""
    mine = set(session.scalars(own.where(Episode.client_id.in_(fits)))) if fits else set()
    named = session.execute(select(Client.id, Client.family_key, Client.given_key).where(Client.id.in_(fits)))
    keys = [(fits[each].worth, each not in mine, family, given, each) for each, family, given in named]
    return [each for *_, each in sorted(keys)]
