"""Bring a vault to the newest schema; a failure leaves nothing behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from linkdesk.record import migrations
from linkdesk.record.session import WRITING

HEAD = migrations.HEAD
KNOWN = migrations.KNOWN


def config(connection: object) -> Any:
    """Return Alembic's configuration for a connection, without any file of settings."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the missing revisions in one transaction, all or none; the caller made a backup first."""
    from alembic import command

    with engine.connect().execution_options(**{WRITING: True}) as connection:
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Go back to an older revision, all or none; for tests and for support."""
    from alembic import command

    with engine.connect().execution_options(**{WRITING: True}) as connection:
        command.downgrade(config(connection), revision)


def current(engine: Engine) -> str | None:
    """Return the revision the vault is at."""
    with engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])
