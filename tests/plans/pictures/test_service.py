"""A replaced plan keeps its pictures; a plan of nobody is not found."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkdesk.plans.phones import PhoneLine
from linkdesk.plans.pictures.rules import ChoosePictures
from linkdesk.plans.pictures.service import choose_pictures
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import change_plan
from linkdesk.plans.service import start_plan
from linkdesk.printing.items import paper_for
from linkdesk.printing.rules import Item
from linkdesk.printing.rules import PrintOptions
from linkdesk.record.errors import NotFound

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def test_what_is_not_there_is_not_found(session: Session, actor: Actor) -> None:
    with pytest.raises(NotFound):
        choose_pictures(session, actor, ChoosePictures(uuid.uuid4(), 1, {}))


def test_numbers_what_was_achieved_and_what_helps_keep_their_pictures_into_the_next_version(
    session: Session, actor: Actor, client_id: UUID
) -> None:
    plan_id = start_plan(session, actor, StartPlan(client_id))
    phone, sang = PhoneLine("My sister", "01632 960 001"), PlanLine("I sang")
    plan = plan_record(session, plan_id)
    words = ChangePlan(plan_id, plan.version, (), (), "I ring her", phones=(phone,), achieved=(sang,))
    change_plan(session, actor, words)
    add_goal(session, actor, AddGoal(plan_id, plan_record(session, plan_id).version, "Meet people"))
    chosen = {"phones-1": "family", "achieved-1": "music", "harder": "phone", "goal-1": "goal"}
    choose_pictures(session, actor, ChoosePictures(plan_id, plan_record(session, plan_id).version, chosen))
    agree_plan(session, actor, AgreePlan(plan_id, plan_record(session, plan_id).version, AgreedHow.TICK))
    following = plan_record(session, start_plan(session, actor, StartPlan(client_id)))
    for shown in (plan_record(session, plan_id), following):
        assert shown.phones == (replace(phone, picture="family"),)
        assert shown.achieved == (replace(sang, picture="music"),)
        assert shown.harder_picture == "phone"
        page = paper_for(session, actor, shown.id, PrintOptions(), Item.PLAN).written()[0]
        for key in ("family", "music", "phone"):
            assert f'pic-{key}"' in page
    with pytest.raises(NotFound):
        choose_pictures(session, actor, ChoosePictures(following.id, following.version, {"phones-1": "no such"}))
