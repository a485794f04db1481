"""Revision 0025 keeps what a person reads apart from what they speak; people stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy import text

from linkdesk.clients.queries import client_record
from linkdesk.clients.service import add_client
from linkdesk.record import migrate
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_people_stay_and_what_they_read_goes_with_the_columns(engine: Engine, session: Session, actor: Actor) -> None:
    details = people.new_client(4, reading_language="pa-Arab", does_not_read=True, needs=(), interpreter_needed=False)
    client = add_client(session, actor, details)
    session.close()
    migrate.downgrade(engine, "0024")
    with engine.connect() as connection:
        columns = {column["name"] for column in inspect(connection).get_columns("client")}
        assert not {"reading_language", "does_not_read"} & columns
        assert connection.scalar(text("SELECT language FROM client")) == "pl"
    migrate.upgrade(engine)
    found = client_record(session, client)
    assert (found.language, found.reading_language, found.does_not_read) == ("pl", "", None)
