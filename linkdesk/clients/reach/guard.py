"""The one check of every id in an address: whose client it leads to, and whether this worker may see them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from flask import request
from sqlalchemy import bindparam
from sqlalchemy import select
from werkzeug.routing import UUIDConverter

from linkdesk.clients.reach import sight
from linkdesk.record.base import Base
from linkdesk.record.errors import NotFound
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import declared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from flask import Flask
    from sqlalchemy import Select
    from sqlalchemy import Table
    from werkzeug.routing import Rule

    Ids = Mapping[str, str | None]

CLIENT_ID = "client_id"
_END = "_id"


def ids_of(rule: Rule) -> Iterator[str]:
    """Yield the variables of an address that are ids: by their name or by their kind."""
    for name, kind in sorted(rule._converters.items()):  # noqa: SLF001 - werkzeug has no public way to ask
        if name.endswith(_END) or isinstance(kind, UUIDConverter):
            yield name


def table_of(name: str, ids: Ids) -> Table | None:
    """Return the table whose `client_id` says whose an id is; None for an id behind which there is no client.

    `plan_id` is found by itself, because there is a table `plan` with a `client_id`.

    Raises:
        LookupError: the id leads to no table, and `ids` does not say why.
    """
    wanted = ids[name] if name in ids else ("client" if name == CLIENT_ID else name.removesuffix(_END))
    if wanted is None:
        return None
    table = Base.metadata.tables.get(wanted)
    if table is None or (wanted != "client" and CLIENT_ID not in table.columns):
        raise LookupError(name)
    return table


def unresolved(app: Flask, ids: Ids) -> list[str]:
    """Return the ids in addresses that lead to no client; an application with any must not start."""
    found = []
    for rule in app.url_map.iter_rules():
        for name in ids_of(rule):
            try:
                table_of(name, ids)
            except LookupError:
                found.append(f"{name} in {rule.rule}")
    return sorted(found)


def guard_reach(app: Flask, ids: Ids) -> None:
    """Answer 404 to every id that is unknown, that belongs to another client, or whose client is kept apart.

    All three get the same answer, so that nobody can learn from it that there is such a record. Stands after
    the guard of the gate, which has asked for the state and the role.
    """

    def guard() -> None:
        declaration = declared(app, request.endpoint)
        shut = declaration is None or declaration.level not in {Access.OPEN, Access.CLIENT}
        if shut or request.url_rule is None:
            return
        given = request.view_args or {}
        asked = {name: given[name] for name in ids_of(request.url_rule) if given.get(name) is not None}
        clients = {client for name, value in asked.items() for client in _clients(name, value, ids)}
        if len(clients) > 1 or not clients.isdisjoint(sight.hidden(session()) if clients else ()):
            raise NotFound

    app.before_request(guard)


@cache
def _whose(table: Table) -> Select[UUID | None]:
    """Return the question whose client a row belongs to; put together once, for it is asked for each page."""
    column = table.columns["id" if table.name == "client" else CLIENT_ID]
    return select(column).where(table.columns["id"] == bindparam("asked"))


def _clients(name: str, value: object, ids: Ids) -> Iterator[UUID]:
    """Yield the client an id leads to; none for an id without a client. Raises NotFound for an unknown one."""
    table = table_of(name, ids)
    if table is None:
        return
    if not isinstance(value, UUID):
        raise NotFound
    found = session().execute(_whose(table), {"asked": value}).first()
    if found is None:
        raise NotFound
    if found[0] is not None:
        yield found[0]
