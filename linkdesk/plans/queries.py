"""Reading plans: one plan as its read model, the plans of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func
from sqlalchemy import select

from linkdesk.clients.sharing.queries import standings
from linkdesk.clients.sharing.rules import ASKABLE
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.organisation.queries import find_organisation
from linkdesk.plans.models import Goal
from linkdesk.plans.models import Plan
from linkdesk.plans.phones import PhoneLine
from linkdesk.plans.progress.queries import Progress
from linkdesk.plans.progress.queries import progress_of
from linkdesk.plans.rules import GoalRecord
from linkdesk.plans.rules import LeftOut
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanRecord
from linkdesk.plans.rules import PlanRow
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import SharedLine
from linkdesk.plans.rules import StepRecord
from linkdesk.plans.rules import late_words
from linkdesk.record.drafts import load_draft
from linkdesk.record.errors import NotFound
from linkdesk.settings import Limits
from linkdesk.team.queries import find_worker

if TYPE_CHECKING:
    from typing import Any

    from sqlalchemy.orm import Session

    from linkdesk.plans.models import Step
    from linkdesk.record.drafts import Draft
    from linkdesk.record.session import Actor
    from linkdesk.web.signature import Stroke

LIMITS = Limits()
PLAN_FORM = "plan"
GOAL_FORM = "goal"
AGREE_FORM = "plan_agree"
PAPER_FORM = "plan_paper"
"""Under the id of the client: of a paper there is no plan yet."""
"""What the client chose, typed and signed on the page of agreement before they had a break or stopped."""


def plan_record(session: Session, plan_id: UUID) -> PlanRecord:
    """Return one plan.

    Raises:
        NotFound: there is no such plan.
    """
    plan = session.get(Plan, plan_id)
    if plan is None:
        raise NotFound("That plan is not here. Nothing was changed. Go back to the client.")
    return record(session, plan)


def goal_record(plan: PlanRecord, goal_id: UUID) -> GoalRecord:
    """Return one goal of a plan.

    Raises:
        NotFound: the goal is of another plan.
    """
    for goal in plan.goals:
        if goal.id == goal_id:
            return goal
    raise NotFound("That goal is not in this plan. Nothing was changed. Go back to the plan.")


def step_record(plan: PlanRecord, step_id: UUID) -> StepRecord:
    """Return one step of a plan.

    Raises:
        NotFound: the step is of another plan.
    """
    for goal in plan.goals:
        for step in goal.steps:
            if step.id == step_id:
                return step
    raise NotFound("That step is not in this plan. Nothing was changed. Go back to the plan.")


def plans_of(session: Session, client_id: UUID) -> tuple[PlanRow, ...]:
    """Return the newest plans of a client for lists, newest first."""
    goals = select(func.count()).where(Goal.plan_id == Plan.id).scalar_subquery()
    found = session.execute(
        select(
            Plan.id, Plan.number, Plan.status, goals.label("goals"), Plan.review_date, Plan.created_at,
            Plan.updated_at, Plan.agreed_at,
        )
        .where(Plan.client_id == client_id)
        .order_by(Plan.number.desc())
        .limit(LIMITS.page_rows)
    )  # fmt: skip
    return tuple(PlanRow(**row._mapping) for row in found)  # noqa: SLF001 - SQLAlchemy's public name for it


def plan_records(session: Session, client_id: UUID) -> tuple[PlanRecord, ...]:
    """Return all plans of a client, oldest first, for exports."""
    found = session.scalars(select(Plan).where(Plan.client_id == client_id).order_by(Plan.number))
    return tuple(record(session, plan) for plan in found)


def current_plan(session: Session, client_id: UUID) -> PlanRecord:
    """Return the plan that counts now: the agreed one, else the draft.

    Raises:
        NotFound: the client has no plan yet.
    """
    plan = session.scalar(
        select(Plan)
        .where(Plan.client_id == client_id, Plan.status.in_((PlanStatus.AGREED, PlanStatus.DRAFT)))
        .order_by(Plan.status, Plan.number.desc())  # "agreed" comes before "draft"
        .limit(1)
    )
    if plan is None:
        raise NotFound("There is no plan for this client yet. Nothing was changed. Start a plan first.")
    return record(session, plan)


def waiting_words(session: Session, actor: Actor, plan: PlanRecord) -> Draft | None:
    """Return words that were typed on the plan's page or on a page of its goals and are not saved, or None."""
    subjects = [(PLAN_FORM, plan.id), (GOAL_FORM, plan.id), *((GOAL_FORM, goal.id) for goal in plan.goals)]
    found = (load_draft(session, actor, form, str(subject)) for form, subject in subjects)
    return next((draft for draft in found if draft), None)


