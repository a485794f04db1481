"""A record made through the services, as a worker makes it: a service, a worker, clients, talks and plans."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from linkdesk.assessments.library import ONS4
from linkdesk.assessments.rules import GiveAnswer
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import finish_assessment
from linkdesk.assessments.service import give_answer
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.service import add_client
from linkdesk.organisation.rules import StartOrganisation
from linkdesk.organisation.service import start_organisation
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import start_plan
from linkdesk.settings import Settings
from linkdesk.team.rules import StartWorker
from linkdesk.team.service import start_worker
from tests.data import people

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor

SERVICE = "Hill Road Link Workers"
WORKER = "Amina Testworker"
GOAL = "I want to walk to the shop"


def start(session: Session, actor: Actor) -> None:
    """Make the service and the worker."""
    start_organisation(session, actor, StartOrganisation(SERVICE, "01632 960 100", {}), Settings().locks)
    start_worker(session, actor, StartWorker(WORKER, "Link worker", "01632 960 001", "", b"x" * 48))


def whole_client(session: Session, actor: Actor, number: int = 0) -> UUID:
    """Add a client with a finished ONS4 talk and an agreed plan; return their id."""
    client_id = add_client(session, actor, people.new_client(number))
    talk = start_assessment(session, actor, StartAssessment(client_id, ONS4, Setting.CLIENT))
    for link_id, value in (("satisfied", 3), ("worthwhile", 0), ("happy", 7)):
        give_answer(session, actor, GiveAnswer(talk, link_id, value))
    give_answer(session, actor, GiveAnswer(talk, "anxious", skipped=True))
    finish_assessment(session, actor, talk)
    plan = start_plan(session, actor, StartPlan(client_id))
    step = StepDraft("=Go with a friend", due=date(2026, 12, 24), confidence=8)
    add_goal(session, actor, AddGoal(plan, 1, GOAL, importance=9, steps=(step,)))
    agree_plan(session, actor, AgreePlan(plan, 2, AgreedHow.TICK))
    return client_id
