"""Revision 0033 keeps what a worker is told of the version before; forms stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.assessments.shelf import queries
from linkdesk.assessments.shelf import service
from linkdesk.record import migrate
from tests.assessments.shelf import made

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_forms_stay_and_there_is_nothing_to_tell(engine: Engine, session: Session, actor: Actor) -> None:
    form_id = service.bring_in(session, actor, made.raw(made.in_urdu()))
    session.close()
    migrate.downgrade(engine, "0032")
    with engine.connect() as connection:
        assert "carried" not in {column["name"] for column in inspect(connection).get_columns("shelf_form")}
    migrate.upgrade(engine)
    assert queries.entry(session, form_id).carried == ()
    assert queries.form_on_shelf(session, form_id).title == "My garden"