def can_be_reached(session: Session, draft: Draft) -> bool:
    """Tell whether the page of a plan shows the words of this draft of it."""
    try:
        plan = session.get(Plan, UUID(draft.subject))
    except ValueError:
        return False
    return plan is not None and (plan.status is PlanStatus.DRAFT or bool(late_words(draft.fields)))


def _name(session: Session, worker_id: UUID | None) -> str:
    worker = find_worker(session, worker_id) if worker_id else None
    return worker.name if worker else ""


def record(session: Session, plan: Plan) -> PlanRecord:
    """Return the read model of a row; a draft shows worker, service and sharing of today, an agreed one of then."""
    worker_name, worker_phone, organisation_name = plan.worker_name, plan.worker_phone, plan.organisation_name
    if plan.status is PlanStatus.DRAFT:
        worker = find_worker(session, plan.owner_id)
        organisation = find_organisation(session, plan.organisation_id)
        worker_name, worker_phone = (worker.name, worker.phone) if worker else ("", "")
        organisation_name, shared_phone = (organisation.name, organisation.phone) if organisation else ("", "")
        worker_phone = worker_phone or shared_phone  # a print without a number to phone helps nobody
    agreed = plan.status is not PlanStatus.DRAFT
    progress = progress_of(session, plan.id) if agreed else Progress()
    return PlanRecord(
        id=plan.id,
        client_id=plan.client_id,
        number=plan.number,
        status=plan.status,
        what_matters=_lines(plan.what_matters),
        strengths=_lines(plan.strengths),
        goals=tuple(_goal(goal, number, progress) for number, goal in enumerate(plan.goals, start=1)),
        if_harder=plan.if_harder,
        harder_picture=plan.harder_picture,
        review_date=plan.review_date,
        review_place=plan.review_place,
        agreed_on=plan.agreed_on,
        agreed_how=plan.agreed_how,
        agreed_name=plan.agreed_name,
        agreed_by=plan.agreed_by or (DecidedBy.PERSON if agreed else None),
        agreed_relation=plan.agreed_relation,
        agreed_authority=plan.agreed_authority,
        not_agreed_because=plan.not_agreed_because,
        witness=plan.witness,
        not_signed_because=plan.not_signed_because,
        signature=_strokes(plan.signature),
        phones=tuple(
            PhoneLine(line["name"], line["number"], line["when"], line.get("picture")) for line in plan.phones
        ),
        achieved=_lines(plan.achieved),
        first_words=plan.first_words,
        left_out=tuple(LeftOut(each["title"], each["why"]) for each in plan.left_out),
        shared=tuple(_shared(line) for line in plan.shared) if agreed else _shared_now(session, plan.client_id),
        worker_name=worker_name,
        worker_phone=worker_phone,
        organisation_name=organisation_name,
        language=plan.language,
        paper_on=plan.paper_on,
        entered_by=_name(session, plan.entered_by),
        version=plan.version,
        created_at=plan.created_at,
        updated_at=plan.updated_at,
    )


def _lines(kept: list[dict[str, Any]]) -> tuple[PlanLine, ...]:
    return tuple(PlanLine(line["text"], line["picture"]) for line in kept)


def _shared_now(session: Session, client_id: UUID) -> tuple[SharedLine, ...]:
    """Return what the person says yes to sharing now; what is shared without them stays out."""
    yes = (each.decision for each in standings(session, client_id) if each.answer is Answer.GIVEN)
    return tuple(
        SharedLine(each.recipient.kind, each.recipient.name, each.parts)
        for each in yes
        if each and each.recipient.kind in ASKABLE
    )


def _shared(kept: dict[str, Any]) -> SharedLine:
    return SharedLine(RecipientKind(kept["kind"]), kept["name"], tuple(Part(part) for part in kept["parts"]))


def _strokes(kept: list[list[list[float]]] | None) -> tuple[Stroke, ...] | None:
    return None if kept is None else tuple(tuple((x, y) for x, y in stroke) for stroke in kept)


def _goal(goal: Goal, number: int, progress: Progress) -> GoalRecord:
    return GoalRecord(
        id=goal.id,
        number=number,
        title=goal.title,
        importance=goal.importance,
        picture=goal.picture,
        steps=tuple(_step(step, progress) for step in goal.steps),
        need=goal.need,
        first_words=goal.first_words,
        outcomes=tuple(progress.outcomes.get(goal.id, ())),
    )


def _step(step: Step, progress: Progress) -> StepRecord:
    return StepRecord(
        id=step.id,
        what=step.what,
        who=step.who,
        who_name=step.who_name,
        when_text=step.when_text,
        due=step.due,
        confidence=step.confidence,
        if_hard=step.if_hard,
        picture=step.picture,
        place=step.place,
        first_words=step.first_words,
        marks=tuple(progress.marks.get(step.id, ())),
    )
