"""Revision 0001 makes the audit append-only and goes back to nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from linkdesk.record import migrate

ENTRY = "INSERT INTO audit_entry VALUES (1, 't', 'a', 'v', 'insert', 't', '1', NULL, x'00', x'00', x'00')"


def test_data_of_this_revision_is_kept_and_guarded(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(ENTRY)
        connection.exec_driver_sql("INSERT INTO audit_payload VALUES (1, '{}')")
    with engine.connect() as connection:
        with pytest.raises(DatabaseError, match="append-only"):
            connection.exec_driver_sql("DELETE FROM audit_entry")
        assert connection.exec_driver_sql("SELECT count(*) FROM audit_entry").scalar_one() == 1


def test_going_back_drops_all(engine: Engine) -> None:
    migrate.downgrade(engine, "base")
    with engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()
    assert left == []
