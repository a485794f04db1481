"""Going back keeps every client; merged records stay one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Engine

from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from linkdesk.record.migrations.versions import r0014_merging as revision
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_rows_survive_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    add_client(session, actor, people.new_client(1))
    session.close()
    migrate.downgrade(engine, revision.down_revision)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM client").scalar_one() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM client_merge").scalar_one() == 0
