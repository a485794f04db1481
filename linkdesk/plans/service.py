"""The writing verbs of plans: start, change, goals, agree."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from linkdesk.clients.models import Client
from linkdesk.clients.sharing.refusals import is_grown_up
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.easyread.pictures import picture
from linkdesk.plans import rules
from linkdesk.plans.agreement import check_agreement
from linkdesk.plans.first_words import still_first
from linkdesk.plans.models import Goal
from linkdesk.plans.models import Plan
from linkdesk.plans.models import Step
from linkdesk.plans.queries import AGREE_FORM
from linkdesk.plans.queries import GOAL_FORM
from linkdesk.plans.queries import PAPER_FORM
from linkdesk.plans.queries import PLAN_FORM
from linkdesk.plans.queries import record
from linkdesk.plans.queries import waiting_words
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import LeftOut
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import Who
from linkdesk.plans.versions.rules import Carry
from linkdesk.plans.versions.rules import achieved_lines
from linkdesk.plans.versions.rules import choice_of
from linkdesk.record.drafts import drop_draft
from linkdesk.record.drafts import follow_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import unit_of_work
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.plans.rules import AgreePlan
    from linkdesk.plans.rules import ChangeGoal
    from linkdesk.plans.rules import ChangePlan
    from linkdesk.plans.rules import PlanLine
    from linkdesk.plans.rules import RemoveGoal
    from linkdesk.plans.rules import StartPlan
    from linkdesk.plans.rules import StepDraft
    from linkdesk.plans.rules import TypeInPlan
    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

LIMITS = Limits()
LISTS = ("what_matters", "strengths", "achieved")
DIED = "This person has died, so no plan is started. Nothing was changed. If that is wrong, take it back first."
WORDS_WAIT = "Some words are typed and not saved yet. Save them or throw them away. Then agree the plan."


def start_plan(session: Session, actor: Actor, command: StartPlan) -> UUID:
    """Begin a plan and return its id: the draft there is, else a copy of the newest plan, else an empty one.

    Raises:
        NotFound: there is no such client.
        RuleBroken: the client has died; nothing was changed.
    """
    with unit_of_work(session, actor, "start_plan") as work:
        newest = _newest(work, command.client_id)
        if newest is not None and newest.status is PlanStatus.DRAFT:
            return newest.id
        plan = _copy(work, newest, command) if newest else _empty(work, command.client_id)
        plan.language = command.language
        work.session.add(plan)
        return plan.id


def type_in_plan(session: Session, actor: Actor, command: TypeInPlan) -> UUID:
    """Type in a plan that was written on paper and return the id of its draft.

    What the paper says is added to the draft there is; else it is a new version by itself, for the paper is the plan.

    Raises:
        NotFound: there is no such client.
        Stale: a draft was started or saved after the page was opened, perhaps from this very paper.
        RuleBroken: the client has died, the paper says nothing, or there is no room; nothing was changed.
    """
    with unit_of_work(session, actor, "type_in_plan") as work:
        newest = _newest(work, command.client_id)
        rules.check_paper(command, work.now.astimezone().date())
        plan = newest if newest is not None and newest.status is PlanStatus.DRAFT else _empty(work, command.client_id)
        before = plan.version if plan is newest else None
        if (before or 0) != command.seen:
            raise Stale
        if before is None:
            plan.number = newest.number + 1 if newest else 1
            plan.language = command.language
            work.session.add(plan)
        plan.what_matters = [*plan.what_matters, *_kept(command.what_matters)]
        plan.strengths = [*plan.strengths, *_kept(command.strengths)]
        plan.phones = [*plan.phones, *(asdict(line) for line in command.phones)]
        plan.achieved = [*plan.achieved, *_kept(command.achieved)]
        lists = (plan.what_matters, plan.strengths, plan.phones, plan.achieved)
        if max(len(lines) for lines in lists) > LIMITS.plan_lines:
            raise RuleBroken(f"A list can have at most {LIMITS.plan_lines} lines. Nothing was changed. Join some.")
        if len(plan.goals) + len(command.goals) > LIMITS.plan_goals:
            raise RuleBroken(f"A plan can have at most {LIMITS.plan_goals} goals. Nothing was changed.")
        for typed in command.goals:
            goal = Goal(id=work.new_id(), client_id=plan.client_id, plan_id=plan.id, position=len(plan.goals) + 1)
            written = AddGoal(plan.id, 0, typed.title, typed.importance, typed.picture, typed.steps, typed.need)
            rules.check_goal(written)
            plan.goals.append(goal)
            _write(work, goal, written)
        plan.if_harder = "\n".join(each for each in (plan.if_harder, command.if_harder.strip()) if each)
        plan.review_date = command.review_date or plan.review_date
        plan.review_place = command.review_place or plan.review_place
        plan.paper_on, plan.entered_by = command.written_on, actor.worker_id
        drop_draft(work.session, actor, PAPER_FORM, str(plan.client_id))
        if before is not None:
            touch(plan)
            _lead_draft(work, actor, plan, before)
        return plan.id


def _newest(work: Work, client_id: UUID) -> Plan | None:
    """Return the newest plan of a client for whom one may be written.

    Raises:
        NotFound: there is no such client.
        RuleBroken: the client has died.
    """
    client = work.session.get(Client, client_id)
    if client is None or client.organisation_id != work.actor.organisation_id:
        raise NotFound
    if client.deceased_on is not None:
        raise RuleBroken(DIED)
    return work.session.scalar(select(Plan).where(Plan.client_id == client.id).order_by(Plan.number.desc()).limit(1))


def change_plan(session: Session, actor: Actor, command: ChangePlan) -> UUID:
    """Keep the plan page but the goals, and return the plan's id.

    Raises:
        NotFound: there is no such plan, or a picture that does not exist was named.
        Stale: the plan was saved after the page was opened.
        RuleBroken: the plan was agreed, or a list is too long.
    """
    with unit_of_work(session, actor, "change_plan") as work:
        plan = _draft(work, command.plan_id, command.version)
        rules.check_lines(command)
        lines = (*command.what_matters, *command.strengths, *command.achieved)
        _check_pictures(
            (command.harder_picture, *(line.picture for line in lines), *(one.picture for one in command.phones))
        )
        plan.what_matters = _kept(command.what_matters)
        plan.strengths = _kept(command.strengths)
        plan.if_harder, plan.harder_picture = command.if_harder, command.harder_picture
        plan.review_date = command.review_date
        plan.review_place = command.review_place
        plan.phones = [asdict(line) for line in command.phones]
        plan.achieved = _kept(command.achieved)
        now = {name: "\n".join(line["text"] or "" for line in getattr(plan, name)) for name in LISTS}
        plan.first_words = still_first(command.first_words, {**now, "if_harder": command.if_harder})
        drop_draft(work.session, actor, PLAN_FORM, str(plan.id))
        return plan.id


def add_goal(session: Session, actor: Actor, command: AddGoal) -> UUID:
    """Put a goal with its steps at the end of a draft and return the goal's id.

    Raises:
        NotFound, Stale, RuleBroken: as `change_plan`; or the goal cannot be kept.
    """
    with unit_of_work(session, actor, "add_goal") as work:
        plan = _draft(work, command.plan_id, command.version)
        rules.check_goal(command)
        if len(plan.goals) >= LIMITS.plan_goals:
            raise RuleBroken(f"A plan can have at most {LIMITS.plan_goals} goals. Nothing was changed.")
        goal = Goal(id=work.new_id(), client_id=plan.client_id, plan_id=plan.id, position=len(plan.goals) + 1)
        plan.goals.append(goal)
        _write(work, goal, command)
        touch(plan)
        drop_draft(work.session, actor, GOAL_FORM, str(plan.id))
        _lead_draft(work, actor, plan, command.version)
        return goal.id


def change_goal(session: Session, actor: Actor, command: ChangeGoal) -> UUID:
    """Keep a goal with exactly the steps given and return the goal's id.

    Raises:
        NotFound, Stale, RuleBroken: as `add_goal`; or the goal or a step is of another plan.
    """
    with unit_of_work(session, actor, "change_goal") as work:
        plan = _draft(work, command.plan_id, command.version)
        goal = _goal(plan, command.goal_id)
        rules.check_goal(command)
        _write(work, goal, command)
        touch(plan)
        drop_draft(work.session, actor, GOAL_FORM, str(goal.id))
        _lead_draft(work, actor, plan, command.version)
        return goal.id


def remove_goal(session: Session, actor: Actor, command: RemoveGoal) -> UUID:
    """Take a goal and its steps out of a draft and return the plan's id.

    Raises:
        NotFound, Stale, RuleBroken: as `change_plan`; or the goal is of another plan.
    """
    with unit_of_work(session, actor, "remove_goal") as work:
        plan = _draft(work, command.plan_id, command.version)
        goal = _goal(plan, command.goal_id)
        for position, left in enumerate((one for one in plan.goals if one is not goal), start=1):
            left.position = position
        if command.why.strip():
            plan.left_out = [*plan.left_out, {"title": goal.title, "why": command.why.strip()}]
        work.session.delete(goal)
        touch(plan)
        drop_draft(work.session, actor, GOAL_FORM, str(goal.id))
        _lead_draft(work, actor, plan, command.version)
        return plan.id


def forget_draft(session: Session, actor: Actor, form: str, subject: UUID) -> None:
    """Throw away the words that were typed on a plan's or a goal's page and not saved."""
    with unit_of_work(session, actor, "forget_draft") as work:
        drop_draft(work.session, actor, form, str(subject))


def agree_plan(session: Session, actor: Actor, command: AgreePlan) -> UUID:
    """Write down the client's yes; from now on its words do not change. Returns the plan's id.

    Raises:
        NotFound: there is no such plan.
        Stale: what the client saw is not what is kept now.
        RuleBroken: there is no goal, the name or drawing is missing, or typed words are not in the plan yet.
    """
    with unit_of_work(session, actor, "agree_plan") as work:
        plan = _draft(work, command.plan_id, command.version)
        shown = record(work.session, plan)
        check_agreement(shown, command)
        _check_parent(work, plan.client_id, command)
        if waiting_words(work.session, actor, shown):
            raise RuleBroken(WORDS_WAIT)
        for older in work.session.scalars(
            select(Plan).where(Plan.client_id == plan.client_id, Plan.status == PlanStatus.AGREED)
        ):
            older.status = PlanStatus.REPLACED
        plan.status = PlanStatus.AGREED
        plan.agreed_at = work.now
        today = work.now.astimezone().date()  # the day where the client and the worker sit
        if command.on is not None and command.on > today:
            raise RuleBroken("The day beside their name is in the future. Nothing was changed. Check the paper.")
        plan.agreed_on = command.on or today
        plan.agreed_how = command.how
        plan.agreed_name = command.name.strip()
        plan.agreed_by = command.by
        if command.by is not DecidedBy.PERSON:
            plan.agreed_relation, plan.not_agreed_because = command.relation.strip(), command.because.strip()
            plan.agreed_authority = command.authority if command.by is DecidedBy.REPRESENTATIVE else None
        if command.how is AgreedHow.WITNESSED:
            plan.witness, plan.not_signed_because = command.witness.strip(), command.not_signed_because.strip()
        plan.shared = [{"kind": one.kind.value, "name": one.name, "parts": list(one.parts)} for one in shown.shared]
        drawn = command.signature if command.how is AgreedHow.DRAWN else None
        plan.signature = [[list(point) for point in stroke] for stroke in drawn] if drawn else None
        # Who it was made with and what may be shared is written in, so that its print never changes again.
        plan.worker_name, plan.worker_phone = shown.worker_name, shown.worker_phone
        plan.organisation_name = shown.organisation_name
        drop_draft(work.session, actor, AGREE_FORM, str(plan.id))
        return plan.id


def _check_parent(work: Work, client_id: UUID, command: AgreePlan) -> None:
    """Refuse a parent of somebody who is 18 or older, as for what may be shared."""
    if command.by is not DecidedBy.REPRESENTATIVE or command.authority is not RepresentativeKind.PARENT:
        return
    client = work.session.get_one(Client, client_id)
    if is_grown_up(client.birth_date, work.now.astimezone().date()):
        raise RuleBroken(rules.GROWN_UP_PERSON)


def _lead_draft(work: Work, actor: Actor, plan: Plan, before: int) -> None:
    """Take the words typed on the plan page along to the version that a goal's change makes."""
    work.session.flush()
    follow_draft(work.session, actor, PLAN_FORM, str(plan.id), (before, plan.version))


