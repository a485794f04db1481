"""Revision 0037 brings local services; clients stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from linkdesk.services import queries
from linkdesk.services.service import add_service
from tests.data import people
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_clients_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    add_service(session, actor, GARDEN)
    session.close()
    migrate.downgrade(engine, "0036")
    assert not [name for name in inspect(engine).get_table_names() if name.startswith("local_")]
    assert session.scalars(select(Client.id)).all() == [client]
    session.close()
    migrate.upgrade(engine)
    assert queries.services(session) == ()
