"""What takes long in a new vault and is the same in each: the newest schema, and the hash of a short code.

A new vault runs every revision there is, which takes far longer than most tests. Programs that a test starts, and the
first vault of each process, run the revisions.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from unittest import mock

from sqlalchemy import Connection
from sqlalchemy import Engine

from linkdesk.record.clock import SystemClock
from linkdesk.record.session import WRITING
from linkdesk.vault import lock
from linkdesk.vault.code import hash_code
from linkdesk.vault.upgrade import make_schema

_EVERYTHING = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"


@dataclass(frozen=True)
class Written:
    """What a new vault holds: the statements that make it, and the rows that are in it from the start."""

    statements: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Any, ...]], ...]


def read(connection: Connection) -> Written:
    """Return what stands in a database; tables that a virtual table makes by itself are left to it."""
    found = connection.exec_driver_sql(_EVERYTHING).all()
    virtual = [name for name, sql in found if sql.startswith("CREATE VIRTUAL")]
    made = [(name, sql) for name, sql in found if not any(name.startswith(f"{each}_") for each in virtual)]
    made = [(name, sql) for name, sql in made if not name.startswith("sqlite_")]
    tables = [name for name, sql in made if sql.startswith("CREATE TABLE")]
    rows = [
        (f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(row))})', tuple(row))  # noqa: S608 - names of ours
        for table in tables
        for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"')  # noqa: S608 - the same
    ]
    return Written(tuple(sql for _name, sql in made), tuple(rows))


class Newest:
    """Makes the schema of a new vault as `make_schema` does: by the revisions the first time, then from the paper."""

    def __init__(self) -> None:
        self._written: Written | None = None

    def __call__(self, engine: Engine) -> None:
        """Make the newest schema in an empty database."""
        if self._written is None:
            make_schema(engine)
            with engine.connect() as connection:
                self._written = read(connection)
            return
        with engine.connect().execution_options(**{WRITING: True}) as connection:
            for statement in self._written.statements:
                connection.exec_driver_sql(statement)
            for statement, row in self._written.rows:
                connection.exec_driver_sql(statement, row)
            connection.commit()


@cache
def hashed(code: str) -> bytes:
    """Return the hash of a short code, made once a run: it takes long on purpose."""
    return hash_code(code, SystemClock())


@contextmanager
def once_a_run() -> Iterator[None]:
    """Let new vaults of this process be made so."""
    with mock.patch.object(lock, "make_schema", Newest()):
        yield
