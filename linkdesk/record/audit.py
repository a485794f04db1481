"""Who changed what, chained with a key so that an edit outside LinkDesk shows; and who read what."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import uuid
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import LargeBinary
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import inspect
from sqlalchemy import select
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import Session
from sqlalchemy.orm import UOWTransaction
from sqlalchemy.orm import mapped_column

from linkdesk.record.base import ADDED
from linkdesk.record.base import Base

if TYPE_CHECKING:
    from linkdesk.record.session import Actor

HASH_BYTES = 32
FIRST_MAC = b"\0" * HASH_BYTES
ERASED = "erase_payload"
"""The verb of the chained entry that alone explains a missing payload."""


class AuditEntry(Base):
    """One changed row: chained, never updated, never deleted."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_row", "table_name", "row_id"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[uuid.UUID]
    verb: Mapped[str] = mapped_column(String(60))
    action: Mapped[str] = mapped_column(String(10))
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[str] = mapped_column(String(60))
    client_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    row_hash: Mapped[bytes] = mapped_column(LargeBinary(HASH_BYTES))
    payload_hash: Mapped[bytes] = mapped_column(LargeBinary(HASH_BYTES))
    mac: Mapped[bytes] = mapped_column(LargeBinary(HASH_BYTES))


class AuditPayload(Base):
    """Old and new values of one entry; only erasure may delete it, the chain holds its hash."""

    __tablename__ = "audit_payload"

    seq: Mapped[int] = mapped_column(ForeignKey(AuditEntry.seq), primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(Text)


class ReadEntry(Base):
    """Someone opened a client, a preview or an export; the only write that a GET may cause."""

    __tablename__ = "read_entry"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[uuid.UUID]
    kind: Mapped[str] = mapped_column(String(60))
    client_id: Mapped[uuid.UUID | None] = mapped_column(index=True)


@dataclass(frozen=True)
class Change:
    """One row as a flush changed it: `values` maps a column to its old and new value."""

    table: str
    row_id: str
    client_id: uuid.UUID | None
    action: str
    values: dict[str, tuple[Any, Any]]
    row_hash: bytes


@dataclass(frozen=True)
class Head:
    """The end of the chain; carried by backups so that a rolled back file shows."""

    seq: int
    mac: str


@dataclass(frozen=True)
class Verdict:
    """What verification found: entries checked and one sentence a fault; no faults means sound."""

    entries: int
    faults: tuple[str, ...]


def canonical(value: Any) -> bytes:
    """Return one spelling of plain values: sorted keys, no spaces, times and ids as text."""
    return _CANONICAL.encode(value).encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value)


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def hash_row(table: Table, row: dict[str, Any]) -> bytes:
    """Return the SHA-256 of a whole row, columns by name; see `record.base.added` for those that came later."""
    kept = {name: value for name, value in row.items() if not _as_before(table.c[name].info, value)}
    return hashlib.sha256(canonical(kept)).digest()


def _as_before(info: dict[Any, Any], value: Any) -> bool:
    return ADDED in info and bool(value == info[ADDED])


def changes(session: Session, flushed: UOWTransaction) -> Iterator[Change]:
    """Yield what the flush just did, row by row; call inside `after_flush`.

    A row that lost its parent (`delete-orphan`) is deleted by the flush without standing in `session.deleted`, so
    deletions are read from the flush itself.
    """
    gone = {
        id(state.obj()): state.obj() for state, (deletes, listed) in flushed.states.items() if deletes and not listed
    }
    for row in session.new:
        yield _change(row, "insert")
    for row in session.dirty:
        if id(row) not in gone and session.is_modified(row):
            yield _change(row, "update")
    for row in gone.values():
        yield _change(row, "delete")


def _change(row: Any, action: str) -> Change:
    state = inspect(row)
    table = state.mapper.local_table
    primary = state.mapper.get_property_by_column(state.mapper.primary_key[0]).key
    values: dict[str, tuple[Any, Any]] = {}
    whole: dict[str, Any] = {}
    for attribute in state.mapper.column_attrs:
        name = attribute.columns[0].name
        new = getattr(row, attribute.key)
        old = None if action == "insert" else _old(state, attribute.key, new)
        whole[name] = new
        if action == "delete":
            values[name] = (new, None)
        elif old != new:
            values[name] = (old, new)
    client_id = row.id if table.name == "client" else whole.get("client_id")
    hashed = FIRST_MAC if action == "delete" else hash_row(table, whole)
    return Change(table.name, str(getattr(row, primary)), client_id, action, values, hashed)


def _old(state: Any, key: str, new: Any) -> Any:
    """Return what a column held before the flush; a new row held nothing, and asking costs a third of an import."""
    history = state.attrs[key].history
    return history.deleted[0] if history.deleted else new


def _mac(key: bytes, before: bytes, fields: dict[str, Any]) -> bytes:
    return hmac.digest(key, before + canonical(fields), "sha256")


_ENTRIES = cast("Table", AuditEntry.__table__)
_PAYLOADS = cast("Table", AuditPayload.__table__)
_LAST = select(_ENTRIES.c.seq, _ENTRIES.c.mac).order_by(_ENTRIES.c.seq.desc()).limit(1)


