"""What becomes of each object of an import: new, joined with what was typed here, changed, or the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import select

from linkdesk.record.checks import search_key
from linkdesk.services.feeds import joining
from linkdesk.services.feeds.models import LocalSaid
from linkdesk.services.feeds.models import LocalSourceRow
from linkdesk.services.feeds.rules import NAME_LENGTH
from linkdesk.services.feeds.rules import Kind
from linkdesk.services.feeds.rules import Outcome
from linkdesk.services.feeds.said import NOTHING
from linkdesk.services.feeds.said import said_of
from linkdesk.services.models import LocalAddress
from linkdesk.services.models import LocalService
from linkdesk.services.models import LocalServiceAtLocation
from linkdesk.services.queries import records
from linkdesk.services.rules import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.services.rules import ServiceRecord


SAID = (*(LocalSaid.kind, LocalSaid.hsds_id, LocalSaid.row_id, LocalSaid.body, LocalSaid.gone_on, LocalSaid.source_id),)


@dataclass(frozen=True)
class Judged:
    """One object: what was said before and now, and what stands here after it was brought in."""

    id: int
    kind: Kind
    hsds_id: str
    name: str
    outcome: Outcome
    body: dict[str, Any]
    before: dict[str, Any] | None
    parts: dict[str, Any]
    notes: tuple[str, ...]
    row_id: UUID | None = None
    record: ServiceRecord | None = None
    changes: tuple[str, ...] = ()


class Judge:
    """Knows what is here; judges objects of an import, a pile at a time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._typed = _typed(session)

    def pile(self, ids: Sequence[int]) -> list[Judged]:
        """Return what becomes of these rows of an import."""
        table = LocalSourceRow
        columns = (table.id, table.kind, table.hsds_id, table.body, table.notes)
        rows = self._session.execute(select(*columns).where(table.id.in_(ids)).order_by(table.id)).all()
        said = {
            (each.kind, each.hsds_id): each
            for each in self._session.execute(select(*SAID).where(LocalSaid.hsds_id.in_([row.hsds_id for row in rows])))
        }
        read = {row.id: said_of(row.body if row.kind is Kind.SERVICE else _as_service(row)) for row in rows}
        known = {row.id: self._place(row, said.get((row.kind, row.hsds_id)), read[row.id].parts) for row in rows}
        found = {each.id: each for each in records(self._session, [each for each in known.values() if each])}
        judged = []
        for row in rows:
            old, there = said.get((row.kind, row.hsds_id)), known[row.id]
            record = found.get(there) if there else None
            notes = (*row.notes, *(read[row.id].notes if row.kind is Kind.SERVICE else ()))
            judged.append(_judged(row, old, record, read[row.id].parts, list(dict.fromkeys(notes))))
        return judged

    def _place(self, row: Any, old: Any, parts: dict[str, Any]) -> UUID | None:
        """Return which service here it is, if any: by its id, else one that was typed with the same name and place."""
        if row.kind is not Kind.SERVICE:
            return None
        if old is not None:
            found: UUID = old.row_id
            return found
        return self._typed.pop((search_key(parts["name"]), parts["postal_code"]), None)


def _typed(session: Session) -> dict[tuple[str, str], UUID]:
    """Return the services that no source knows, by name and postcode."""
    at, address = LocalServiceAtLocation, LocalAddress
    query = (
        select(LocalService.id, LocalService.name, address.postal_code)
        .outerjoin(at, at.service_id == LocalService.id)
        .outerjoin(address, address.location_id == at.location_id)
        .where(LocalService.id.not_in(select(LocalSaid.row_id).where(LocalSaid.kind == Kind.SERVICE)))
    )
    return {(search_key(each.name), each.postal_code or ""): each.id for each in session.execute(query)}


def _as_service(row: Any) -> dict[str, Any]:
    """Return a place or an organisation in the shape of a service, so that its parts are read alike."""
    if row.kind is Kind.ORGANIZATION:
        return {"name": row.body.get("name"), "organization": row.body}
    return {"name": row.body.get("name"), "service_at_locations": [{"location": row.body}]}


def _judged(row: Any, old: Any, record: ServiceRecord | None, theirs: dict[str, Any], notes: list[str]) -> Judged:
    body = joining.newer(old.body, row.body) if old is not None else row.body
    before = (
        None
        if old is None
        else {
            "body": old.body,
            "source_id": old.source_id.hex,
            "gone_on": old.gone_on.isoformat() if old.gone_on else None,
        }
    )
    name = str(theirs["organization"] if row.kind is Kind.ORGANIZATION else theirs["name"])[:NAME_LENGTH]
    own = (row.id, row.kind, row.hsds_id, name)
    if row.kind is not Kind.SERVICE:
        outcome = Outcome.NEW if old is None else Outcome.SAME if body == old.body else Outcome.CHANGED
        return Judged(*own, outcome, body, before, theirs, tuple(notes), row_id=old.row_id if old is not None else None)
    if record is None:
        return Judged(*own, Outcome.NEW, body, before, theirs, tuple(notes))
    base = said_of(old.body).parts if old is not None else NOTHING
    ours = joining.parts_of(record)
    parts, kept = joining.joined(base, said_of(body).parts, ours)
    changes = tuple(name for name in parts if parts[name] != ours[name])
    if kept:
        notes.append(f"What you wrote stays: {', '.join(called(name) for name in kept)}.")
    if changes and old is not None:
        notes.insert(0, f"Changed: {', '.join(called(name) for name in changes)}.")
    same = old is not None and body == old.body and not changes and old.gone_on is None
    outcome = Outcome.JOINED if old is None else Outcome.SAME if same else Outcome.CHANGED
    return Judged(*own, outcome, body, before, parts, tuple(notes), record.id, record, changes)


def called(name: str) -> str:
    """Return what a part is called for a worker."""
    more = {"minimum_age": "ages", "maximum_age": "ages", "terms": "kind of service"}
    return more.get(name) or NAMES.get(name, name.replace("_", " ")).lower().rstrip("?")
