"""How plans of the practice vault went on: steps done, changed, dropped, a goal reached, a version 2, copies."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from linkdesk.assessments.shelf.media import safe_picture
from linkdesk.assessments.shelf.service import keep_logo
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.desk.demo_team import FROM
from linkdesk.desk.demo_team import UP_TO
from linkdesk.plans.models import Plan
from linkdesk.plans.progress.rules import MarkStep
from linkdesk.plans.progress.rules import NoteOutcome
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.plans.progress.service import mark_step
from linkdesk.plans.progress.service import note_outcome
from linkdesk.plans.queries import plan_record
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import change_plan
from linkdesk.plans.service import start_plan
from linkdesk.printing.given.rules import GiveCopy
from linkdesk.printing.given.rules import How
from linkdesk.printing.given.service import give_copy
from linkdesk.printing.rules import Format
from linkdesk.settings import Shelf
from linkdesk.settings import resources

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.desk.demo_way import StoryClock
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.record.session import Actor

WHILE = timedelta(minutes=20)
LATER = timedelta(days=9)
REVIEW_AFTER = timedelta(days=42)
LOGO_WORDS = "A bridge under the sun"
_LOGO = resources() / "static" / "img" / "practice.svg"
LEAST = 4
"""So many agreed plans it takes to tell the stories below and leave a plan without a copy."""


def furnish(session: Session, actor: Actor, clock: StoryClock, clients: int) -> None:
    """Tell how the first agreed plans went on, in a vault to look around in; smaller and larger ones stay as they are.

    Its prints begin with a logo, so that a newcomer sees where that of their own service would stand.

    The first has a step done, a goal reached and a version 2 on paper; the second a step changed and one dropped, with
    a copy read aloud; the third a version 2 that a representative agreed, posted. The others still wait for a copy.
    """
    agreed = select(Plan.id).where(Plan.status == PlanStatus.AGREED).order_by(Plan.agreed_at, Plan.id)
    plans = tuple(plan_record(session, each) for each in session.scalars(agreed).all())
    if not FROM <= clients <= UP_TO or len(plans) < LEAST:
        return
    end = clock.at
    keep_logo(session, actor, safe_picture("logo", _LOGO.read_bytes(), Shelf()), LOGO_WORDS)
    try:
        _reached(session, actor, clock, plans[0])
        _changed(session, actor, clock, plans[1])
        _decided_for(session, actor, clock, plans[2])
    finally:
        clock.at = end


def _reached(session: Session, actor: Actor, clock: StoryClock, plan: PlanRecord) -> None:
    _later(clock, plan)
    day = clock.now().date()
    first, *others = plan.goals
    mark_step(session, actor, MarkStep(plan.id, first.steps[0].id, 0, StepStatus.DONE, day))
    note_outcome(session, actor, NoteOutcome(plan.id, first.id, 0, Result.REACHED, day, "I did it myself."))
    for goal in others:
        note_outcome(session, actor, NoteOutcome(plan.id, goal.id, 0, Result.PARTLY, day))
    newer = _next_version(session, actor, clock, plan)
    clock.at += WHILE
    agree_plan(session, actor, AgreePlan(newer.id, newer.version, AgreedHow.TICK))
    _copy(session, actor, newer, How.PRINTED, Format.EASY_READ)


def _changed(session: Session, actor: Actor, clock: StoryClock, plan: PlanRecord) -> None:
    _later(clock, plan)
    day, first, last = clock.now().date(), plan.steps[0], plan.steps[-1]
    why = "The day did not suit them. They go on Fridays now."
    mark_step(session, actor, MarkStep(plan.id, first.id, 0, StepStatus.CHANGED, day, why))
    mark_step(session, actor, MarkStep(plan.id, last.id, 0, StepStatus.DROPPED, day, "It was too far for them."))
    _copy(session, actor, plan, How.READ_ALOUD)


def _decided_for(session: Session, actor: Actor, clock: StoryClock, plan: PlanRecord) -> None:
    _later(clock, plan)
    newer = _next_version(session, actor, clock, plan)
    clock.at += WHILE
    decided = AgreePlan(
        newer.id,
        newer.version,
        AgreedHow.TYPED,
        name="Ana Invented",
        by=DecidedBy.REPRESENTATIVE,
        relation="daughter",
        authority=RepresentativeKind.ATTORNEY,
        because="They could not weigh it up today, and want her to decide.",
    )
    agree_plan(session, actor, decided)
    _copy(session, actor, newer, How.POSTED, Format.STANDARD)


def _next_version(session: Session, actor: Actor, clock: StoryClock, plan: PlanRecord) -> PlanRecord:
    """Return the next version as a draft with a new day to look at it."""
    draft = plan_record(session, start_plan(session, actor, StartPlan(plan.client_id)))
    again = ChangePlan(
        plan_id=draft.id,
        version=draft.version,
        what_matters=draft.what_matters,
        strengths=draft.strengths,
        if_harder=draft.if_harder,
        harder_picture=draft.harder_picture,
        review_date=clock.now().date() + REVIEW_AFTER,
        review_place=draft.review_place,
        phones=draft.phones,
        achieved=draft.achieved,
    )
    change_plan(session, actor, again)
    return plan_record(session, draft.id)


def _copy(session: Session, actor: Actor, plan: PlanRecord, how: How, kind: Format | None = None) -> UUID:
    return give_copy(session, actor, GiveCopy(plan.client_id, plan.id, how, kind, "en-GB" if kind else ""))


def _later(clock: StoryClock, plan: PlanRecord) -> None:
    """Move on to some days after the last change of a plan, never past the real time."""
    begun: datetime = plan.updated_at or clock.real.now()
    clock.at = min(begun + LATER, clock.real.now())
