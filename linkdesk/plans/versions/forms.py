"""The form of the next version: one choice for each goal and each step of the plan before."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.plans.versions.rules import CARRY_WORDS
from linkdesk.plans.versions.rules import Carry
from linkdesk.plans.versions.rules import usual_goal
from linkdesk.plans.versions.rules import usual_step
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.fields import SelectField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.plans.rules import PlanRecord

OPTIONS = tuple(Option(carry.value, words) for carry, words in CARRY_WORDS.items())

WHY = "If it is left out: why?"
WHY_HINT = "For example, it is not important to them now. You can leave this empty. It is never printed."


class NextForm(BaseForm):
    """What comes along; `next_form` adds a choice for each goal and step."""

    places: dict[UUID, str]

    def choice(self) -> dict[UUID, Carry]:
        """Return what was chosen for each goal and step."""
        return {each: Carry(self[name].data) for each, name in self.places.items()}

    def why(self) -> dict[UUID, str]:
        """Return why goals are left out, where somebody said it."""
        said = {each: self[f"{name}_why"].data for each, name in self.places.items() if f"{name}_why" in self}
        return {each: text for each, text in said.items() if text}


def next_form(plan: PlanRecord) -> NextForm:
    """Return the form with what usually happens chosen, or with what was posted."""
    fields: dict[str, Any] = {}
    places: dict[UUID, str] = {}
    for goal in plan.goals:
        name = f"goal_{goal.number}"
        places[goal.id] = name
        fields[name] = _field(f"goal {goal.number}: {goal.title}", usual_goal(goal))
        fields[f"{name}_why"] = LineField(WHY, hint=WHY_HINT, about=f"goal {goal.number}: {goal.title}")
        for number, step in enumerate(goal.steps, start=1):
            places[step.id] = f"{name}_step_{number}"
            fields[places[step.id]] = _field(f"step {number} of goal {goal.number}: {step.what}", usual_step(step))
    made = type("NextFormWithChoices", (NextForm,), {"places": places, **fields})
    form: NextForm = made()
    return form


def _field(about: str, usual: Carry) -> SelectField:
    needed = [Needed("Choose what happens to it.")]
    return SelectField("What happens to it?", needed, options=OPTIONS, default=usual.value, about=about)
