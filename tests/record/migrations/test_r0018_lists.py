"""Revision 0018 changes indexes only: what is on record stays, up and down, and the lists read the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_only_indexes_change_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    session.close()
    migrate.downgrade(engine, "0017")
    assert "ix_plan_status_review" in _indexes(engine, "plan")
    assert "ix_episode_going_on" not in _indexes(engine, "episode")
    migrate.upgrade(engine)
    assert "ix_plan_status_review" not in _indexes(engine, "plan")
    assert "ix_episode_going_on" in _indexes(engine, "episode")
    assert session.scalars(select(Client.id)).all() == [client]


def _indexes(engine: Engine, table: str) -> set[str | None]:
    return {each["name"] for each in inspect(engine).get_indexes(table)}
