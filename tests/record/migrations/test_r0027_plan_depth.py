"""The revision of plans at full depth takes its own tables and columns away; plans stay as they were agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.plans.progress.rules import MarkStep
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.progress.service import mark_step
from linkdesk.plans.queries import plan_records
from linkdesk.record import migrate
from tests.exchange import record

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from linkdesk.record.session import Actor

BEFORE = "0026"


def test_plans_stay_when_it_goes_down_and_up(engine: Engine, session: Session, actor: Actor) -> None:
    record.start(session, actor)
    client_id = record.whole_client(session, actor)
    (plan,) = plan_records(session, client_id)
    step = plan.goals[0].steps[0]
    mark_step(session, actor, MarkStep(plan.id, step.id, 0, StepStatus.DONE))
    session.close()
    migrate.downgrade(engine, BEFORE)
    assert "plan_step_mark" not in inspect(engine).get_table_names()
    migrate.upgrade(engine)
    with Session(engine) as again:
        (after,) = plan_records(again, client_id)
        assert after.agreed_by is DecidedBy.PERSON, "a plan of before was agreed by the person"
        assert after.goals[0].steps[0].marks == ()
        assert after == plan
