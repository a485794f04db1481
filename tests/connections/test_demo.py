"""The connections of the practice vault: each part of the way is there, and the record is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.connections import demo
from linkdesk.connections.models import Connection
from linkdesk.connections.models import ConnectionBarrier
from linkdesk.connections.rules import State
from linkdesk.desk.demo_way import StoryClock
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import start_plan
from linkdesk.record.audit import verify
from tests.connections.samples import person

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from tests.conftest import FakeClock


def test_each_part_of_the_way_is_there(session: Session, actor: Actor, clock: FakeClock) -> None:
    for name in ("Ann", "Ben", "Cal", "Dot", "Eve"):
        plan = start_plan(session, actor, StartPlan(person(session, actor, given_name=name)))
        add_goal(session, actor, AddGoal(plan, plan_record(session, plan).version, "Meet people", 7, None, ()))
        agree_plan(session, actor, AgreePlan(plan, plan_record(session, plan).version, AgreedHow.TICK))
    demo.furnish(session, actor, StoryClock(clock, clock.now()))
    states = set(session.scalars(select(Connection.state)))
    assert states == {State.GOING, State.SENT, State.WAITING, State.ATTENDED, State.REFUSED}
    assert session.scalars(select(ConnectionBarrier.solved)).all() == ["Robin came along the first two times."]
    assert not verify(session, b"k" * 32).faults


def test_where_nobody_has_a_plan_there_are_only_services(session: Session, actor: Actor, clock: FakeClock) -> None:
    demo.furnish(session, actor, StoryClock(clock, clock.now()))
    assert session.scalars(select(Connection.id)).all() == []
