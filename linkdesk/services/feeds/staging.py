"""Keeping what was read from a file or an address until a worker decides; the directory is not touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from linkdesk.record.errors import FileRefused
from linkdesk.record.session import brief_write
from linkdesk.services.feeds import joining
from linkdesk.services.feeds.models import LocalSource
from linkdesk.services.feeds.models import LocalSourceRow
from linkdesk.services.feeds.plain import mapping
from linkdesk.services.feeds.plain import words
from linkdesk.services.feeds.rules import NAME_LENGTH
from linkdesk.services.feeds.rules import ORIGIN_LENGTH
from linkdesk.services.feeds.rules import PILE
from linkdesk.services.feeds.rules import Kind
from linkdesk.services.feeds.rules import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.services.feeds.rules import Format
    from linkdesk.services.feeds.rules import Tick

OBJECTS = "That file holds no service, organisation or place. Nothing was read from it. Choose another file."


@dataclass(frozen=True)
class Origin:
    """Where services come from: what a worker calls it, the name of the file or the address, and how it is written."""

    name: str
    origin: str
    format: Format
    digest: str = ""


@dataclass(frozen=True)
class Read:
    """One object as it was read, with what is wrong with how it stood there."""

    kind: Kind
    body: dict[str, Any]
    notes: tuple[str, ...] = ()


def quietly(_done: int, _total: int) -> None:
    """Tell nobody how far the work is."""


def stage(
    session: Session,
    actor: Actor,
    origin: Origin,
    objects: Iterable[Read],
    tick: Tick = quietly,
    known: UUID | None = None,
) -> UUID:
    """Keep what was read until the worker decides, each object once, and return the id of the import (`known`, if any).

    Raises:
        FileRefused: what reads the objects refused, or there is none; nothing was kept.
    """
    with brief_write(session) as doors:
        source_id = known or doors.clock.new_id()
        session.execute(
            insert(LocalSource).values(
                id=source_id,
                worker_id=actor.worker_id,
                name=origin.name[:NAME_LENGTH],
                origin=origin.origin[:ORIGIN_LENGTH],
                format=origin.format,
                digest=origin.digest,
                state=State.LOOKED_AT,
                is_whole=False,
                counts={},
                notes=[],
                created_at=doors.clock.now(),
                done_at=None,
            )
        )
        kept = _Kept(session, source_id)
        for number, each in enumerate(objects):
            if number % PILE == 0:
                tick(number, 0)
            kept.take(each)
        kept.write()
        if not kept.count:
            raise FileRefused(OBJECTS)
    return source_id


class _Kept:
    """Objects on their way into the store; one that stands twice is put together."""

    def __init__(self, session: Session, source_id: UUID) -> None:
        self._session, self._source_id = session, source_id
        self._rows: dict[tuple[Kind, str], dict[str, Any]] = {}
        self._seen: set[tuple[Kind, str]] = set()
        self.count = 0

    def take(self, read: Read) -> None:
        name = words(read.body.get("name"))
        hsds_id, has_own = joining.id_of(read.body, read.kind, name, _postcode(read.body))
        notes = list(read.notes) if has_own else [*read.notes, "It has no id of its own: known by name and postcode."]
        key = (read.kind, hsds_id)
        row = {"source_id": self._source_id, "kind": read.kind, "hsds_id": hsds_id, "name": name[:NAME_LENGTH]}
        row |= {"body": {**read.body, "id": hsds_id}, "notes": notes, "outcome": None}
        if key in self._seen:
            self._again(key, row)
            return
        self._seen.add(key)
        self._rows[key] = row
        self.count += 1
        if len(self._rows) >= PILE:
            self.write()

    def _again(self, key: tuple[Kind, str], row: dict[str, Any]) -> None:
        twice = "It stands more than once in this file: what was said each time was put together."
        if key in self._rows:
            first = self._rows[key]
            first["body"] = joining.together(first["body"], row["body"])
            first["notes"] = list(dict.fromkeys([*first["notes"], *row["notes"], twice]))
            return
        table = LocalSourceRow
        mine = (table.source_id == self._source_id, table.kind == key[0], table.hsds_id == key[1])
        body, notes = self._session.execute(select(table.body, table.notes).where(*mine)).one()
        said = {"body": joining.together(body, row["body"]), "notes": list(dict.fromkeys([*notes, twice]))}
        self._session.execute(update(table).where(*mine).values(**said))

    def write(self) -> None:
        if self._rows:
            self._session.execute(insert(LocalSourceRow), list(self._rows.values()))
            self._rows.clear()


def _postcode(body: dict[str, Any]) -> str:
    at = body.get("service_at_locations")
    first = at[0] if isinstance(at, list) and at else {}
    addresses = mapping(mapping(first).get("location")).get("addresses")
    address = addresses[0] if isinstance(addresses, list) and addresses else {}
    return words(mapping(address).get("postal_code"))
