"""Revision 0044 brings contacts; clients and referrals stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.contacts.queries import contacts_of
from linkdesk.contacts.service import note_contact
from linkdesk.episodes.queries import episodes_of
from linkdesk.record import migrate
from tests.contacts.conftest import note
from tests.contacts.conftest import person  # noqa: F401 - a fixture

if TYPE_CHECKING:
    import uuid

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_referrals_stay_when_it_goes_down_and_up(
    engine: Engine,
    session: Session,
    actor: Actor,
    person: uuid.UUID,  # noqa: F811 - the fixture
) -> None:
    note_contact(session, actor, note(person))
    before = episodes_of(session, person)
    session.close()
    migrate.downgrade(engine, "0040")
    assert "contact" not in inspect(engine).get_table_names()
    migrate.upgrade(engine)
    assert contacts_of(session, person) == ()
    assert episodes_of(session, person) == before
