"""Revision 0043 keeps what was typed first and why a goal was left out; plans stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect

from linkdesk.clients.service import add_client
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import start_plan
from linkdesk.record import migrate
from tests.data import people

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

TABLES = ("plan", "plan_goal", "plan_step")


def test_plans_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client())
    plan_id = start_plan(session, actor, StartPlan(client_id))
    version = plan_record(session, plan_id).version
    add_goal(session, actor, AddGoal(plan_id, version, "Phone the group", first_words={"title": "Telephone them"}))
    (goal,) = plan_record(session, plan_id).goals
    assert goal.first_words == {"title": "Telephone them"}
    session.close()
    migrate.downgrade(engine, "0039")
    for table in TABLES:
        assert not {"first_words", "left_out"} & {column["name"] for column in inspect(engine).get_columns(table)}
    migrate.upgrade(engine)
    plan = plan_record(session, plan_id)
    assert [(each.title, each.first_words) for each in plan.goals] == [("Phone the group", {})]
    assert (plan.first_words, plan.left_out) == ({}, ())
