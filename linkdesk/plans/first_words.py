"""What was typed first in a box, before a plainer phrase was put in its place; it stays in the record, on no print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from linkdesk.plans.rules import PlanRecord

LIMITS = Limits()
FIRST = "first_"
"""Before the name of a box: the hidden field that holds what stood in the box before."""
PLAN_BOXES = {
    "what_matters": "What matters",
    "strengths": "What goes well",
    "if_harder": "If things get harder",
    "achieved": "What was achieved",
}
GOAL_BOXES = {"title": "the goal", "need": "what it helps with"}
STEP_BOXES = {"what": "what happens", "if_hard": "if it gets hard"}


def still_first(first: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Return the first words that differ from what stands in their boxes now; an emptied box has none."""
    tidied = {name: text.strip()[: LIMITS.text] for name, text in first.items()}
    return {name: text for name, text in tidied.items() if text and _plain(now.get(name, "")) not in {"", _plain(text)}}


def _plain(text: str) -> str:
    return " ".join(text.split())


def first_typed(plan: PlanRecord) -> Iterator[tuple[str, str]]:
    """Yield where plainer words stand in a plan, and what was typed there first, in the order of the plan."""
    yield from _named("", PLAN_BOXES, plan.first_words)
    for goal in plan.goals:
        yield from _named(f"Goal {goal.number}, ", GOAL_BOXES, goal.first_words)
        for number, step in enumerate(goal.steps, start=1):
            yield from _named(f"Goal {goal.number}, step {number}, ", STEP_BOXES, step.first_words)


def _named(where: str, boxes: Mapping[str, str], first: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((f"{where}{words}", first[name]) for name, words in boxes.items() if name in first)
