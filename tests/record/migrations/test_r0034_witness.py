"""Revision 0034 keeps who saw a yes; plans and decisions stay, up and down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from linkdesk.clients.sharing.queries import decisions
from linkdesk.plans.queries import plan_records
from linkdesk.record import migrate
from tests.exchange import record

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from linkdesk.record.session import Actor


def test_plans_and_decisions_stay_and_nobody_saw_them(engine: Engine, session: Session, actor: Actor) -> None:
    record.start(session, actor)
    client_id = record.whole_client(session, actor)
    plans, asked = plan_records(session, client_id), decisions(session, client_id)
    assert plans
    session.close()
    migrate.downgrade(engine, "0033")
    with engine.connect() as connection:
        for table in ("plan", "sharing_decision"):
            names = {column["name"] for column in inspect(connection).get_columns(table)}
            assert not names & {"witness", "not_signed_because"}
    migrate.upgrade(engine)
    with Session(engine) as again:
        assert plan_records(again, client_id) == plans
        assert decisions(again, client_id) == asked
        assert {plan.witness for plan in plans} == {""}
