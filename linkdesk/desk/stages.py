"""The facts of an episode from the rooms above it, and the same rule as the database works it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_
from sqlalchemy import case
from sqlalchemy import exists
from sqlalchemy import literal

from linkdesk.assessments.models import Assessment
from linkdesk.episodes.choices import Decision
from linkdesk.episodes.models import Episode
from linkdesk.episodes.stages import Facts
from linkdesk.episodes.stages import Stage
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement

    from linkdesk.assessments.rules import AssessmentRecord
    from linkdesk.episodes.rules import EpisodeRecord
    from linkdesk.plans.rules import PlanRow


def facts(
    episode: EpisodeRecord | None, talks: Iterable[AssessmentRecord], plans: Iterable[PlanRow], today: date
) -> Facts:
    """Return what a stage is worked out from; without an episode the person is simply here and all counts."""
    since = episode.counted_from if episode else None
    talks = [talk for talk in talks if since is None or talk.started_at >= since]
    plans = [plan for plan in plans if since is None or plan.created_at >= since]
    agreed = [plan for plan in plans if plan.status is PlanStatus.AGREED]
    return Facts(
        today=today,
        decision=episode.decision if episode else Decision.ACCEPTED,
        first_contact_on=episode.first_contact_on if episode else today,
        first_visit_on=episode.first_visit_on if episode else today,
        closing_on=episode.closing_on if episode else None,
        closed_on=episode.closed_on if episode else None,
        assessed=any(talk.completed_at for talk in talks),
        unfinished=any(talk.completed_at is None for talk in talks),
        plan_drafted=any(plan.status is PlanStatus.DRAFT for plan in plans),
        plan_agreed=bool(agreed),
        review_on=min((plan.review_date for plan in agreed if plan.review_date), default=None),
    )


def stage_column(today: date) -> ColumnElement[str]:
    """Return the stage of an episode as a column; a property test holds it equal to `episodes.stages.stage`."""
    talks = and_(Assessment.client_id == Episode.client_id, Assessment.started_at >= Episode.counted_from)
    plans = and_(Plan.client_id == Episode.client_id, Plan.created_at >= Episode.counted_from)
    agreed = and_(plans, Plan.status == PlanStatus.AGREED)
    accepted = Episode.decision == Decision.ACCEPTED
    steps: tuple[tuple[ColumnElement[bool], Stage], ...] = (
        (Episode.closed_on.is_not(None), Stage.CLOSED),
        (Episode.closing_on.is_not(None), Stage.CLOSING),
        (exists().where(plans, Plan.status == PlanStatus.DRAFT), Stage.AGREE),
        (exists().where(agreed, Plan.review_date <= today), Stage.REVIEW),
        (exists().where(agreed), Stage.KEEP_GOING),
        (exists().where(talks, Assessment.completed_at.is_(None)), Stage.FINISH_LISTENING),
        (exists().where(talks), Stage.PLAN),
        (Episode.decision.is_(None), Stage.RECEIVED),
        (Episode.decision == Decision.NEED_MORE, Stage.ASKED),
        (~accepted, Stage.RECEIVED),
        (Episode.first_visit_on > today, Stage.VISIT),
        (Episode.first_visit_on.is_not(None), Stage.LISTEN),
        (Episode.first_contact_on.is_not(None), Stage.BOOK),
    )
    return case(*((when, literal(str(stage))) for when, stage in steps), else_=literal(str(Stage.CONTACT)))
