"""Every table says what must be decided for it, and every constraint has a name."""

from __future__ import annotations

import uuid

import linkdesk.application  # noqa: F401 - loads every room's tables
from linkdesk.record.audit import LOGS
from linkdesk.record.base import ADDED
from linkdesk.record.base import Base
from linkdesk.record.base import ClientTable
from linkdesk.record.base import added
from linkdesk.record.base import client_table

TABLES = Base.metadata.sorted_tables
KERNEL = LOGS | {table.name for table in TABLES if table.info.get("unaudited")}
TRAVELLERS = [table for table in TABLES if table.name not in KERNEL]


def test_each_table_with_a_client_says_how_it_merges_leaves_and_is_erased() -> None:
    with_client = [t for t in TABLES if t.name not in LOGS and ("client_id" in t.c or t.name == "client")]
    assert with_client, "there are such tables"
    for table in with_client:
        said = table.info.get("client_table")
        assert isinstance(said, ClientTable), table.name
        assert said.merge, table.name
        assert said.export, table.name
        assert said.erase, table.name


def test_each_table_that_will_travel_has_owner_times_and_version() -> None:
    wanted = {"id", "organisation_id", "owner_id", "created_at", "updated_at", "version"}
    for table in TRAVELLERS:
        assert wanted <= set(table.c.keys()), table.name
        assert [c.name for c in table.primary_key] == ["id"], table.name
        assert table.c.id.type.python_type is uuid.UUID, table.name


def test_every_constraint_has_a_name() -> None:
    """Alembic cannot change later what has no name."""
    assert [t.name for t in TABLES for c in t.constraints if c.name is None] == []


def test_the_three_answers_are_kept() -> None:
    assert client_table(merge="a", export="b", erase="c") == {"client_table": ClientTable("a", "b", "c")}


def test_an_added_column_says_what_older_rows_hold() -> None:
    assert added([]) == {ADDED: []}
