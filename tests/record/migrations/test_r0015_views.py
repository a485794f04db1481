"""Revision 0015 adds saved views; clients and their episodes are kept on the way up and down."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy import func
from sqlalchemy import inspect
from sqlalchemy import select
from sqlalchemy.orm import Session

from linkdesk.clients.service import add_client
from linkdesk.episodes.models import Episode
from linkdesk.episodes.service import receive_referral
from linkdesk.record import migrate
from linkdesk.record.session import Actor
from tests.data.people import new_client
from tests.episodes.conftest import referral

BEFORE = "0014"
VIEW = "INSERT INTO saved_view VALUES ('v', 'o', 'w', '2026-11-25', '2026-11-25', 1, 'Reviews', 'mine', '', 'name', 1)"
FIRST = "INSERT INTO first_view VALUES ('i', 'o', 'w', '2026-11-25', '2026-11-25', 1, 'v')"


def test_episodes_are_kept_on_the_way_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    receive_referral(session, actor, referral(add_client(session, actor, new_client())))
    session.close()
    with engine.begin() as connection:
        connection.exec_driver_sql(VIEW)
        connection.exec_driver_sql(FIRST)
    migrate.downgrade(engine, BEFORE)
    assert {"saved_view", "first_view"}.isdisjoint(inspect(engine).get_table_names())
    migrate.upgrade(engine)
    assert "ix_episode_closed_received" in {index["name"] for index in inspect(engine).get_indexes("episode")}
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM saved_view").scalar_one() == 0
        assert connection.scalar(select(func.count()).select_from(Episode.__table__)) == 1
