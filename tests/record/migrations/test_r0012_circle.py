"""Revision 0012 brings the people around a client; clients stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.circle.queries import circle_of
from linkdesk.clients.circle.rules import AddPerson
from linkdesk.clients.circle.service import add_person
from linkdesk.clients.queries import client_record
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_clients_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    add_person(session, actor, AddPerson(client_id=client, name="Ana"))
    session.close()
    migrate.downgrade(engine, "0011")
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    assert "circle_person" not in tables
    migrate.upgrade(engine)
    assert circle_of(session, client).spots == ()
    assert client_record(session, client).town == "Testham"
