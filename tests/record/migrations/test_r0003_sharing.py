"""The revision of sharing leaves every client as they were, up and down, and keeps its own rows apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

BEFORE = "0002"
TABLES = ("sharing_decision", "sharing_representative", "sharing_override", "sharing_passed")
PASSED = (
    "INSERT INTO sharing_passed SELECT id, organisation_id, owner_id, created_at, updated_at, 1, "
    "{client}, 'gp', '', 'A file', 'They said yes' FROM client LIMIT 1"
)


def names(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())


def count(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608 - our own


def test_clients_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    add_client(session, actor, people.new_client(0))
    session.close()
    with engine.begin() as connection:
        connection.exec_driver_sql(PASSED.format(client="id"))
    migrate.downgrade(engine, BEFORE)
    assert not set(TABLES) & names(engine)
    assert count(engine, "client") == 1
    migrate.upgrade(engine)
    assert set(TABLES) <= names(engine)
    assert [count(engine, table) for table in ("client", *TABLES)] == [1, 0, 0, 0, 0]


def test_no_row_without_its_client(engine: Engine, session: Session, actor: Actor) -> None:
    add_client(session, actor, people.new_client(0))
    session.close()
    with engine.begin() as connection, pytest.raises(IntegrityError, match="FOREIGN KEY"):
        connection.exec_driver_sql(PASSED.format(client="x'00'"))
