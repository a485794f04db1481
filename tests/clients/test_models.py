"""The table of clients agrees with the rules."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import inspect

from linkdesk.clients import rules
from linkdesk.clients.models import Client
from linkdesk.clients.rules import ClientDetails


def test_every_detail_has_a_column() -> None:
    assert {field.name for field in fields(ClientDetails)} <= set(Client.__table__.columns.keys())


def test_columns_are_as_long_as_the_rules_allow() -> None:
    kinds = {column.name: column.type for column in inspect(Client).columns}
    lengths = {name: kind.length for name, kind in kinds.items() if isinstance(kind, String)}
    assert {name: lengths[name] for name in rules.LENGTHS} == rules.LENGTHS


def test_it_says_how_it_merges_leaves_and_is_erased() -> None:
    table = inspect(Client).local_table
    assert isinstance(table, Table)
    info = table.info["client_table"]
    assert all((info.merge, info.export, info.erase))
