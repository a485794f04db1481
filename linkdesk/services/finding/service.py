"""Keeping the index of services true: entries that are due are made anew in the transaction of the change."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import literal
from sqlalchemy import select
from sqlalchemy import text

from linkdesk.record.checks import search_key
from linkdesk.services.finding import rules
from linkdesk.services.finding.models import KEY_LENGTH
from linkdesk.services.finding.models import WORD_LENGTH
from linkdesk.services.finding.models import WORDS_TABLE
from linkdesk.services.finding.models import LocalPostcode
from linkdesk.services.finding.models import ServiceDue
from linkdesk.services.finding.models import ServiceSearch
from linkdesk.services.finding.models import ServiceSearchState
from linkdesk.services.finding.models import ServiceWord
from linkdesk.services.finding.words import lexicon
from linkdesk.services.models import LocalService
from linkdesk.services.queries import records

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from linkdesk.services.rules import ServiceRecord

AT_ONCE = 500
_ROWS = cast("Table", ServiceSearch.__table__)
_DUE = cast("Table", ServiceDue.__table__)
_NAMES = ", ".join(rules.COLUMNS)
_PUT = text(f"INSERT INTO {WORDS_TABLE} (rowid, {_NAMES}) VALUES (:number, :{', :'.join(rules.COLUMNS)})")  # noqa: S608 - names of ours
_DROP = text(f"DELETE FROM {WORDS_TABLE} WHERE rowid = :number")  # noqa: S608 - a name of ours
_EMPTY = text(f"DELETE FROM {WORDS_TABLE}")  # noqa: S608 - the same
_WORD = text(
    "INSERT INTO service_word (word, place) VALUES (:word, :place) "
    "ON CONFLICT (word) DO UPDATE SET place = max(place, excluded.place) WHERE place < excluded.place"
)


def feed(session: Session) -> None:
    """Make the entries anew that are due, inside the caller's transaction; called before each commit."""
    while due := list(session.scalars(select(ServiceDue.service_id).limit(AT_ONCE))):
        _follow(session, due)
        session.execute(_DUE.delete().where(ServiceDue.service_id.in_(due)))


def is_current(session: Session) -> bool:
    """Tell whether the index is there, was made by the words of this LinkDesk, and nothing is due."""
    made = session.scalars(select(ServiceSearchState.fingerprint)).first() == fingerprint()
    return made and session.scalars(select(ServiceDue.service_id).limit(1)).first() is None


def rebuild(session: Session) -> None:
    """Make the whole index anew from the tables, inside the caller's transaction."""
    for table in (ServiceSearch, ServiceWord, ServiceDue, ServiceSearchState):
        session.execute(delete(table))
    session.execute(_EMPTY)
    session.execute(insert(ServiceDue).from_select(["service_id"], select(LocalService.id)))
    feed(session)
    session.execute(insert(ServiceSearchState).values(fingerprint=fingerprint()))


def fingerprint() -> str:
    """Return what names rules and plain words: a change of either makes the index anew."""
    return hashlib.sha256(f"{rules.VERSION}\n{lexicon().fingerprint}".encode()).hexdigest()


def _follow(session: Session, due: list[UUID]) -> None:
    """Bring the entries of these services to what they should be; those that are gone leave."""
    before = session.execute(select(_ROWS.c.service_id, _ROWS.c.number).where(_ROWS.c.service_id.in_(due)))
    numbers: dict[UUID, int] = {row.service_id: row.number for row in before}
    if numbers:
        session.execute(_DROP, [{"number": number} for number in numbers.values()])
        session.execute(_ROWS.delete().where(_ROWS.c.number.in_(list(numbers.values()))))
    found = records(session, due)
    if not found:
        return
    free = 1 + (session.scalar(select(func.max(_ROWS.c.number))) or 0)
    free = max(free, 1 + max(numbers.values(), default=0))
    entries = [(record, rules.entry(record)) for record in found]
    places = _places(session, {each.postcode for _, each in entries if each.postcode})
    rows, texts, words = [], [], dict[str, bool]()
    for place, (record, each) in enumerate(entries):
        number = numbers.get(record.id, free + place)
        rows.append(_row(number, record, each, rules.at(record) or places.get(each.postcode)))
        texts.append({"number": number, **each.texts})
        words |= {word: words.get(word, False) or word in each.places for word in each.words}
    session.execute(_ROWS.insert(), rows)
    session.execute(_PUT, texts)
    kept = [{"word": word, "place": place} for word, place in words.items() if 2 < len(word) <= WORD_LENGTH]  # noqa: PLR2004 - shorter ones are no slips of anything
    if kept:
        session.execute(_WORD, kept)


def _row(number: int, record: ServiceRecord, each: rules.Entry, at: tuple[int, int] | None) -> dict[str, Any]:
    return {
        "number": number,
        "service_id": record.id,
        "name_key": search_key(record.name)[:KEY_LENGTH],
        "unused": each.unused,
        "minimum_age": each.minimum_age,
        "maximum_age": each.maximum_age,
        "postcode": each.postcode,
        "outward": rules.outward(each.postcode),
        "easting": at[0] if at else None,
        "northing": at[1] if at else None,
    }


def _places(session: Session, postcodes: set[str]) -> dict[str, tuple[int, int]]:
    asked = LocalPostcode.postcode.in_(postcodes) if postcodes else literal(value=False)
    found = session.execute(select(LocalPostcode.postcode, LocalPostcode.easting, LocalPostcode.northing).where(asked))
    return {postcode: (easting, northing) for postcode, easting, northing in found}
