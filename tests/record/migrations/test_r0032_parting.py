"""Revision 0032 brings how meetings ended; plans stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy import select

from linkdesk.plans.models import Plan
from linkdesk.printing.parting.queries import partings_of
from linkdesk.printing.parting.service import end_meeting
from linkdesk.record import migrate
from tests.printing.given.test_service import agreed
from tests.printing.parting.test_service import end

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_plans_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    person = agreed(session, actor)
    end_meeting(session, actor, end(person))
    session.close()
    migrate.downgrade(engine, "0031")
    assert not {"parting", "reminder"} & set(inspect(engine).get_table_names())
    assert session.scalars(select(Plan.id)).all() == [person.plan]
    session.close()
    migrate.upgrade(engine)
    assert partings_of(session, person.id) == ()
