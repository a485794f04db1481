"""The plans: lines, goals, steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.exchange.tables.table import Table
from linkdesk.exchange.tables.table import columns

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
            plan.worker_name,
            plan.language,
        )


def _plan_lines(dossier: Dossier) -> Iterator[Row]:
    for plan in dossier.plans:
        for kind, lines in (("what-matters", plan.what_matters), ("strength", plan.strengths)):
            for place, line in enumerate(lines, start=1):
                yield (plan.id, kind, place, line.text)


def _goals(dossier: Dossier) -> Iterator[Row]:
    for plan, goal in _each_goal(dossier):
        yield (goal.id, plan.id, goal.number, goal.title, goal.importance)


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
                step.confidence,
                step.if_hard,
            )


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
            worker_name="string",
            language="string",
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
        "goals",
        columns(id="string", plan_id="string", number="integer", title="string", importance="integer"),
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
            confidence="integer",
            if_hard="string",
        ),
        ("id",),
        (("goal_id", "goals"),),
        _steps,
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
