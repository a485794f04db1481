"""The models can be made on PostgreSQL too, so that a team's store stays possible."""

from __future__ import annotations

from sqlalchemy import create_mock_engine

import linkdesk.application  # noqa: F401 - loads every room's tables
from linkdesk.record.base import Base

LONGEST_NAME = 63


def statements() -> list[str]:
    """Return what would be sent to a PostgreSQL server."""
    sent: list[str] = []

    def take(statement: object, *_given: object, **_named: object) -> None:
        sent.append(str(statement.compile(dialect=engine.dialect)) if hasattr(statement, "compile") else str(statement))

    engine = create_mock_engine("postgresql://", take)
    Base.metadata.create_all(engine, checkfirst=False)
    return sent


def test_every_table_compiles() -> None:
    made = "\n".join(statements())
    for table in Base.metadata.sorted_tables:
        assert f"CREATE TABLE {table.name} " in made
    assert " UUID" in made, "ids are real UUIDs there"
    assert " JSON" in made


def test_every_name_fits() -> None:
    """PostgreSQL cuts names after 63 bytes, and two cut names can be the same."""
    tables = Base.metadata.sorted_tables
    names = [table.name for table in tables]
    names += [str(one.name) for table in tables for one in table.constraints]
    names += [str(one.name) for table in tables for one in table.indexes]
    assert [name for name in names if len(name.encode()) > LONGEST_NAME] == []
    assert len(set(names)) == len(names)
