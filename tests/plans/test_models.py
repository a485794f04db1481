"""The tables of plans say how they merge, leave and are erased, and refuse what the rules refuse."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from linkdesk.plans.models import Goal
from linkdesk.plans.models import Plan
from linkdesk.plans.models import Step
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import start_plan
from linkdesk.record.base import ClientTable

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


@pytest.mark.parametrize("table", [Plan, Goal, Step])
def test_every_table_belongs_to_a_client_and_says_how_it_travels(table: type[Plan | Goal | Step]) -> None:
    made = table.metadata.tables[table.__tablename__]
    info = made.info["client_table"]
    assert isinstance(info, ClientTable)
    assert all((info.merge, info.export, info.erase))
    assert "client_id" in made.columns


def test_two_plans_of_a_client_cannot_have_one_number(session: Session, actor: Actor, client_id: UUID) -> None:
    plan_id = start_plan(session, actor, StartPlan(client_id))
    columns = ", ".join(column.name for column in Plan.__table__.columns if column.name != "id")
    session.rollback()
    with pytest.raises(IntegrityError):
        session.connection(execution_options={"linkdesk_writing": True}).execute(
            text(f"INSERT INTO plan (id, {columns}) SELECT :new, {columns} FROM plan WHERE id = :old"),  # noqa: S608 - our own column names
            {"new": uuid.uuid4().hex, "old": plan_id.hex},
        )
    session.rollback()
