"""Which cards of a picture sort do not lie on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.assessments.sort.cards import FIRST
from linkdesk.assessments.sort.cards import URL
from linkdesk.assessments.sort.cards import WORDS
from linkdesk.assessments.sort.cards import cards
from linkdesk.assessments.sort.models import PictureSort

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.assessments.questionnaire import Form


def left_out(session: Session, assessment_id: UUID) -> frozenset[str]:
    """Return the cards that the worker left out of this sort; none where the talk is no sort of its own."""
    lie = session.scalar(select(PictureSort.cards).where(PictureSort.assessment_id == assessment_id))
    return frozenset() if lie is None else frozenset(card.key for card in cards()).difference(lie)


def pointless(form: Form, aside: Collection[str]) -> frozenset[str]:
    """Return what a sort need not ask where no card is left: which comes first, and the words about it."""
    asked = {question.link_id for question in form.questions}.difference(aside, (FIRST, WORDS))
    return frozenset((FIRST, WORDS)) if form.url == URL and not asked else frozenset()
