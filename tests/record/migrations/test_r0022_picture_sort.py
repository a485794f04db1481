"""Revision 0022 brings picture sorts; talks and their answers stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy import select

from linkdesk.assessments.models import Assessment
from linkdesk.assessments.sort.queries import sorts_of
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from tests.assessments.sort import samples
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_what_was_sorted_stays_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    samples.whole(session, actor, client)
    session.close()
    migrate.downgrade(engine, "0021")
    assert "picture_sort" not in inspect(engine).get_table_names()
    assert session.scalars(select(Assessment.client_id)).all() == [client]
    session.close()
    migrate.upgrade(engine)
    (sort,) = sorts_of(session, client)
    assert sort.goal == "I want to change this: My money and bills"
