"""No table about a client is forgotten when two records become one."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint

import linkdesk.application  # noqa: F401 - loads every room's tables
from linkdesk.clients.merging import tables
from linkdesk.record.audit import LOGS
from linkdesk.record.base import Base

FOUND = {table.name: (table, rule) for _kind, table, rule in tables.kinds()}


def test_every_table_with_a_client_is_moved_or_made_anew() -> None:
    """A column that points to a client is called `client_id`; else merging would leave it behind."""
    for table in Base.metadata.sorted_tables:
        to_client = {key.parent.name for key in table.foreign_keys if key.column.table.name == "client"}
        assert to_client <= {"client_id"}, table.name
        if "client_id" in table.c and table.name not in LOGS and not table.info.get("unaudited"):
            assert table.name in FOUND


def test_where_a_client_may_have_one_row_or_numbers_it_is_said_how_two_live_together() -> None:
    for name, (table, rule) in FOUND.items():
        uniques = [[c.name for c in each.columns] for each in table.constraints if isinstance(each, UniqueConstraint)]
        uniques += [[column.name for column in index.columns] for index in table.indexes if index.unique]
        for columns in (set(each) for each in uniques if "client_id" in each):
            assert columns == (set(rule.one_of) or {"client_id", "number"}), name
            assert bool(rule.one_of) != bool(rule.numbered_by), name
        if rule.numbered_by:
            assert {"number", rule.numbered_by} <= set(table.c.keys()), name


def test_parents_come_before_their_children() -> None:
    order = list(FOUND)
    for name, (table, _rule) in FOUND.items():
        for _column, other in tables.parents(table):
            assert other == name or order.index(other) < order.index(name)
    assert ("plan_id", "plan") in set(tables.parents(FOUND["plan_goal"][0]))
