"""The one writing verb that needs two rooms: a plan that starts from what the client said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.desk.queries import opening_of
from linkdesk.plans import queries as plans
from linkdesk.plans import service
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.rules import StartPlan

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor


def start_plan(session: Session, actor: Actor, client_id: UUID) -> UUID:
    """Begin a plan and put the client's own words into it; return its id.

    A plan that has words already, kept or typed, stays as it is.

    Raises:
        NotFound: there is no such client.
    """
    plan_id = service.start_plan(session, actor, StartPlan(client_id))
    plan = plans.plan_record(session, plan_id)
    opening = opening_of(session, client_id)
    begun = plan.what_matters or plan.strengths or plans.waiting_words(session, actor, plan)
    if begun or not (opening.what_matters or opening.strengths):
        return plan_id
    words = ChangePlan(
        plan_id=plan_id,
        version=plan.version,
        what_matters=opening.what_matters,
        strengths=opening.strengths,
        if_harder=plan.if_harder,
        harder_picture=plan.harder_picture,
        review_date=plan.review_date,
        review_place=plan.review_place,
        phones=plan.phones,
        achieved=plan.achieved,
    )
    return service.change_plan(session, actor, words)
