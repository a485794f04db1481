"""Revision 0035 brings plans that were written on paper; plans stay, up and down."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.clients.service import add_client
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import PaperGoal
from linkdesk.plans.rules import TypeInPlan
from linkdesk.plans.service import type_in_plan
from linkdesk.record import migrate
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_plans_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client())
    typed = TypeInPlan(client_id, date(2026, 11, 2), goals=(PaperGoal("Meet people"),))
    plan_id = type_in_plan(session, actor, typed)
    assert plan_record(session, plan_id).paper_on == date(2026, 11, 2)
    session.close()
    migrate.downgrade(engine, "0034")
    assert not {"paper_on", "entered_by"} & {column["name"] for column in inspect(engine).get_columns("plan")}
    migrate.upgrade(engine)
    plan = plan_record(session, plan_id)
    assert [goal.title for goal in plan.goals] == ["Meet people"]
    assert (plan.paper_on, plan.entered_by) == (None, "")
