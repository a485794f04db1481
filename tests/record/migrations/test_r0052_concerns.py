"""Revision 0052 brings concerns; clients stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.clients.queries import client_record
from linkdesk.concerns.queries import all_concerns
from linkdesk.concerns.service import raise_concern
from linkdesk.record import migrate
from linkdesk.record.migrations.versions import r0052_concerns
from tests.concerns.conftest import worry
from tests.contacts.conftest import person  # noqa: F401 - a fixture

if TYPE_CHECKING:
    import uuid

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_clients_stay_when_it_goes_down_and_up(
    engine: Engine,
    session: Session,
    actor: Actor,
    person: uuid.UUID,  # noqa: F811 - the fixture
) -> None:
    raise_concern(session, actor, worry(person))
    before = client_record(session, person)
    session.close()
    migrate.downgrade(engine, r0052_concerns.down_revision)
    assert not {"concern", "concern_step", "concern_reader"} & set(inspect(engine).get_table_names())
    migrate.upgrade(engine)
    assert client_record(session, person) == before
    assert all_concerns(session, actor) == ()
