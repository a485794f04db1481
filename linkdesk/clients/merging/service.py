"""The writing verbs of merging: two records become one, and two again."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from sqlalchemy import String
from sqlalchemy import Text
from sqlalchemy import inspect

from linkdesk.clients import queries as clients
from linkdesk.clients import rules as client_rules
from linkdesk.clients.merging import queries
from linkdesk.clients.merging import rules
from linkdesk.clients.merging import tables
from linkdesk.clients.merging.models import ClientMerge
from linkdesk.clients.merging.packing import pack
from linkdesk.clients.merging.packing import unpack
from linkdesk.clients.merging.rules import MERGE
from linkdesk.clients.merging.rules import TECHNICAL
from linkdesk.clients.merging.rules import UNDO
from linkdesk.clients.merging.rules import Pick
from linkdesk.clients.models import Client
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from linkdesk.clients.merging.rules import MergeClients
    from linkdesk.clients.merging.rules import UndoMerge
    from linkdesk.record.base import ClientTable
    from linkdesk.record.session import Actor

NUMBER = "number"
_ASIDE = 1_000_000
"""Above every number of a row: rows are numbered out of the way first, since no two may share one for a moment."""


def merge_clients(session: Session, actor: Actor, command: MergeClients) -> UUID:
    """Make one record of two and return the id of the merge.

    All that points to the other record moves; what each row was before is kept for the way back.

    Raises:
        NotFound: one of the two is not there, or not to be seen.
        Stale: somebody saved one of them after the page was opened.
        RuleBroken: the chosen details cannot be right together; nothing was changed.
    """
    with unit_of_work(session, actor, MERGE) as work:
        kept = _current(work.session, command.client_id, command.version)
        gone = _current(work.session, command.other_id, command.other_version)
        if kept is gone:
            raise NotFound
        name = client_rules.full_name(gone.title, gone.given_name, gone.family_name)
        _choose(kept, gone, command.picks, work.now.astimezone().date())
        for kind, table, rule in tables.kinds():
            _unite(work.session, kind, table, rule, (kept.id, gone.id))
        gone_id = gone.id
        work.session.flush()
        work.session.delete(gone)
        work.session.flush()
        row = ClientMerge(
            id=work.new_id(),
            client_id=kept.id,
            gone_id=gone_id,
            gone_name=name,
            changes=_packed(rules.folded(work.changes)),
            undone_at=None,
        )
        work.session.add(row)
        return row.id


def undo_merge(session: Session, actor: Actor, command: UndoMerge) -> UUID:
    """Take two records apart again and return the id of the one that is back.

    What nobody changed since is as it was before; what was changed since stays as it is now, where it belongs.

    Raises:
        NotFound: there is no such merge, it was undone, or a later one must be undone first.
        RuleBroken: something was added since and it was not said whose it is; nothing was changed.
    """
    with unit_of_work(session, actor, UNDO) as work:
        found = queries.merge_of(work.session, command.client_id, command.merge_id)
        undecided = [
            each
            for each in queries.later(work.session, command.client_id, command.merge_id)
            if each.key not in command.whose
        ]
        if undecided:
            raise RuleBroken("Some things were added since. Say for each of them whose it is. Nothing was changed.")
        merge = work.session.get_one(ClientMerge, found.id)
        back = _Back(work.session, merge, command.whose)
        back.client()
        back.number_aside()
        back.rows()
        merge.undone_at = work.now
        return merge.gone_id


def _current(session: Session, client_id: UUID, version: int) -> Client:
    row = session.get(Client, client_id)
    if row is None:
        raise NotFound
    if row.version != version:
        raise Stale
    return row


def _choose(kept: Client, gone: Client, picks: Mapping[str, Pick], today: date) -> None:
    """Put the chosen details into the record that stays, if they can be right together."""
    for name in queries.chosen_columns():
        value = rules.picked(getattr(kept, name), getattr(gone, name), picks.get(name, Pick.KEPT))
        if value != getattr(kept, name):
            setattr(kept, name, value)
    record = clients.record_of(kept)
    try:
        client_rules.check(record, today)
    except ValueError as refusal:
        raise RuleBroken(f"{refusal} Nothing was changed.") from None
    kept.family_key = client_rules.folded(record.family_name)
    kept.given_key = client_rules.folded(record.given_name)
    kept.search_text = client_rules.search_text(record)


def _unite(session: Session, kind: type[Any], table: Table, rule: ClientTable, ids: tuple[UUID, UUID]) -> None:
    """Let the rows of one table live together under the client who stays."""
    kept_id, gone_id = ids
    rows = tables.rows(session, kind, kept_id, gone_id)
    moved = frozenset(row.id for row in rows if row.client_id == gone_id)
    if not moved:
        return
    if rule.one_of:
        rows = _one_of_each(session, table, rule, rows)
    if rule.numbered_by:
        rows = sorted(rows, key=lambda row: (getattr(row, rule.numbered_by), row.created_at, str(row.id)))
        _number(session, rows, _ASIDE)
    for row in rows:
        if row.client_id == gone_id:
            row.client_id = kept_id
    if rule.numbered_by:
        session.flush()
        _number(session, rows, 0)
    if rule.settle is not None:
        rule.settle(rows, moved)
    session.flush()


def _number(session: Session, rows: Sequence[Any], above: int) -> None:
    for number, row in enumerate(rows, start=above + 1):
        row.number = number
    if above:
        session.flush()


def _one_of_each(session: Session, table: Table, rule: ClientTable, rows: Sequence[Any]) -> Sequence[Any]:
    """Of rows that cannot stand side by side keep the newer, and put the older aside."""
    kept: dict[tuple[Any, ...], Any] = {}
    for row in sorted(rows, key=lambda each: (each.updated_at, str(each.id))):
        key = tuple(getattr(row, name) for name in rule.one_of if name != tables.CLIENT_ID)
        older = kept.pop(key, None)
        if older is not None:
            if rule.put_below:
                _put_below(table, row, older)
            session.delete(older)
        kept[key] = row
    session.flush()
    return list(kept.values())


def _put_below(table: Table, newer: Any, older: Any) -> None:
    """Put what only the older row says below the texts of the newer one."""
    for column in table.columns:
        new, old = getattr(newer, column.name), getattr(older, column.name)
        if isinstance(column.type, String | Text) and type(new) is str and type(old) is str:
            setattr(newer, column.name, rules.put_below(new, old, column.type.length))


def _packed(found: dict[str, dict[str, tuple[str, dict[str, tuple[Any, Any]]]]]) -> dict[str, Any]:
    return {
        table: {
            row_id: {
                "action": action,
                "values": {
                    name: [pack(old), pack(new)] for name, (old, new) in values.items() if old != new or name == NUMBER
                },
            }
            for row_id, (action, values) in rows.items()
        }
        for table, rows in found.items()
    }


class _Back:
    """The way back of one merge."""

    def __init__(self, session: Session, merge: ClientMerge, whose: Mapping[str, bool]) -> None:
        self._session = session
        self._merge = merge
        self._changes: dict[str, Any] = deepcopy(merge.changes)
        self._whose = whose
        self._moved: set[tuple[str, str]] = set()

    def client(self) -> None:
        """Bring the other record back, and its details out of the one that stays unless they were changed since."""
        changes = self._changes[Client.__tablename__]
        self._insert(Client, Client.__table__, changes[str(self._merge.gone_id)]["values"])  # type: ignore[arg-type]
        kept = self._session.get_one(Client, self._merge.client_id)
        self._put_back(kept, Client.__table__, changes.get(str(kept.id), {"values": {}})["values"])  # type: ignore[arg-type]
        self._session.flush()

    def number_aside(self) -> None:
        """Number rows out of the way, so that no two share a number for a moment; those of later rows stay."""
        for kind, table, rule in tables.kinds():
            if not rule.numbered_by:
                continue
            for aside, (row_id, change) in enumerate(sorted(self._of(table).items()), start=_ASIDE + 1):
                row, number = self._get(kind, row_id), change["values"].get(NUMBER)
                if row is not None and number is not None and row.number == number[1]:
                    row.number = number[1] = aside
            self._session.flush()

    def rows(self) -> None:
        """Bring every row back to whom it belongs, parents before their children."""
        for kind, table, _rule in tables.kinds():
            for row_id, change in sorted(self._of(table).items()):
                row = self._get(kind, row_id)
                if change["action"] != "delete" and row is not None:
                    self._put_back(row, table, change["values"])
            self._session.flush()
            for _row_id, change in sorted(self._of(table).items()):
                if change["action"] == "delete":
                    self._insert(kind, table, change["values"])
            self._session.flush()
            self._give_later(kind, table)

    def _give_later(self, kind: type[Any], table: Table) -> None:
        """Give what was added since to whom it belongs: to its parent's client, else to whom the worker says."""
        for row in tables.rows(self._session, kind, self._merge.client_id):
            with_parent = any(
                (other, str(getattr(row, column))) in self._moved for column, other in tables.parents(table)
            )
            if with_parent or self._whose.get(f"{table.name}:{row.id}"):
                row.client_id = self._merge.gone_id
        self._session.flush()
        self._moved |= {(table.name, str(row.id)) for row in tables.rows(self._session, kind, self._merge.gone_id)}

    def _of(self, table: Table) -> dict[str, Any]:
        found: dict[str, Any] = self._changes.get(table.name, {})
        return found

    def _get(self, kind: type[Any], row_id: str) -> Any:
        return self._session.get(kind, UUID(row_id), execution_options=tables.ALL)

    def _put_back(self, row: Any, table: Table, values: dict[str, Any]) -> None:
        """Put back each value that is still as the merge left it."""
        for name, (old, new) in values.items():
            if name not in TECHNICAL and pack(getattr(row, name)) == new:
                setattr(row, name, unpack(table.columns[name], old))

    def _insert(self, kind: type[Any], table: Table, values: dict[str, Any]) -> None:
        """Put a row back that was taken away."""
        keys = {inspect(kind).get_property_by_column(column).key: column for column in table.columns}
        given = {
            key: unpack(column, values[column.name][0] if column.name in values else None)
            for key, column in keys.items()
            if column.name not in TECHNICAL
        }
        self._session.add(kind(**given))
