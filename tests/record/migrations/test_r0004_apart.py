"""Revision 0004 adds the tables of records kept apart; a client is kept on the way up and down."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy import func
from sqlalchemy import inspect
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.clients.models import Client
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from linkdesk.record.session import Actor
from tests.data.people import new_client

TABLES = {"restriction", "named_worker", "glass_broken"}
BEFORE = "0003"
ROW = "'{id}', 'o', 'o', '2026-11-25 10:00:00', '2026-11-25 10:00:00', 1, '{client}'"


def names(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) & TABLES


def test_a_client_is_kept_on_the_way_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    client = add_client(session, actor, new_client())
    session.close()
    with engine.begin() as connection:
        restriction = ROW.format(id="r" * 32, client=client.hex)
        connection.exec_driver_sql(f"INSERT INTO restriction VALUES ({restriction}, 'a relative', NULL, '')")  # noqa: S608
        named = ROW.format(id="n" * 32, client=client.hex)
        connection.exec_driver_sql(f"INSERT INTO named_worker VALUES ({named}, '{'r' * 32}', 'w')")  # noqa: S608
    assert names(engine) == TABLES
    migrate.downgrade(engine, BEFORE)
    assert names(engine) == set()
    migrate.upgrade(engine)
    assert names(engine) == TABLES
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Client.__table__)) == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM restriction").scalar_one() == 0