def _draft(work: Work, plan_id: UUID, version: int) -> Plan:
    plan = work.session.get(Plan, plan_id)
    if plan is None or plan.organisation_id != work.actor.organisation_id:
        raise NotFound("That plan is not here. Nothing was changed. Go back to the client.")
    rules.check_draft(plan.status)
    if plan.version != version:
        raise Stale
    return plan


def _goal(plan: Plan, goal_id: UUID) -> Goal:
    for goal in plan.goals:
        if goal.id == goal_id:
            return goal
    raise NotFound("That goal is not in this plan. Nothing was changed. Go back to the plan.")


def _write(work: Work, goal: Goal, command: AddGoal | ChangeGoal) -> None:
    _check_pictures((command.picture, *(step.picture for step in command.steps)))
    goal.title = command.title.strip()
    goal.need = command.need.strip()
    goal.importance = command.importance
    goal.picture = command.picture
    goal.first_words = still_first(command.first_words, {"title": goal.title, "need": goal.need})
    there = {step.id: step for step in goal.steps}
    kept = {_step(work, goal, there, step, place).id for place, step in enumerate(command.steps, start=1)}
    for step_id, step in there.items():
        if step_id not in kept:
            work.session.delete(step)


def _step(work: Work, goal: Goal, there: dict[UUID, Step], typed: StepDraft, position: int) -> Step:
    if typed.id is None:
        row = Step(id=work.new_id(), client_id=goal.client_id, goal_id=goal.id)
        goal.steps.append(row)
    elif typed.id in there:
        row = there[typed.id]
    else:
        raise NotFound("That step is not in this goal. Nothing was changed. Go back to the plan.")
    row.position = position
    row.what = typed.what.strip()
    row.who = typed.who
    row.who_name = typed.who_name.strip() if typed.who is Who.OTHER else ""
    row.when_text = typed.when_text
    row.due = typed.due
    row.place = typed.place.strip()
    row.confidence = typed.confidence
    row.if_hard = typed.if_hard
    row.picture = typed.picture
    row.first_words = still_first(typed.first_words, {"what": row.what, "if_hard": row.if_hard})
    return row


