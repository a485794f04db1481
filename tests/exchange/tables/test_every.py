"""The flat tables: one row for each thing, keys that hold."""

from __future__ import annotations

from linkdesk.exchange.tables.every import TABLES
from tests.exchange.tables.samples import BY_NAME
from tests.exchange.tables.samples import whole


def test_every_row_is_as_wide_as_its_header() -> None:
    for table in TABLES:
        rows = list(table.rows(whole()))
        assert rows, table.name
        assert {len(row) for row in rows} == {len(table.header)}


def test_keys_are_columns_and_parents_come_first() -> None:
    seen: set[str] = set()
    for table in TABLES:
        assert set(table.key) <= set(table.header)
        for column, parent in table.parents:
            assert column in table.header
            assert parent in seen
        seen.add(table.name)


def test_keys_are_unique_and_parents_are_there() -> None:
    for table in TABLES:
        rows = [dict(zip(table.header, row, strict=True)) for row in table.rows(whole())]
        keys = [tuple(row[name] for name in table.key) for row in rows]
        assert len(set(keys)) == len(keys)
        for column, parent in table.parents:
            ids = {row[0] for row in BY_NAME[parent].rows(whole())}
            assert {row[column] for row in rows} - {None} <= ids


def test_nothing_drawn_and_nothing_of_the_read_log_is_a_column() -> None:
    names = {name for table in TABLES for name in table.header}
    assert names.isdisjoint({"signature", "search_text", "owner_id", "version", "worker_phone"})


def test_the_sex_of_a_person_is_no_column() -> None:
    assert not [name for table in TABLES for name in table.header if "sex" in name]
