"""Agreed plans of a worker's people: all of them, or those that are to be looked at on one day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from linkdesk.clients.models import Client
from linkdesk.clients.rules import full_name
from linkdesk.episodes.models import Episode
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class AgreedPlan:
    """One agreed plan and whose it is."""

    plan_id: UUID
    client_id: UUID
    who: str


def agreed_plans(
    session: Session, whose: tuple[UUID, ...], *, review_on: date | None = None, most: int
) -> tuple[AgreedPlan, ...]:
    """Return agreed plans of living people whose case goes on, by name.

    Args:
        session: of the open vault.
        whose: the workers whose cases count.
        review_on: only those that are to be looked at on this day.
        most: no more than so many.
    """
    going_on = select(Episode.client_id).where(Episode.closed_on.is_(None), Episode.worker_id.in_(whose))
    found = (
        select(Plan.id, Plan.client_id, Client.title, Client.given_name, Client.family_name)
        .join(Client, Client.id == Plan.client_id)
        .where(Plan.status == PlanStatus.AGREED, Plan.client_id.in_(going_on), Client.deceased_on.is_(None))
        .order_by(Client.family_name, Client.given_name, Plan.id)
        .limit(most)
    )
    if review_on is not None:
        found = found.where(Plan.review_date == review_on)
    return tuple(
        AgreedPlan(row.id, row.client_id, full_name(row.title, row.given_name, row.family_name))
        for row in session.execute(found)
    )
