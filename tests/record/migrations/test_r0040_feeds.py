"""Revision 0040 lets services come from feeds; those that were typed stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.record import migrate
from linkdesk.services import queries
from linkdesk.services.service import add_service
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

LATER = {"local_taxonomy_term", "local_source", "local_source_row", "local_said"}


def test_services_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    garden = add_service(session, actor, GARDEN)
    before = queries.service_record(session, garden)
    session.close()
    migrate.downgrade(engine, "0039")
    assert not LATER & set(inspect(engine).get_table_names())
    assert "latitude" not in {each["name"] for each in inspect(engine).get_columns("local_location")}
    migrate.upgrade(engine)
    assert set(inspect(engine).get_table_names()) >= LATER
    assert queries.service_record(session, garden) == before
