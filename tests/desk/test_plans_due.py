"""Agreed plans of a worker's living people, and of nobody else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.desk.plans_due import agreed_plans
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus

if TYPE_CHECKING:
    from tests.furnished import House


def test_drafts_other_workers_people_and_the_dead_are_not_in_it(house: House) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        found = {each.plan_id: each.client_id for each in agreed_plans(session, (actor.worker_id,), most=99)}
        states = {session.get_one(Plan, plan).status for plan in found}
        assert states == {PlanStatus.AGREED}
        assert all(session.get_one(Client, client).deceased_on is None for client in found.values())
        assert agreed_plans(session, (uuid4(),), most=99) == ()
        assert len(agreed_plans(session, (actor.worker_id,), most=1)) == 1
        assert agreed_plans(session, (actor.worker_id,), review_on=date(1999, 1, 1), most=9) == ()
