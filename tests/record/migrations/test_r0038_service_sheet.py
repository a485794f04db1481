"""Revision 0038 lets a print be about a local service; prints stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.given.service import note_print
from linkdesk.record import migrate
from tests.printing.given.test_service import agreed
from tests.printing.given.test_service import note

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_prints_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    kept = note_print(session, actor, note(person))
    session.close()
    migrate.downgrade(engine, "0037")
    with engine.connect() as connection:
        assert "service_id" not in {column["name"] for column in inspect(connection).get_columns("print_out")}
    migrate.upgrade(engine)
    assert [(each.id, each.service_id) for each in prints_of(session, person.id)] == [(kept, None)]
