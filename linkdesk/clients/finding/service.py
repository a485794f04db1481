"""Keeping the index of persons true: in the transaction of each change, or all of it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select

from linkdesk.clients import queries
from linkdesk.clients.finding import rules
from linkdesk.clients.finding.models import SearchPart
from linkdesk.clients.finding.models import SearchTerm
from linkdesk.clients.finding.rules import Term
from linkdesk.clients.models import Client
from linkdesk.clients.reach.sight import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Work

AT_ONCE = 500
ALL = {WHOLE: True}
"""The index holds every record, also those kept apart; what may be shown is asked when it is read."""


def feed(work: Work) -> None:
    """Follow what a unit of work did to clients; called before its commit."""
    changes = [change for change in work.changes if change.table == Client.__tablename__ and change.client_id]
    new = {change.client_id for change in changes if change.action == "insert" and change.client_id}
    _add(work.session, sorted(new))
    for client_id in sorted({change.client_id for change in changes if change.client_id} - new):
        row = work.session.get(Client, client_id, execution_options=ALL)
        wanted = rules.terms(queries.record_of(row)) if row is not None else frozenset()
        _change(work.session, client_id, wanted)


def _add(session: Session, client_ids: Sequence[UUID]) -> None:
    """Take in clients who are new in this work, many at once: there is nothing of theirs to compare with."""
    for start in range(0, len(client_ids), AT_ONCE):
        wanted = select(Client).where(Client.id.in_(client_ids[start : start + AT_ONCE])).order_by(Client.id)
        found = {row.id: rules.terms(queries.record_of(row)) for row in session.scalars(wanted, execution_options=ALL)}
        fresh = _unknown(session, {term.text for terms in found.values() for term in terms})
        rows = [
            {"client_id": client_id, "field": term.field, "text": term.text}
            for client_id, terms in found.items()
            for term in sorted(terms)
        ]
        if rows:
            session.execute(insert(SearchTerm), rows)
        _add_parts(session, fresh)


def rebuild(session: Session) -> None:
    """Make the whole index anew, inside the caller's transaction."""
    session.execute(delete(SearchPart))
    session.execute(delete(SearchTerm))
    texts: set[str] = set()
    rows: list[dict[str, object]] = []
    for row in session.scalars(select(Client).order_by(Client.id), execution_options=ALL).yield_per(AT_ONCE):
        found = rules.terms(queries.record_of(row))
        rows += [{"client_id": row.id, "field": term.field, "text": term.text} for term in found]
        texts |= {term.text for term in found}
        if len(rows) > AT_ONCE:
            session.execute(insert(SearchTerm), rows)
            rows.clear()
    if rows:
        session.execute(insert(SearchTerm), rows)
    _add_parts(session, texts)


def _change(session: Session, client_id: UUID, wanted: frozenset[Term]) -> None:
    """Bring the terms of one client to what they should be, and forget parts that lead to no term any more."""
    kept = {
        Term(field, text)
        for field, text in session.execute(
            select(SearchTerm.field, SearchTerm.text).where(SearchTerm.client_id == client_id), execution_options=ALL
        )
    }
    gone, new = sorted(kept - wanted), sorted(wanted - kept)
    for term in gone:
        session.execute(
            delete(SearchTerm).where(
                SearchTerm.client_id == client_id, SearchTerm.field == term.field, SearchTerm.text == term.text
            )
        )
    fresh = _unknown(session, {term.text for term in new})
    if new:
        session.execute(
            insert(SearchTerm), [{"client_id": client_id, "field": term.field, "text": term.text} for term in new]
        )
    _add_parts(session, fresh)
    _drop_parts(session, _unknown(session, {term.text for term in gone}))


def _unknown(session: Session, texts: set[str]) -> set[str]:
    """Return those texts that no client has."""
    ordered, known = sorted(texts), set[str]()
    for start in range(0, len(ordered), AT_ONCE):
        some = select(SearchTerm.text).where(SearchTerm.text.in_(ordered[start : start + AT_ONCE])).distinct()
        known.update(session.scalars(some, execution_options=ALL))
    return texts - known


def _add_parts(session: Session, texts: Iterable[str]) -> None:
    rows: list[dict[str, object]] = []
    for text in sorted(texts):
        rows += [{"part": part.part, "how": part.how, "text": part.text} for part in sorted(rules.parts(text))]
        if len(rows) > AT_ONCE:
            session.execute(insert(SearchPart), rows)
            rows = []
    if rows:
        session.execute(insert(SearchPart), rows)


def _drop_parts(session: Session, texts: set[str]) -> None:
    """Forget what leads to a term that nobody has any more; each part is found by its own key."""
    for text in sorted(texts):
        found = {part.part for part in rules.parts(text)}
        session.execute(delete(SearchPart).where(SearchPart.part.in_(found), SearchPart.text == text))
