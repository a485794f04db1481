"""Which sentences of a plan have a picture, and what is chosen for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import PlanStatus
from linkdesk.record.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from uuid import UUID

    from linkdesk.plans.rules import PlanRecord

LISTS = {
    "what_matters": ("What matters to them", "heart"),
    "strengths": ("What they are good at", "strengths"),
    "achieved": ("What they have achieved", "star"),
    "phones": ("Important phone number", "phone"),
}
"""The lists of a plan with a picture a line: what each is called, and what is drawn beside a line without its own."""
HARDER = "harder"

OLD = "This plan was replaced by a newer one. Nothing was changed. Change the pictures of the newer one."


@dataclass(frozen=True)
class PictureLine:
    """One sentence with its picture: `place` names it, `usual` is drawn where `picture` is none."""

    place: str
    heading: str
    words: str
    picture: str | None
    usual: str

    @property
    def drawn(self) -> str:
        """The key of the picture that is printed."""
        return self.picture or self.usual


@dataclass(frozen=True)
class ChoosePictures:
    """The pictures of a plan by place; an empty key leaves the choice to the words."""

    plan_id: UUID
    version: int
    pictures: Mapping[str, str]


def lines_of(plan: PlanRecord) -> tuple[PictureLine, ...]:
    """Return every sentence of a plan that a picture stands beside, in the order of the print."""
    return tuple(_lines(plan))


def _lines(plan: PlanRecord) -> Iterator[PictureLine]:
    for name, (heading, usual) in LISTS.items():
        for number, line in enumerate(getattr(plan, name), start=1):
            words = line.text if isinstance(line, PlanLine) else line.typed
            yield PictureLine(f"{name}-{number}", heading, words, line.picture, usual)
    if plan.if_harder:
        yield PictureLine(HARDER, "If things get harder", plan.if_harder, plan.harder_picture, "help")
    for goal in plan.goals:
        yield PictureLine(f"goal-{goal.number}", f"Goal {goal.number}", goal.title, goal.picture, "goal")
        for number, step in enumerate(goal.steps, start=1):
            place = f"goal-{goal.number}-step-{number}"
            yield PictureLine(place, f"Goal {goal.number}, step {number}", step.what, step.picture, "steps")


def is_so_already(plan: PlanRecord, chosen: Mapping[str, str]) -> bool:
    """Say whether a plan has these pictures already, by place: then nothing is left to save."""
    return {line.place: line.picture or "" for line in lines_of(plan)} == dict(chosen)


def check_status(status: PlanStatus) -> None:
    """Refuse a plan that does not count any more.

    Raises:
        RuleBroken: it was replaced.
    """
    if status is PlanStatus.REPLACED:
        raise RuleBroken(OLD)
