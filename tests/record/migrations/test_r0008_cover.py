"""Revision 0008 adds covers; a client is kept on the way up and down."""

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

BEFORE = "0007"
ROW = "INSERT INTO cover VALUES ('i', 'o', 'o', '2026-11-25', '2026-11-25', 1, 'w', 'c', '2026-11-25', '2026-11-26')"


def test_a_client_is_kept_on_the_way_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    add_client(session, actor, new_client())
    session.close()
    with engine.begin() as connection:
        connection.exec_driver_sql(ROW)
    migrate.downgrade(engine, BEFORE)
    assert "cover" not in inspect(engine).get_table_names()
    migrate.upgrade(engine)
    assert "ix_client_owner_name" in {index["name"] for index in inspect(engine).get_indexes("client")}
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM cover").scalar_one() == 0
        assert connection.scalar(select(func.count()).select_from(Client.__table__)) == 1