def write(session: Session, key: bytes, actor_id: uuid.UUID, verb: str, at: datetime, noted: Sequence[Change]) -> None:
    """Append one chained entry and its payload for every noted change, in the caller's transaction."""
    if not noted:
        return
    last = session.execute(_LAST).first()
    seq, before = (last.seq, last.mac) if last else (0, FIRST_MAC)
    entries: list[dict[str, Any]] = []
    payloads: list[dict[str, Any]] = []
    for change in noted:
        seq += 1
        body = canonical(change.values)
        fields = {
            "seq": seq,
            "at": at,
            "actor_id": actor_id,
            "verb": verb,
            "action": change.action,
            "table_name": change.table,
            "row_id": change.row_id,
            "client_id": change.client_id,
            "row_hash": change.row_hash,
            "payload_hash": hashlib.sha256(body).digest(),
        }
        before = _mac(key, before, fields)
        entries.append({**fields, "mac": before})
        payloads.append({"seq": seq, "body": body.decode()})
    # Into the tables: what is only appended needs nothing of the classes, and each save pays for it.
    session.execute(_ENTRIES.insert(), entries)
    session.execute(_PAYLOADS.insert(), payloads)


APART = "apart:"
"""So begins the kind of a reading that stands in no common history, as `own_history` says of changes."""
READ = "linkdesk_read"
"""Under this name a session remembers whose reading it noted already."""


def record_reading(session: Session, actor: Actor, kind: str, client_id: uuid.UUID | None) -> None:
    """Leave a trace that `actor` is about to see something: 'client', 'print', 'export'.

    The trace is committed before anything is shown. It ends the reading transaction of the session.

    Raises:
        DiskFull: there is no room for the trace, so nothing may be shown.
        Busy: another process holds the vault for writing.
    """
    from linkdesk.record.session import brief_write

    with brief_write(session) as doors:
        session.execute(
            insert(ReadEntry).values(
                id=doors.clock.new_id(), at=doors.clock.now(), actor_id=actor.worker_id, kind=kind, client_id=client_id
            )
        )
    session.info.setdefault(READ, set()).add(client_id)


def was_noted(session: Session, client_id: uuid.UUID) -> bool:
    """Tell whether this session left a trace for this client already."""
    return client_id in session.info.get(READ, set())


def head(session: Session) -> Head:
    """Return the end of the chain; sequence 0 and an empty code for an empty one."""
    last = session.execute(select(AuditEntry.seq, AuditEntry.mac).order_by(AuditEntry.seq.desc()).limit(1)).first()
    return Head(last.seq, last.mac.hex()) if last else Head(0, "")


def verify(session: Session, key: bytes, tables: Sequence[Table] | None = None) -> Verdict:
    """Walk the whole chain and compare every row of `tables` (all audited ones) with its last entry.

    Finds an edited, removed or cut entry, a changed payload, a row edited outside LinkDesk and an old page put
    back. Whoever holds the key can write a new chain: only a head carried elsewhere (backup, paper) shows that.
    """
    faults: list[str] = []
    last_of_row: dict[tuple[str, str], bytes] = {}
    erased = _erased_payloads(session)
    before, expected, count = FIRST_MAC, 1, 0
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).yield_per(500):
        fields = {c.name: getattr(entry, c.name) for c in AuditEntry.__table__.columns if c.name != "mac"}
        if entry.seq != expected:
            faults.append(f"entries {expected} to {entry.seq - 1} are missing")
        if not hmac.compare_digest(entry.mac, _mac(key, before, fields)):
            faults.append(f"entry {entry.seq} was altered")
        before, expected, count = entry.mac, entry.seq + 1, count + 1
        last_of_row[entry.table_name, entry.row_id] = entry.row_hash
        faults.extend(_payload_fault(session, entry, erased))
    faults.extend(_row_faults(session, last_of_row, audited_tables() if tables is None else tables))
    return Verdict(count, tuple(faults))


def _erased_payloads(session: Session) -> set[int]:
    rows = session.scalars(select(AuditEntry.row_id).where(AuditEntry.verb == ERASED))
    return {int(row_id) for row_id in rows if row_id.isdigit()}


def _payload_fault(session: Session, entry: AuditEntry, erased: set[int]) -> Iterator[str]:
    body = session.scalar(select(AuditPayload.body).where(AuditPayload.seq == entry.seq))
    if body is None:
        if entry.seq not in erased:
            yield f"the content of entry {entry.seq} is missing"
    elif hashlib.sha256(body.encode()).digest() != entry.payload_hash:
        yield f"the content of entry {entry.seq} was altered"


def audited_tables() -> list[Table]:
    """Return the tables whose every row must have an entry: all mapped ones but the logs and drafts."""
    return [t for t in Base.metadata.sorted_tables if not t.info.get("unaudited") and t.name not in LOGS]


def own_history() -> frozenset[str]:
    """Return the tables whose changes stand in no common history (`record.base.ClientTable`)."""
    infos = ((t.name, t.info.get("client_table")) for t in Base.metadata.sorted_tables)
    return frozenset(name for name, info in infos if info is not None and info.own_history)


LOGS = frozenset({AuditEntry.__tablename__, AuditPayload.__tablename__, ReadEntry.__tablename__})


def _row_faults(session: Session, last_of_row: dict[tuple[str, str], bytes], tables: Sequence[Table]) -> Iterator[str]:
    for table in tables:
        seen: set[str] = set()
        primary = next(iter(table.primary_key.columns)).name
        for row in session.execute(select(table)).yield_per(500):
            row_id = str(row._mapping[primary])  # noqa: SLF001 - SQLAlchemy's public name for it
            seen.add(row_id)
            expected = last_of_row.get((table.name, row_id))
            if expected is None:
                yield f"a row of {table.name} has no entry"
            elif expected != hash_row(table, dict(row._mapping)):  # noqa: SLF001 - SQLAlchemy's public name for it
                yield f"a row of {table.name} does not match its last entry"
        for (name, row_id), hashed in last_of_row.items():
            if name == table.name and hashed != FIRST_MAC and row_id not in seen:
                yield f"a row of {name} is gone without an entry"


def count_entries(session: Session) -> int:
    """Return how many entries there are."""
    return session.scalar(select(func.count()).select_from(AuditEntry)) or 0
