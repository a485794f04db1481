"""What a plan holds now beside what was typed, for a page that was saved elsewhere in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.compare import NOTHING
from linkdesk.clients.compare import Difference
from linkdesk.plans.rules import who_words
from linkdesk.web.display import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.plans.phones import PhoneLine
    from linkdesk.plans.rules import AddGoal
    from linkdesk.plans.rules import ChangeGoal
    from linkdesk.plans.rules import ChangePlan
    from linkdesk.plans.rules import GoalRecord
    from linkdesk.plans.rules import PlanLine
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.plans.rules import StepDraft
    from linkdesk.plans.rules import StepRecord


def plan_differences(plan: PlanRecord, typed: ChangePlan) -> tuple[Difference, ...]:
    """Return every part of the plan page that differs, in the order of the page."""
    pairs = (
        ("What matters to me", _lines(plan.what_matters), _lines(typed.what_matters)),
        ("What I am good at", _lines(plan.strengths), _lines(typed.strengths)),
        ("What they have achieved", _lines(plan.achieved), _lines(typed.achieved)),
        ("If things get harder", plan.if_harder, typed.if_harder),
        ("Important phone numbers", _phones(plan.phones), _phones(typed.phones)),
        ("Look at it again", long_date(plan.review_date), long_date(typed.review_date)),
        ("Where", plan.review_place, typed.review_place),
    )
    return _differing(pairs)


def goal_differences(goal: GoalRecord | None, typed: AddGoal | ChangeGoal) -> tuple[Difference, ...]:
    """Return every part of a goal that differs; a new goal differs from nothing."""
    kept = goal.steps if goal else ()
    pairs = [("Goal", goal.title if goal else "", typed.title)]
    pairs.append(("What it helps with", goal.need if goal else "", typed.need))
    pairs.append(("Importance", _number(goal.importance if goal else None), _number(typed.importance)))
    for place in range(max(len(kept), len(typed.steps))):
        before = _step(kept[place]) if place < len(kept) else ""
        after = _step(typed.steps[place]) if place < len(typed.steps) else ""
        pairs.append((f"Step {place + 1}", before, after))
    return _differing(pairs)


def _differing(pairs: Iterable[tuple[str, str, str]]) -> tuple[Difference, ...]:
    return tuple(Difference(name, old or NOTHING, new or NOTHING) for name, old, new in pairs if old != new)


def _lines(lines: tuple[PlanLine, ...]) -> str:
    return "; ".join(line.text for line in lines)


def _phones(lines: tuple[PhoneLine, ...]) -> str:
    return "; ".join(line.typed for line in lines)


def _number(scale: int | None) -> str:
    return "" if scale is None else f"{scale} out of 10"


def _step(step: StepRecord | StepDraft) -> str:
    parts = (
        step.what,
        who_words(step, ""),
        step.when_text,
        long_date(step.due),
        step.place,
        _number(step.confidence),
        step.if_hard,
    )
    return "; ".join(part for part in parts if part)
