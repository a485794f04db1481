"""A plan that was written by hand, typed in afterwards: the numbers of the paper in the order of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.easyread.pictures import suggest
from linkdesk.plans.rules import PaperGoal
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.rules import TypeInPlan
from linkdesk.plans.rules import Who
from linkdesk.printing.blank.paper import GOALS
from linkdesk.printing.blank.paper import STEPS
from linkdesk.settings import Limits
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import TextField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from uuid import UUID

    from wtforms import Field

LIMITS = Limits()
ME = frozenset({"", "me", "i", "myself"})
WORKER = frozenset({"my link worker", "link worker", "worker"})
"""What people write on paper beside “Who”."""


class PaperPlanForm(BaseForm):
    """Everything that a blank plan has room for; the goals and steps are added below, as many as the paper has."""

    written_on = DateField("The day on the paper", [Needed("Give the day on which the paper was written.")])
    what_matters = TextField("1. What matters to me", hint="One line for each thing.", rows=3, limit=LIMITS.text)
    strengths = TextField("2. What I am good at", hint="One line for each thing.", rows=3, limit=LIMITS.text)
    if_harder = TextField("4. If things get harder", rows=2, limit=LIMITS.text)
    review_date = DateField("Day", about="we meet again")
    review_place = LineField("Where", limit=LIMITS.line, about="we meet again")

    def goal(self, number: int) -> Field:
        """Return the field of a goal."""
        field: Field = self[f"goal_{number}"]
        return field

    def step(self, goal: int, number: int) -> dict[str, Field]:
        """Return the fields of a step by their names."""
        return {part: self[f"goal_{goal}_step_{number}_{part}"] for part in ("what", "who", "when")}

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check the fields, then that nothing hangs in the air: a step has its goal, and a “Who” its step."""
        valid = bool(super().validate(extra_validators))
        for goal in range(1, GOALS + 1):
            for number in range(1, STEPS + 1):
                step = self.step(goal, number)
                begun = any(field.data for field in step.values())
                if begun and not step["what"].data:
                    self.refuse(step["what"].name, f"Type in what step {number} of goal {goal} is.")
                elif begun and not self.goal(goal).data:
                    self.refuse(f"goal_{goal}", f"Type in goal {goal}. Its steps are there already.")
                else:
                    continue
                valid = False
        return valid

    def command_for(self, client_id: UUID, called: tuple[str, ...], worker_name: str) -> TypeInPlan:
        """Return the command.

        Args:
            client_id: whose paper it is.
            called: the names of the person, as they may stand beside “Who”.
            worker_name: the name of who types it in.
        """
        return TypeInPlan(
            client_id=client_id,
            written_on=self.written_on.data,
            seen=self.version.data or 0,
            what_matters=_lines(self.what_matters.data),
            strengths=_lines(self.strengths.data),
            goals=tuple(self._goals(called, worker_name)),
            if_harder=self.if_harder.data or "",
            review_date=self.review_date.data,
            review_place=self.review_place.data or "",
        )

    def _goals(self, called: tuple[str, ...], worker_name: str) -> Iterator[PaperGoal]:
        for goal in range(1, GOALS + 1):
            title = self.goal(goal).data
            steps = (self.step(goal, number) for number in range(1, STEPS + 1))
            if title:
                typed = tuple(_step(step, called, worker_name) for step in steps if step["what"].data)
                yield PaperGoal(title, suggest(title), typed)


def _step(step: dict[str, Field], called: tuple[str, ...], worker_name: str) -> StepDraft:
    who, name = who_of(step["who"].data or "", called, worker_name)
    what = step["what"].data
    return StepDraft(what, who=who, who_name=name, when_text=step["when"].data or "", picture=suggest(what))


def who_of(written: str, called: tuple[str, ...], worker_name: str) -> tuple[Who, str]:
    """Return who does a step from what stands beside “Who”, and the name of somebody else."""
    said = " ".join(written.split())
    if said.casefold() in ME | {name.casefold() for name in called if name}:
        return Who.ME, ""
    names = {worker_name.casefold(), *worker_name.casefold().split()[:1]} - {""}
    return (Who.WORKER, "") if said.casefold() in WORKER | names else (Who.OTHER, said)


def _lines(text: str | None) -> tuple[PlanLine, ...]:
    typed = (" ".join(line.split()) for line in (text or "").splitlines())
    return tuple(PlanLine(line, suggest(line)) for line in typed if line)


def _goal_fields() -> Iterator[tuple[str, LineField]]:
    for goal in range(1, GOALS + 1):
        yield f"goal_{goal}", LineField(f"Goal {goal}", limit=LIMITS.line)
        for number in range(1, STEPS + 1):
            name, about = f"goal_{goal}_step_{number}", f"goal {goal}, step {number}"
            yield f"{name}_what", LineField(f"Step {number}", limit=LIMITS.line, about=f"goal {goal}")
            yield f"{name}_who", LineField("Who", limit=LIMITS.line, about=about)
            yield f"{name}_when", LineField("When", limit=LIMITS.line, about=about)


for _name, _field in _goal_fields():
    setattr(PaperPlanForm, _name, _field)
