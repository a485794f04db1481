"""What the last picture sort offers to a plan: the two rooms do not know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.sort.queries import last_sort
from linkdesk.assessments.sort.queries import sorts_of
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import SortOffer

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session


def offer_of(session: Session, client_id: UUID) -> SortOffer | None:
    """Return what the client's newest finished sort gives to a plan; None where there is none."""
    sort = last_sort(sorts_of(session, client_id))
    if sort is None:
        return None
    return SortOffer(
        sort_id=sort.id,
        sorted_on=sort.day,
        strengths=tuple(PlanLine(card.words, card.picture) for card in sort.strengths),
        goal=sort.goal,
        picture=sort.first.picture if sort.first else None,
    )
