"""Revision 0010 brings risks and what is written about a person; clients stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.about.queries import about_of
from linkdesk.clients.about.rules import SaveAbout
from linkdesk.clients.about.service import save_about
from linkdesk.clients.queries import client_record
from linkdesk.clients.risks.queries import risks_of
from linkdesk.clients.risks.service import note_none_known
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_clients_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    save_about(session, actor, SaveAbout(client_id=client, version=0, wellness="Good days are dry days"))
    note_none_known(session, actor, client)
    session.close()
    migrate.downgrade(engine, "0009")
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    assert {"risk", "about_me"}.isdisjoint(tables)
    migrate.upgrade(engine)
    assert risks_of(session, client).missing
    assert about_of(session, client).version == 0
    assert client_record(session, client).town == "Testham"
