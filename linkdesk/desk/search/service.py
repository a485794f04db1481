"""Keeping the whole search index true: in the transaction of each change, or all of it anew."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from typing import Any
from typing import cast
from uuid import UUID

from sqlalchemy import bindparam
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import text

from linkdesk.clients.finding import rules as persons
from linkdesk.clients.finding import service as finding
from linkdesk.clients.finding.service import ALL
from linkdesk.desk.search import rules
from linkdesk.desk.search.models import WORDS_TABLE
from linkdesk.desk.search.models import SearchNote
from linkdesk.desk.search.models import SearchState
from linkdesk.desk.search.sources import BY_TABLE
from linkdesk.desk.search.sources import SOURCES
from linkdesk.desk.search.sources import Source
from linkdesk.record.session import brief_write
from linkdesk.services.finding import service as services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Work

ALL_AT_ONCE = 500
_PUT = text(f"INSERT INTO {WORDS_TABLE} (rowid, words) VALUES (:number, :words)")  # noqa: S608 - a name of ours
_DROP = text(f"DELETE FROM {WORDS_TABLE} WHERE rowid = :number")  # noqa: S608 - the same
_CHANGE = text(f"UPDATE {WORDS_TABLE} SET words = :words WHERE rowid = :number")  # noqa: S608 - the same
_EMPTY = text(f"DELETE FROM {WORDS_TABLE}")  # noqa: S608 - the same
_NOTES = cast("Table", SearchNote.__table__)
_NOTE_OF = select(_NOTES.c.number).where(_NOTES.c.source == bindparam("source"), _NOTES.c.row_id == bindparam("row"))
_FORGET = _NOTES.delete().where(_NOTES.c.number == bindparam("old"))
_MOVE = _NOTES.update().where(_NOTES.c.number == bindparam("old"))
_HIGHEST = select(func.max(_NOTES.c.number))


def feed(work: Work) -> None:
    """Follow what a unit of work did; called before its commit, so index and record change together."""
    finding.feed(work)
    services.feed(work.session)
    changes = [change for change in work.changes if change.table in BY_TABLE]
    new = {(change.table, change.row_id) for change in changes if change.action == "insert"}
    for name, source in BY_TABLE.items():
        _add(work.session, source, sorted(UUID(row_id) for table, row_id in new if table == name))
    for table, row_id in sorted({(change.table, change.row_id) for change in changes} - new):
        _follow(work.session, BY_TABLE[table], UUID(row_id))


def is_current(session: Session) -> bool:
    """Tell whether the index is there and was made by the rules of this LinkDesk."""
    persons_are = session.scalars(select(SearchState.fingerprint)).first() == fingerprint()
    return persons_are and services.is_current(session)


def bring_up_to_date(session: Session) -> bool:
    """Make the index anew where it is missing or older; tell whether that was needed."""
    if is_current(session):
        return False
    with brief_write(session):
        rebuild(session)
    return True


def rebuild(session: Session) -> None:
    """Make the whole index anew from the records, inside the caller's transaction."""
    services.rebuild(session)
    finding.rebuild(session)
    session.execute(delete(SearchNote))
    session.execute(_EMPTY)
    for source in SOURCES:
        table: Any = source.table
        found = session.scalars(select(table).order_by(table.created_at, table.id), execution_options=ALL)
        for rows in found.yield_per(ALL_AT_ONCE).partitions():
            _put(session, source, rows)
    session.execute(delete(SearchState))
    session.execute(insert(SearchState).values(fingerprint=fingerprint()))


def fingerprint() -> str:
    """Return what names the rules: a new source or another way to fold makes another."""
    named = [str(persons.VERSION), str(rules.VERSION), *sorted(source.key for source in SOURCES)]
    return hashlib.sha256("\n".join(named).encode()).hexdigest()


def _add(session: Session, source: Source, row_ids: Sequence[UUID]) -> None:
    """Take in rows that are new in this work: no note of theirs can be there yet."""
    table: Any = source.table
    for start in range(0, len(row_ids), ALL_AT_ONCE):
        wanted = select(table).where(table.id.in_(row_ids[start : start + ALL_AT_ONCE])).order_by(table.id)
        _put(session, source, session.scalars(wanted, execution_options=ALL).all())


def _follow(session: Session, source: Source, row_id: UUID) -> None:
    """Bring the note of one row to what it should be."""
    number = session.scalar(_NOTE_OF, {"source": source.key, "row": row_id})
    row: Any = session.get(source.table, row_id, execution_options=ALL)
    words = _words(source, row) if row is not None else ""
    if number and words:
        session.execute(_CHANGE, {"number": number, "words": words})
        session.execute(_MOVE, {"old": number, "client_id": row.client_id, "at": row.created_at})
    elif number:
        session.execute(_DROP, {"number": number})
        session.execute(_FORGET, {"old": number})
    elif words:
        _put(session, source, [row])


def _words(source: Source, row: Any) -> str:
    return rules.note_words(" ".join(each for each in source.texts(row) if each))


def _put(session: Session, source: Source, rows: Sequence[Any]) -> None:
    """Put the notes of some rows into the index, all in two statements: an import brings in thousands."""
    words = [(row, _words(source, row)) for row in rows]
    first = 1 + (session.scalar(_HIGHEST) or 0)
    notes = [(number, *each) for number, each in enumerate((each for each in words if each[1]), start=first)]
    if notes:
        kept = [
            {"number": number, "source": source.key, "row_id": row.id, "client_id": row.client_id, "at": row.created_at}
            for number, row, _words in notes
        ]
        session.execute(_NOTES.insert(), kept)
        session.execute(_PUT, [{"number": number, "words": text} for number, _row, text in notes])
