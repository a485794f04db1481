"""Revision 0028 brings what left the print page; plans stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy import select

from linkdesk.clients.service import add_client
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import start_plan
from linkdesk.printing.given.queries import copy_of
from linkdesk.printing.given.queries import prints_of
from linkdesk.printing.given.rules import GiveCopy
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.service import give_copy
from linkdesk.record import migrate
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_plans_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    client = add_client(session, actor, people.new_client())
    plan = start_plan(session, actor, StartPlan(client))
    give_copy(session, actor, GiveCopy(client, plan, How.READ_ALOUD))
    session.close()
    migrate.downgrade(engine, "0027")
    assert not {"print_out", "copy_given"} & set(inspect(engine).get_table_names())
    assert session.scalars(select(Plan.id)).all() == [plan]
    session.close()
    migrate.upgrade(engine)
    assert (copy_of(session, plan), prints_of(session, client)) == (None, ())
