"""A dossier with something in every table, and its rows by the names of the columns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from linkdesk.clients.rules import Impairment
from linkdesk.exchange.rules import Dossier
from linkdesk.exchange.tables.every import TABLES
from tests.data import people
from tests.data.exchange_dossier import dossier

BY_NAME = {table.name: table for table in TABLES}


def whole() -> Dossier:
    """Return a dossier with something in every table."""
    client = people.client(
        3,
        impairments=(Impairment("Hearing", "Left ear"),),
        mobility=("Uses a stick",),
        other_requirements=("Ground floor",),
    )
    return replace(dossier(3), client=client)


def rows(name: str, made: Dossier | None = None) -> list[dict[str, Any]]:
    """Return the rows of a table."""
    table = BY_NAME[name]
    return [dict(zip(table.header, row, strict=True)) for row in table.rows(made or whole())]