def _check_pictures(keys: Iterable[str | None]) -> None:
    for key in keys:
        if key:
            picture(key)


def _kept(lines: tuple[PlanLine, ...]) -> list[dict[str, str | None]]:
    return [asdict(line) for line in lines if line.text.strip()]


def touch(plan: Plan) -> None:
    """Count a change of a goal as a change of the plan, so that a yes is always to what was shown."""
    flag_modified(plan, "updated_at")


def _empty(work: Work, client_id: UUID) -> Plan:
    return Plan(
        id=work.new_id(),
        client_id=client_id,
        number=1,
        status=PlanStatus.DRAFT,
        what_matters=[],
        strengths=[],
        if_harder="",
        review_place="",
        agreed_name="",
        worker_name="",
        worker_phone="",
        organisation_name="",
        phones=[],
        achieved=[],
        shared=[],
        agreed_relation="",
        not_agreed_because="",
        witness="",
        not_signed_because="",
        first_words={},
        left_out=[],
    )


def _copy(work: Work, newest: Plan, command: StartPlan) -> Plan:
    """Return the next version as a draft with fresh ids; the agreement and the review date are not copied.

    Open steps come along, done ones are things achieved, dropped ones stay behind, or as was chosen.
    """
    before = record(work.session, newest)
    choice = choice_of(before, command.choice)
    plan = _empty(work, newest.client_id)
    plan.number = 1 + (
        work.session.scalar(select(func.max(Plan.number)).where(Plan.client_id == newest.client_id)) or 0
    )
    plan.what_matters = list(newest.what_matters)
    plan.strengths = list(newest.strengths)
    plan.if_harder, plan.harder_picture = newest.if_harder, newest.harder_picture
    plan.phones = list(newest.phones)
    plan.first_words = dict(newest.first_words)
    out = (LeftOut(goal.title, command.why.get(goal.id, "").strip()) for goal in newest.goals)
    gone = [
        asdict(each)
        for each, goal in zip(out, newest.goals, strict=True)
        if choice[goal.id] is Carry.LEAVE and each.why
    ]
    plan.left_out = [*newest.left_out, *gone]
    plan.achieved = _kept(achieved_lines(before, choice))
    plan.review_place = newest.review_place
    along = [goal for goal in newest.goals if choice[goal.id] is Carry.ALONG]
    plan.goals = [_copied_goal(work, plan, goal, place, choice) for place, goal in enumerate(along, start=1)]
    return plan


GOAL_COLUMNS = ("client_id", "title", "need", "importance", "picture", "first_words")
STEP_COLUMNS = (
    "client_id",
    "what",
    "who",
    "who_name",
    "when_text",
    "due",
    "place",
    "confidence",
    "if_hard",
    "picture",
    "first_words",
)


def _copied_goal(work: Work, plan: Plan, old: Goal, position: int, choice: Mapping[UUID, Carry]) -> Goal:
    kept = {name: getattr(old, name) for name in GOAL_COLUMNS}
    goal = Goal(id=work.new_id(), plan_id=plan.id, position=position, **kept)
    along = [step for step in old.steps if choice[step.id] is Carry.ALONG]
    goal.steps = [
        Step(id=work.new_id(), goal_id=goal.id, position=place, **{name: getattr(step, name) for name in STEP_COLUMNS})
        for place, step in enumerate(along, start=1)
    ]
    return goal
