"""This revision makes an empty index, keeps every record, and goes back without a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from linkdesk.clients.service import add_client
from linkdesk.desk.search.service import bring_up_to_date
from linkdesk.desk.search.service import is_current
from linkdesk.record import migrate
from linkdesk.record.migrations.versions import r0007_search as revision
from tests.data import people

if TYPE_CHECKING:
    from linkdesk.record.session import Actor


def count(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608 - our names


def test_rows_survive_and_the_index_is_made_at_the_next_unlock(engine: Engine, session: Session, actor: Actor) -> None:
    add_client(session, actor, people.new_client(1))
    before = count(engine, "search_term")
    session.close()
    migrate.downgrade(engine, revision.down_revision)
    with engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name LIKE '%search%'").all()
    assert left == []
    migrate.upgrade(engine)
    assert (count(engine, "client"), count(engine, "search_term")) == (1, 0)
    with Session(engine) as again:
        assert not is_current(again)
        assert bring_up_to_date(again)
        assert not bring_up_to_date(again)
    assert count(engine, "search_term") == before
