"""A plan from its start to the next version: kept, audited, never changed once agreed."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func
from sqlalchemy import select

from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.queries import client_record
from linkdesk.clients.service import add_client
from linkdesk.plans.models import Step
from linkdesk.plans.queries import GOAL_FORM
from linkdesk.plans.queries import PLAN_FORM
from linkdesk.plans.queries import plan_record
from linkdesk.plans.queries import plans_of
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import ChangeGoal
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.rules import PaperGoal
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanStatus
from linkdesk.plans.rules import RemoveGoal
from linkdesk.plans.rules import StartPlan
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.rules import TypeInPlan
from linkdesk.plans.rules import Who
from linkdesk.plans.service import add_goal
from linkdesk.plans.service import agree_plan
from linkdesk.plans.service import change_goal
from linkdesk.plans.service import change_plan
from linkdesk.plans.service import remove_goal
from linkdesk.plans.service import start_plan
from linkdesk.plans.service import type_in_plan
from linkdesk.record.audit import AuditEntry
from linkdesk.record.audit import verify
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import Stale
from linkdesk.record.session import Actor
from linkdesk.settings import Limits
from tests.data import people

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from linkdesk.plans.rules import PlanRecord

PHONE = StepDraft("Phone the group", who=Who.WORKER, due=date(2026, 12, 1), confidence=9, picture="phone")
GO = StepDraft("Go together", who=Who.OTHER, who_name="My sister", when_text="Tuesday", confidence=5)


@pytest.fixture
def plan(session: Session, actor: Actor, client_id: UUID) -> PlanRecord:
    return plan_record(session, start_plan(session, actor, StartPlan(client_id)))


def _with_goal(session: Session, actor: Actor, plan: PlanRecord) -> PlanRecord:
    add_goal(session, actor, AddGoal(plan.id, plan.version, " Meet people ", 9, "friends", (PHONE, GO)))
    return plan_record(session, plan.id)


def _agreed(session: Session, actor: Actor, plan: PlanRecord) -> PlanRecord:
    plan = _with_goal(session, actor, plan)
    agree_plan(session, actor, AgreePlan(plan.id, plan.version, AgreedHow.TYPED, name="Sam Sample "))
    return plan_record(session, plan.id)


def test_a_plan_starts_as_an_empty_draft_with_the_names_of_today(plan: PlanRecord) -> None:
    assert (plan.number, plan.status, plan.goals, plan.language) == (1, PlanStatus.DRAFT, (), "en")
    assert (plan.worker_name, plan.worker_phone) == ("Amina Testworker", "01632 960 001")
    assert plan.organisation_name == "Hill Road Link Workers"


def test_starting_twice_goes_on_with_the_draft(session: Session, actor: Actor, plan: PlanRecord) -> None:
    assert start_plan(session, actor, StartPlan(plan.client_id)) == plan.id


def test_a_plan_needs_a_client_of_this_service(session: Session, actor: Actor, client_id: UUID) -> None:
    with pytest.raises(NotFound):
        start_plan(session, actor, StartPlan(uuid.uuid4()))
    with pytest.raises(NotFound):
        start_plan(session, replace(actor, organisation_id=uuid.uuid4()), StartPlan(client_id))


def test_the_page_is_kept_without_empty_lines_and_its_draft_is_forgotten(
    session: Session, actor: Actor, plan: PlanRecord
) -> None:
    save_draft(session, actor, PLAN_FORM, str(plan.id), {"if_harder": "typed"})
    change = ChangePlan(
        plan.id,
        plan.version,
        what_matters=(PlanLine("I feel lonely", "lonely"), PlanLine("  ")),
        strengths=(PlanLine("I cook"),),
        if_harder="Phone Amina",
        review_date=date(2027, 1, 12),
        review_place="Library",
    )
    change_plan(session, actor, change)
    kept = plan_record(session, plan.id)
    assert kept.what_matters == (PlanLine("I feel lonely", "lonely"),)
    assert kept.strengths == (PlanLine("I cook"),)
    assert (kept.if_harder, kept.review_date, kept.review_place) == ("Phone Amina", date(2027, 1, 12), "Library")
    assert kept.version == plan.version + 1
    assert load_draft(session, actor, PLAN_FORM, str(plan.id)) is None


def test_a_goal_is_kept_with_its_steps_in_order(session: Session, actor: Actor, plan: PlanRecord) -> None:
    kept = _with_goal(session, actor, plan)
    (goal,) = kept.goals
    assert (goal.number, goal.title, goal.importance, goal.picture) == (1, "Meet people", 9, "friends")
    assert [(s.what, s.who, s.who_name, s.due, s.confidence) for s in goal.steps] == [
        ("Phone the group", Who.WORKER, "", date(2026, 12, 1), 9),
        ("Go together", Who.OTHER, "My sister", None, 5),
    ]


def test_a_goal_counts_as_a_change_of_the_plan(session: Session, actor: Actor, plan: PlanRecord) -> None:
    kept = _with_goal(session, actor, plan)
    assert kept.version == plan.version + 1
    with pytest.raises(Stale):
        add_goal(session, actor, AddGoal(plan.id, plan.version, "Another"))
    assert len(plan_record(session, plan.id).goals) == 1


def test_steps_are_changed_turned_round_and_taken_away(session: Session, actor: Actor, plan: PlanRecord) -> None:
    kept = _with_goal(session, actor, plan)
    first, second = kept.goals[0].steps
    steps = (StepDraft("Go alone", id=second.id, who=Who.ME, who_name="nobody"), StepDraft("Rest"))
    change_goal(session, actor, ChangeGoal(plan.id, kept.version, kept.goals[0].id, "Meet people", steps=steps))
    after = plan_record(session, plan.id).goals[0]
    assert [(s.what, s.who_name) for s in after.steps] == [("Go alone", ""), ("Rest", "")]
    assert after.steps[0].id == second.id
    assert session.get(Step, first.id) is None
    assert session.scalar(select(func.count()).select_from(Step)) == 2


def test_goals_close_up_when_one_is_taken_away(session: Session, actor: Actor, plan: PlanRecord) -> None:
    kept = _with_goal(session, actor, plan)
    add_goal(session, actor, AddGoal(plan.id, kept.version, "Second"))
    kept = plan_record(session, plan.id)
    save_draft(session, actor, GOAL_FORM, str(kept.goals[0].id), {"title": "typed"})
    remove_goal(session, actor, RemoveGoal(plan.id, kept.version, kept.goals[0].id))
    left = plan_record(session, plan.id)
    assert [(goal.number, goal.title) for goal in left.goals] == [(1, "Second")]
    assert session.scalar(select(func.count()).select_from(Step)) == 0
    assert load_draft(session, actor, GOAL_FORM, str(kept.goals[0].id)) is None
    assert verify(session, b"k" * 32).faults == ()


def test_a_goal_or_step_of_another_plan_is_not_here(session: Session, actor: Actor, plan: PlanRecord) -> None:
    other = add_client(session, actor, people.new_client(1))
    theirs = _with_goal(session, actor, plan_record(session, start_plan(session, actor, StartPlan(other))))
    mine = _with_goal(session, actor, plan)
    with pytest.raises(NotFound, match="goal is not in this plan"):
        remove_goal(session, actor, RemoveGoal(mine.id, mine.version, theirs.goals[0].id))
    with pytest.raises(NotFound, match="goal is not in this plan"):
        change_goal(session, actor, ChangeGoal(mine.id, mine.version, theirs.goals[0].id, "Taken"))
    foreign = StepDraft("Taken", id=theirs.goals[0].steps[0].id)
    with pytest.raises(NotFound, match="step is not in this goal"):
        change_goal(session, actor, ChangeGoal(mine.id, mine.version, mine.goals[0].id, "Mine", steps=(foreign,)))
    assert plan_record(session, theirs.id) == theirs
    assert plan_record(session, mine.id) == mine


def test_a_plan_of_another_service_is_not_here(session: Session, actor: Actor, plan: PlanRecord) -> None:
    stranger = Actor(actor.worker_id, uuid.uuid4())
    with pytest.raises(NotFound):
        change_plan(session, stranger, ChangePlan(plan.id, plan.version, (), ()))
    with pytest.raises(NotFound):
        change_plan(session, actor, ChangePlan(uuid.uuid4(), 1, (), ()))


def test_a_picture_that_does_not_exist_is_refused(session: Session, actor: Actor, plan: PlanRecord) -> None:
    with pytest.raises(NotFound, match="no picture called"):
        add_goal(session, actor, AddGoal(plan.id, plan.version, "Walk", picture="../etc"))
    with pytest.raises(NotFound, match="no picture called"):
        change_plan(session, actor, ChangePlan(plan.id, plan.version, (PlanLine("Tea", "x;}"),), ()))


def test_there_are_at_most_twelve_goals(session: Session, actor: Actor, plan: PlanRecord) -> None:
    for version in range(12):
        add_goal(session, actor, AddGoal(plan.id, plan.version + version, f"Goal {version}"))
    with pytest.raises(RuleBroken, match="at most 12 goals"):
        add_goal(session, actor, AddGoal(plan.id, plan.version + 12, "One more"))


@pytest.mark.parametrize(
    ("how", "strokes", "kept"),
    [
        (AgreedHow.TICK, None, None),
        (AgreedHow.TYPED, (((1.0, 2.0),),), None),
        (AgreedHow.DRAWN, (((1.0, 2.0), (3.5, 4.0)),), (((1.0, 2.0), (3.5, 4.0)),)),
    ],
)
def test_a_yes_is_kept_with_day_name_and_way(
    session: Session,
    actor: Actor,
    plan: PlanRecord,
    how: AgreedHow,
    strokes: tuple[tuple[tuple[float, float], ...], ...] | None,
    kept: object,
) -> None:
    plan = _with_goal(session, actor, plan)
    agree_plan(session, actor, AgreePlan(plan.id, plan.version, how, " Sam Sample ", strokes))
    agreed = plan_record(session, plan.id)
    assert (agreed.status, agreed.agreed_how, agreed.agreed_name) == (PlanStatus.AGREED, how, "Sam Sample")
    assert agreed.agreed_on == date(2026, 11, 25)
    assert agreed.signature == kept


def test_a_yes_that_somebody_saw_is_as_good_as_a_name(session: Session, actor: Actor, plan: PlanRecord) -> None:
    plan = _with_goal(session, actor, plan)
    seen = AgreePlan(
        plan.id, plan.version, AgreedHow.WITNESSED, witness=" Ana Witness ", not_signed_because="Her hand hurts. "
    )
    for incomplete in (replace(seen, witness=" "), replace(seen, not_signed_because=" ")):
        with pytest.raises(RuleBroken, match="It does not say"):
            agree_plan(session, actor, incomplete)
    agree_plan(session, actor, seen)
    agreed = plan_record(session, plan.id)
    assert (agreed.agreed_how, agreed.witness, agreed.not_signed_because) == (
        AgreedHow.WITNESSED,
        "Ana Witness",
        "Her hand hurts.",
    )
    newest = start_plan(session, actor, StartPlan(plan.client_id))
    assert plan_record(session, newest).witness == "", "the next version is not agreed yet"


def test_who_saw_it_is_kept_only_where_nobody_signed(session: Session, actor: Actor, plan: PlanRecord) -> None:
    plan = _with_goal(session, actor, plan)
    agree_plan(session, actor, AgreePlan(plan.id, plan.version, AgreedHow.TICK, witness="Ana", not_signed_because="x"))
    agreed = plan_record(session, plan.id)
    assert (agreed.witness, agreed.not_signed_because) == ("", "")


def test_a_yes_is_only_to_what_was_shown(session: Session, actor: Actor, plan: PlanRecord) -> None:
    shown = _with_goal(session, actor, plan)
    change_goal(session, actor, ChangeGoal(plan.id, shown.version, shown.goals[0].id, "Something else"))
    with pytest.raises(Stale):
        agree_plan(session, actor, AgreePlan(plan.id, shown.version, AgreedHow.TICK))
    assert plan_record(session, plan.id).status is PlanStatus.DRAFT


def test_a_plan_without_a_goal_cannot_be_agreed(session: Session, actor: Actor, plan: PlanRecord) -> None:
    with pytest.raises(RuleBroken, match="without a goal"):
        agree_plan(session, actor, AgreePlan(plan.id, plan.version, AgreedHow.TICK))


def test_an_agreed_plan_does_not_change(session: Session, actor: Actor, plan: PlanRecord) -> None:
    agreed = _agreed(session, actor, plan)
    goal_id = agreed.goals[0].id
    tries = (
        partial(change_plan, command=ChangePlan(plan.id, agreed.version, (), ())),
        partial(add_goal, command=AddGoal(plan.id, agreed.version, "New")),
        partial(change_goal, command=ChangeGoal(plan.id, agreed.version, goal_id, "New")),
        partial(remove_goal, command=RemoveGoal(plan.id, agreed.version, goal_id)),
        partial(agree_plan, command=AgreePlan(plan.id, agreed.version, AgreedHow.TICK)),
    )
    for attempt in tries:
        with pytest.raises(RuleBroken, match="was agreed"):
            attempt(session, actor)
    assert plan_record(session, plan.id) == agreed


def test_the_next_version_copies_and_replaces_only_when_it_is_agreed(
    session: Session, actor: Actor, plan: PlanRecord
) -> None:
    first = _agreed(session, actor, plan)
    second = plan_record(session, start_plan(session, actor, StartPlan(plan.client_id)))
    assert (second.number, second.status, second.agreed_on, second.review_date) == (2, PlanStatus.DRAFT, None, None)
    assert [goal.title for goal in second.goals] == ["Meet people"]
    assert [step.what for step in second.goals[0].steps] == ["Phone the group", "Go together"]
    ids = {step.id for goal in (*first.goals, *second.goals) for step in goal.steps}
    assert len(ids) == 4
    assert plan_record(session, first.id).status is PlanStatus.AGREED
    agree_plan(session, actor, AgreePlan(second.id, second.version, AgreedHow.TICK))
    assert plan_record(session, first.id).status is PlanStatus.REPLACED
    assert replace(plan_record(session, first.id), status=first.status, version=0, updated_at=None) == replace(
        first, version=0, updated_at=None
    )


def test_every_change_is_audited_under_the_client(session: Session, actor: Actor, plan: PlanRecord) -> None:
    _agreed(session, actor, plan)
    entries = session.execute(select(AuditEntry.verb, AuditEntry.table_name, AuditEntry.client_id)).all()
    about_plans = [tuple(entry) for entry in entries if entry.table_name.startswith("plan")]
    assert about_plans == [
        ("start_plan", "plan", plan.client_id),
        *[("add_goal", table, plan.client_id) for table in ("plan_goal", "plan_step", "plan_step", "plan")],
        ("agree_plan", "plan", plan.client_id),
    ]
    assert verify(session, b"k" * 32).faults == ()


@pytest.mark.parametrize("form", [PLAN_FORM, GOAL_FORM])
def test_a_plan_is_not_agreed_without_words_that_wait(
    session: Session, actor: Actor, client_id: UUID, form: str
) -> None:
    plan_id = start_plan(session, actor, StartPlan(client_id))
    add_goal(session, actor, AddGoal(plan_id, plan_record(session, plan_id).version, "Walk"))
    save_draft(session, actor, form, str(plan_id), {"title": "typed"})
    yes = AgreePlan(plan_id, plan_record(session, plan_id).version, AgreedHow.TICK)
    with pytest.raises(RuleBroken, match="typed and not saved"):
        agree_plan(session, actor, yes)
    assert plan_record(session, plan_id).status is PlanStatus.DRAFT
    assert load_draft(session, actor, form, str(plan_id)) is not None


def test_no_plan_is_started_with_somebody_who_died(session: Session, actor: Actor, client_id: UUID) -> None:
    version = client_record(session, client_id).version
    note_death(session, actor, NoteDeath(client_id, version, date(2026, 5, 3), "GP practice"))
    with pytest.raises(RuleBroken, match="has died"):
        start_plan(session, actor, StartPlan(client_id))
    assert plans_of(session, client_id) == ()


def test_a_paper_plan_is_a_new_version_by_itself_or_goes_into_the_draft(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client())
    first = type_in_plan(session, actor, paper(client_id, "Meet people"))
    plan = plan_record(session, first)
    assert (plan.number, plan.paper_on, plan.entered_by) == (1, PAPER_DAY, "")  # this worker has no name yet
    with pytest.raises(Stale):
        type_in_plan(session, actor, paper(client_id, "Meet people"))
    assert type_in_plan(session, actor, replace(paper(client_id, "Walk"), seen=plan.version)) == first
    plan = plan_record(session, first)
    assert [(goal.number, goal.title) for goal in plan.goals] == [(1, "Meet people"), (2, "Walk")]
    assert [line.text for line in plan.what_matters] == ["My garden", "My garden"]
    agree_plan(session, actor, AgreePlan(first, plan.version, AgreedHow.TICK))
    second = plan_record(session, type_in_plan(session, actor, paper(client_id, "Sing")))
    assert (second.number, [goal.title for goal in second.goals]) == (2, ["Sing"])
    assert plan_record(session, first).goals[0].title == "Meet people"


def test_a_paper_plan_that_cannot_be_kept_changes_nothing(session: Session, actor: Actor) -> None:
    client_id = add_client(session, actor, people.new_client())
    for wrong in (
        TypeInPlan(client_id, PAPER_DAY),
        paper(client_id, "Meet people", day=date(2999, 1, 1)),
        paper(client_id, *(f"Goal {number}" for number in range(Limits().plan_goals + 1))),
        replace(paper(client_id, "Walk"), strengths=(PlanLine("x"),) * (Limits().plan_lines + 1)),
    ):
        with pytest.raises(RuleBroken):
            type_in_plan(session, actor, wrong)
    with pytest.raises(NotFound):
        type_in_plan(session, actor, paper(uuid.UUID(int=5), "Walk"))
    assert plans_of(session, client_id) == ()


PAPER_DAY = date(2026, 11, 2)


def paper(client_id: uuid.UUID, *titles: str, day: date = PAPER_DAY) -> TypeInPlan:
    goals = tuple(PaperGoal(title, steps=(StepDraft("Begin"),)) for title in titles)
    return TypeInPlan(client_id, day, what_matters=(PlanLine("My garden"),), goals=goals)
