"""A plan that was written by hand, typed in afterwards: the numbers of the paper in the order of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from wtforms.validators import ValidationError

from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecordDecisions
from linkdesk.easyread.pictures import suggest
from linkdesk.plans.phones import read_phones
from linkdesk.plans.phones import with_pictures
from linkdesk.plans.rules import PaperGoal
from linkdesk.plans.rules import PaperYes
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.rules import TypeInPlan
from linkdesk.plans.rules import Who
from linkdesk.printing.blank.parts import AFTER_GOALS
from linkdesk.printing.blank.parts import ASKED_TO_SHARE
from linkdesk.printing.blank.parts import BEFORE_GOALS
from linkdesk.printing.blank.parts import GOAL_PARTS
from linkdesk.printing.blank.parts import GOALS
from linkdesk.printing.blank.parts import STEPS
from linkdesk.printing.blank.parts import Ask
from linkdesk.printing.blank.parts import Kind
from linkdesk.settings import Limits
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.fields import ScaleField
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
DAYS = frozenset({"review_date", "agreed_day"})
LONG_LINES = frozenset({"if_harder"})
HINTS = {
    "what_matters": "One line for each thing.",
    "strengths": "One line for each thing.",
    "achieved": "One line for each thing.",
    "phones": "Each on a line of its own. For example: My sister, 01632 960 123, after six.",
    "agreed_name": "As it stands there; for a mark, their name. Leave it empty if nobody signed.",
}
STEP_PARTS = ("what", "who", "when", "where", "sure", "hard")


class PaperPlanForm(BaseForm):
    """Everything that a blank plan has room for: the fields of `parts`, under the names they have there."""

    written_on = DateField("The day today, as the paper says", [Needed("Give the day on which the paper was written.")])

    def goal(self, number: int) -> Field:
        """Return the field of the words of a goal."""
        field: Field = self[f"goal_{number}"]
        return field

    def step(self, goal: int, number: int) -> dict[str, Field]:
        """Return the fields of a step by their names."""
        return {part: self[f"goal_{goal}_step_{number}_{part}"] for part in STEP_PARTS}

    def validate_phones(self, field: Field) -> None:
        """Refuse a line without a name or a number."""
        try:
            read_phones(field.data or "")
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check the fields, then that nothing hangs in the air: a step has its goal, and a “Who” its step."""
        valid = bool(super().validate(extra_validators))
        for goal in range(1, GOALS + 1):
            begun_steps = [number for number in range(1, STEPS + 1) if self._begun(goal, number)]
            for number in begun_steps:
                step = self.step(goal, number)
                if not step["what"].data:
                    self.refuse(step["what"].name, f"Type in what step {number} of goal {goal} is.")
                    valid = False
            more = (self[f"goal_{goal}_need"].data, self[f"goal_{goal}_importance"].data)
            if not self.goal(goal).data and (begun_steps or any(more)):
                said = "Its steps are" if begun_steps else "More about it is"
                self.refuse(f"goal_{goal}", f"Type in goal {goal}. {said} there already.")
                valid = False
        if self.agreed_relation.data and not self.agreed_for.data:
            self.refuse("agreed_for", "Type in who said yes for them.")
            valid = False
        return valid

    def _begun(self, goal: int, number: int) -> bool:
        return any(field.data for field in self.step(goal, number).values())

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
            phones=with_pictures(read_phones(self.phones.data or "")),
            achieved=_lines(self.achieved.data),
            review_date=self.review_date.data,
            review_place=self.review_place.data or "",
        )

    def yes(self) -> PaperYes | None:
        """Return who said yes on the paper and on which day; None where nobody did."""
        if not (self.agreed_name.data or self.agreed_for.data):
            return None
        return PaperYes(
            name=self.agreed_name.data or "",
            day=self.agreed_day.data or self.written_on.data,
            by=self.agreed_for.data or "",
            relation=self.agreed_relation.data or "",
        )

    def sharing_command(self, client_id: UUID, seen: int, worker_name: str) -> RecordDecisions | None:
        """Return what the paper says about sharing as decisions of the person; None where it says nothing.

        Args:
            client_id: whose paper it is.
            seen: the number of the newest decision that is on record.
            worker_name: who asked.
        """
        chosen = ((kind, self[f"share_{kind.value}"].data) for kind in ASKED_TO_SHARE)
        answers = tuple(AnswerTo(Recipient(kind), Answer(said)) for kind, said in chosen if said)
        if not answers:
            return None
        return RecordDecisions(
            how=How.PAPER,
            asked_on=self.written_on.data,
            asked_by=worker_name,
            client_id=client_id,
            seen=seen,
            answers=answers,
        )

    def _goals(self, called: tuple[str, ...], worker_name: str) -> Iterator[PaperGoal]:
        for goal in range(1, GOALS + 1):
            title = self.goal(goal).data
            steps = (self.step(goal, number) for number in range(1, STEPS + 1))
            if title:
                typed = tuple(_step(step, called, worker_name) for step in steps if step["what"].data)
                need, points = self[f"goal_{goal}_need"].data or "", self[f"goal_{goal}_importance"].data
                yield PaperGoal(title, suggest(title), typed, need=need, importance=points)


def _step(step: dict[str, Field], called: tuple[str, ...], worker_name: str) -> StepDraft:
    who, name = who_of(step["who"].data or "", called, worker_name)
    what = step["what"].data
    return StepDraft(
        what,
        who=who,
        who_name=name,
        when_text=step["when"].data or "",
        place=step["where"].data or "",
        confidence=step["sure"].data,
        if_hard=step["hard"].data or "",
        picture=suggest(what),
    )


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


def _field(ask: Ask, number: int, about: str) -> Field:
    """Return the field in which an answer of the paper is typed; its label has the number or the words of the paper."""
    label = f"{number}. {ask.label}" if ask.own else ask.label
    hint = HINTS.get(ask.name, "")
    if ask.name in DAYS:
        return DateField(label, about=about)
    if ask.kind is Kind.POINTS:
        return ScaleField(label, least=1, low="the lowest", high="the highest", about=about)
    if ask.kind is Kind.ANSWER:
        said = (Option(Answer.GIVEN, "Yes"), Option(Answer.REFUSED, "No"))
        return ChoiceField(label, options=said, about=about)
    if ask.kind is Kind.LINES and not ask.name.startswith("goal_"):
        return TextField(label, hint=hint, rows=ask.lines, limit=LIMITS.text, about=about)
    return LineField(label, hint=hint, limit=LIMITS.line, about=about)


def _paper_fields() -> Iterator[tuple[str, Field]]:
    for section in (*BEFORE_GOALS, *AFTER_GOALS):
        for ask in section.asks:
            yield ask.name, _field(ask, section.number, "" if ask.own else str(section.title))
    for goal in GOAL_PARTS:
        for ask in goal.asks:
            yield ask.name, _field(ask, 0, str(goal.title))
        for step in goal.steps:
            for ask in step.asks:
                yield ask.name, _field(ask, 0, str(step.title))


for _name, _made in _paper_fields():
    setattr(PaperPlanForm, _name, _made)
