"""Revision 0055 brings drop-ins; clients and their contacts stay, up and down."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.contacts.dropins.service import name_drop_in
from linkdesk.contacts.dropins.service import note_drop_in
from linkdesk.contacts.queries import contacts_of
from linkdesk.record import migrate
from tests.contacts.conftest import person  # noqa: F401 - a fixture
from tests.contacts.dropins.test_service import dropped

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_contacts_stay_when_it_goes_down_and_up(
    engine: Engine,
    session: Session,
    actor: Actor,
    person: uuid.UUID,  # noqa: F811 - the fixture
) -> None:
    note_drop_in(session, actor, dropped())
    name_drop_in(session, actor, uuid.UUID(int=1), 1, person)
    before = contacts_of(session, person)
    session.close()
    migrate.downgrade(engine, "0044")
    assert not {"drop_in", "drop_in_session"} & set(inspect(engine).get_table_names())
    migrate.upgrade(engine)
    assert contacts_of(session, person) == before
