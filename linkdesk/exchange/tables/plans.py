"""The plans: lines, goals, steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.exchange.tables.table import Table
from linkdesk.exchange.tables.table import columns
from linkdesk.plans.first_words import first_typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkdesk.exchange.rules import Dossier
    from linkdesk.exchange.tables.table import Row
    from linkdesk.plans.rules import GoalRecord
    from linkdesk.plans.rules import PlanRecord


def _plans(dossier: Dossier) -> Iterator[Row]:
    for plan in dossier.plans:
        yield (
            plan.id,
            plan.client_id,
            plan.number,
            plan.status,
            plan.if_harder,
            plan.review_date,
            plan.review_place,
            plan.agreed_on,
            plan.agreed_how,
            plan.agreed_name,
            plan.agreed_by,
            plan.agreed_relation,
            plan.agreed_authority,
            plan.not_agreed_because,
            plan.witness,
            plan.not_signed_because,
            plan.worker_name,
            plan.language,
            plan.paper_on,
            plan.entered_by,
        )


def _plan_lines(dossier: Dossier) -> Iterator[Row]:
    for plan in dossier.plans:
        lists = (("what-matters", plan.what_matters), ("strength", plan.strengths), ("achieved", plan.achieved))
        for kind, lines in lists:
            for place, line in enumerate(lines, start=1):
                yield (plan.id, kind, place, line.text)
        for place, (where, text) in enumerate(first_typed(plan), start=1):
            yield (plan.id, f"first-typed: {where}", place, text)
        for place, each in enumerate(plan.left_out, start=1):
            yield (plan.id, "goal-left-out", place, each.title)
            yield (plan.id, "goal-left-out-why", place, each.why)


def _phones(dossier: Dossier) -> Iterator[Row]:
    for plan in dossier.plans:
        for place, line in enumerate(plan.phones, start=1):
            yield (plan.id, place, line.name, line.number, line.when)


def _shares(dossier: Dossier) -> Iterator[Row]:
    for plan in dossier.plans:
        for place, line in enumerate(plan.shared, start=1):
            yield (plan.id, place, line.kind, line.name, "; ".join(line.parts))


def _goals(dossier: Dossier) -> Iterator[Row]:
    for plan, goal in _each_goal(dossier):
        yield (goal.id, plan.id, goal.number, goal.title, goal.need, goal.importance)


def _steps(dossier: Dossier) -> Iterator[Row]:
    for _plan, goal in _each_goal(dossier):
        for place, step in enumerate(goal.steps, start=1):
            yield (
                step.id,
                goal.id,
                place,
                step.what,
                step.who,
                step.who_name,
                step.when_text,
                step.due,
                step.place,
                step.confidence,
                step.if_hard,
                step.status,
            )


def _step_marks(dossier: Dossier) -> Iterator[Row]:
    for _plan, goal in _each_goal(dossier):
        for step in goal.steps:
            for mark in step.marks:
                yield (mark.id, step.id, mark.number, mark.status, mark.day, mark.why)


def _outcomes(dossier: Dossier) -> Iterator[Row]:
    for _plan, goal in _each_goal(dossier):
        for outcome in goal.outcomes:
            yield (outcome.id, goal.id, outcome.number, outcome.result, outcome.day, outcome.words)


def _translations(dossier: Dossier) -> Iterator[Row]:
    for each in dossier.translations:
        yield (each.client_id, each.language, each.text_hash, each.words, each.translator, each.day)


def _each_goal(dossier: Dossier) -> Iterator[tuple[PlanRecord, GoalRecord]]:
    return ((plan, goal) for plan in dossier.plans for goal in plan.goals)


TABLES = (
    Table(
        "plans",
        columns(
            id="string",
            client_id="string",
            number="integer",
            status="string",
            if_harder="string",
            review_date="date",
            review_place="string",
            agreed_on="date",
            agreed_how="string",
            agreed_name="string",
            agreed_by="string",
            agreed_relation="string",
            agreed_authority="string",
            not_agreed_because="string",
            witness="string",
            not_signed_because="string",
            worker_name="string",
            language="string",
            paper_on="date",
            entered_by="string",
        ),
        ("id",),
        (("client_id", "clients"),),
        _plans,
    ),
    Table(
        "plan_lines",
        columns(plan_id="string", kind="string", place="integer", words="string"),
        ("plan_id", "kind", "place"),
        (("plan_id", "plans"),),
        _plan_lines,
    ),
    Table(
        "plan_phones",
        columns(plan_id="string", place="integer", name="string", phone="string", when_words="string"),
        ("plan_id", "place"),
        (("plan_id", "plans"),),
        _phones,
    ),
    Table(
        "plan_shares",
        columns(plan_id="string", place="integer", with_whom="string", name="string", parts="string"),
        ("plan_id", "place"),
        (("plan_id", "plans"),),
        _shares,
    ),
    Table(
        "goals",
        columns(id="string", plan_id="string", number="integer", title="string", need="string", importance="integer"),
        ("id",),
        (("plan_id", "plans"),),
        _goals,
    ),
    Table(
        "steps",
        columns(
            id="string",
            goal_id="string",
            place="integer",
            what="string",
            who="string",
            who_name="string",
            when_words="string",
            due="date",
            place_words="string",
            confidence="integer",
            if_hard="string",
            status="string",
        ),
        ("id",),
        (("goal_id", "goals"),),
        _steps,
    ),
    Table(
        "step_marks",
        columns(id="string", step_id="string", number="integer", status="string", day="date", why="string"),
        ("id",),
        (("step_id", "steps"),),
        _step_marks,
    ),
    Table(
        "goal_outcomes",
        columns(id="string", goal_id="string", number="integer", result="string", day="date", words="string"),
        ("id",),
        (("goal_id", "goals"),),
        _outcomes,
    ),
    Table(
        "own_translations",
        columns(
            client_id="string",
            language="string",
            text_hash="string",
            words="string",
            translator="string",
            day="date",
        ),
        ("client_id", "language", "text_hash"),
        (("client_id", "clients"),),
        _translations,
    ),
)
