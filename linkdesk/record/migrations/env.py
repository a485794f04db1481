"""Run the revisions in one transaction with foreign keys off: batch mode would delete every child row otherwise."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Connection

from linkdesk.record.base import Base


def run(connection: Connection) -> None:
    """Run what is asked on the connection handed in; foreign keys are checked before anything is kept."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        _foreign_keys(connection, "OFF")  # before any BEGIN, else it is ignored
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
            if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                raise RuntimeError("the migration left rows without their parent")
    finally:
        if sqlite:
            _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, state: str) -> None:
    raw: Any = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA foreign_keys={state}")


run(context.config.attributes["connection"])
