"""The forms of progress: what became of a step, what came of a goal. `version` is the newest number that was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms.validators import ValidationError

from linkdesk.plans.progress import rules
from linkdesk.plans.progress.rules import MarkStep
from linkdesk.plans.progress.rules import NoteOutcome
from linkdesk.plans.progress.rules import Result
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TextField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from uuid import UUID

    from wtforms import Field

SAID = (StepStatus.DONE, StepStatus.CHANGED, StepStatus.DROPPED, StepStatus.PLANNED)


class MarkForm(BaseForm):
    """What became of a step, why, and when."""

    went = ChoiceField(
        "What became of it?",
        [Needed("Choose what became of it.")],
        options=[Option(each.value, rules.STATUS_WORDS[each]) for each in SAID],
    )
    why = TextField(
        "Why, and what is different now?",
        hint="For a step that was changed or dropped. It stays with your service and is never printed for them.",
        rows=2,
        limit=rules.WORDS_LENGTH,
    )
    day = DateField("On which day?", hint="Leave it empty for today.")

    def validate_why(self, field: Field) -> None:
        """Ask why where a step was changed or dropped."""
        if self.went.data in rules.NEEDS_WHY and not (field.data or "").strip():
            raise ValidationError("Write a few words about why.")

    def command_for(self, plan_id: UUID, step_id: UUID) -> MarkStep:
        """Return the command."""
        status = StepStatus(self.went.data)
        return MarkStep(plan_id, step_id, self.version.data or 0, status, self.day.data, self.why.data or "")


class OutcomeForm(BaseForm):
    """What came of a goal, in their own words."""

    result = ChoiceField(
        "What came of it?",
        [Needed("Choose what came of it.")],
        options=[Option(each.value, words) for each, words in rules.RESULT_WORDS.items()],
    )
    words = TextField(
        "What do they say about it?",
        hint="In their own words. It goes along with the plan to whoever they share it with.",
        rows=2,
        limit=rules.WORDS_LENGTH,
    )
    day = DateField("On which day?", hint="Leave it empty for today.")

    def command_for(self, plan_id: UUID, goal_id: UUID) -> NoteOutcome:
        """Return the command."""
        result = Result(self.result.data)
        return NoteOutcome(plan_id, goal_id, self.version.data or 0, result, self.day.data, self.words.data or "")
