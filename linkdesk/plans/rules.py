"""What a wellbeing plan is: its read models, its commands and the rules that need no database."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.clients.sharing.rules import DECIDE_WITHOUT_CAPACITY
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.languages.sentences import Sentence
from linkdesk.plans.progress.rules import GoalOutcome
from linkdesk.plans.progress.rules import StepMark
from linkdesk.plans.progress.rules import StepStatus
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from datetime import date
    from datetime import datetime
    from uuid import UUID

    from linkdesk.clients.sharing.rules import Part
    from linkdesk.clients.sharing.rules import RecipientKind
    from linkdesk.plans.phones import PhoneLine
    from linkdesk.plans.versions.rules import Carry
    from linkdesk.web.signature import Stroke

LOW_CONFIDENCE = 7
"""Under 7 of 10 a step is likely to fail: make it smaller
(the confidence ruler of motivational interviewing, Miller and Rollnick)."""

LIMITS = Limits()
MAY_AGREE = (*DECIDE_WITHOUT_CAPACITY, RepresentativeKind.PARENT)
"""An advocate helps a person to speak and does not decide (Mental Capacity Act 2005, section 35)."""
GROWN_UP_PERSON = (
    "They are 18 or older, so a parent does not agree for them. Nothing was changed."
    " Choose by what other right this person agrees, or write down a best interests decision."
)


class PlanStatus(StrEnum):
    """A draft may change; an agreed plan never does; a replaced one was agreed before a newer one."""

    DRAFT = "draft"
    AGREED = "agreed"
    REPLACED = "replaced"


class Who(StrEnum):
    """Who does a step."""

    ME = "me"
    WORKER = "worker"
    OTHER = "other"


class AgreedHow(StrEnum):
    """How the client said yes."""

    TICK = "tick"
    TYPED = "typed"
    DRAWN = "drawn"
    WITNESSED = "witnessed"
    PAPER = "paper"


@dataclass(frozen=True)
class PlanLine:
    """One thing that matters to the client, or one strength; `picture` is a key of the picture dictionary."""

    text: str
    picture: str | None = None


@dataclass(frozen=True)
class SortOffer:
    """What the client's last picture sort offers: strengths, and a first goal (empty where nothing comes first)."""

    sort_id: UUID
    sorted_on: date
    strengths: tuple[PlanLine, ...] = ()
    goal: str = ""
    picture: str | None = None

    def fresh(self, kept: Collection[str]) -> tuple[PlanLine, ...]:
        """Return the strengths that are not among these lines yet."""
        known = {" ".join(line.split()).casefold() for line in kept}
        return tuple(line for line in self.strengths if line.text.casefold() not in known)


@dataclass(frozen=True)
class SharedLine:
    """With whom the person let us share, and which parts of the record, as it stood when the plan was agreed."""

    kind: RecipientKind
    name: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """A goal that did not come along into a next version, and why, if somebody said it."""

    title: str
    why: str


@dataclass(frozen=True)
class StepRecord:
    """One step towards a goal. `who_name` is set when `who` is another person; `confidence` is 1 to 10.

    `marks` say what became of it after the agreement, the oldest first.
    """

    id: UUID
    what: str
    who: Who = Who.ME
    who_name: str = ""
    when_text: str = ""
    due: date | None = None
    confidence: int | None = None
    if_hard: str = ""
    picture: str | None = None
    place: str = ""
    first_words: Mapping[str, str] = field(default_factory=dict, hash=False)
    marks: tuple[StepMark, ...] = ()

    @property
    def mark(self) -> StepMark | None:
        """What was said last about the step."""
        return self.marks[-1] if self.marks else None

    @property
    def status(self) -> StepStatus:
        """What became of the step; it is planned until somebody says more."""
        return self.mark.status if self.mark else StepStatus.PLANNED


@dataclass(frozen=True)
class GoalRecord:
    """One goal in the client's own words; `importance` is 1 to 10; `number` counts from 1.

    `need` is what lies behind the goal; `outcomes` say what came of it, the oldest first.
    """

    id: UUID
    number: int
    title: str
    importance: int | None = None
    picture: str | None = None
    steps: tuple[StepRecord, ...] = ()
    need: str = ""
    outcomes: tuple[GoalOutcome, ...] = ()
    first_words: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def outcome(self) -> GoalOutcome | None:
        """What was said last about the goal."""
        return self.outcomes[-1] if self.outcomes else None


@dataclass(frozen=True)
class PlanRecord:
    """The one read model of a plan: page, print and export all show exactly this.

    `number` is the version of the plan that the client knows; `version` is the row version for saving.
    """

    id: UUID
    client_id: UUID
    number: int
    status: PlanStatus
    what_matters: tuple[PlanLine, ...] = ()
    strengths: tuple[PlanLine, ...] = ()
    goals: tuple[GoalRecord, ...] = ()
    if_harder: str = ""
    harder_picture: str | None = None
    review_date: date | None = None
    review_place: str = ""
    agreed_on: date | None = None
    agreed_how: AgreedHow | None = None
    agreed_name: str = ""
    agreed_by: DecidedBy | None = None
    agreed_relation: str = ""
    agreed_authority: RepresentativeKind | None = None
    not_agreed_because: str = ""
    witness: str = ""
    not_signed_because: str = ""
    signature: tuple[Stroke, ...] | None = None
    phones: tuple[PhoneLine, ...] = ()
    achieved: tuple[PlanLine, ...] = ()
    shared: tuple[SharedLine, ...] = ()
    first_words: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What was typed first, by the box, where a plainer phrase took its place."""
    left_out: tuple[LeftOut, ...] = ()
    worker_name: str = ""
    worker_phone: str = ""
    organisation_name: str = ""
    language: str = "en"
    paper_on: date | None = None
    """The day on which the plan was written on paper; `entered_by` typed it in afterwards."""
    entered_by: str = ""
    version: int = 1
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def steps(self) -> tuple[StepRecord, ...]:
        """All steps, in the order of the plan."""
        return tuple(step for goal in self.goals for step in goal.steps)

    @property
    def done(self) -> tuple[StepRecord, ...]:
        """The steps that are done, to be glad about."""
        return tuple(step for step in self.steps if step.status is StepStatus.DONE)


@dataclass(frozen=True)
class PlanRow:
    """One line of the list of a client's plans."""

    id: UUID
    number: int
    status: PlanStatus
    goals: int
    review_date: date | None
    created_at: datetime
    updated_at: datetime
    agreed_at: datetime | None = None


@dataclass(frozen=True)
class StartPlan:
    """Begin a plan; a client with an agreed plan gets the next version of it as a draft.

    `choice` says what happens to a goal or step of the version before; what it does not name goes the usual way.
    """

    client_id: UUID
    language: str = "en"
    choice: Mapping[UUID, Carry] = field(default_factory=dict)
    why: Mapping[UUID, str] = field(default_factory=dict)
    """Why a goal is left out, where somebody said it."""


@dataclass(frozen=True)
class ChangePlan:
    """Save the whole plan page but the goals. `version` is the row version that was on the page."""

    plan_id: UUID
    version: int
    what_matters: tuple[PlanLine, ...]
    strengths: tuple[PlanLine, ...]
    if_harder: str = ""
    review_date: date | None = None
    review_place: str = ""
    phones: tuple[PhoneLine, ...] = ()
    achieved: tuple[PlanLine, ...] = ()
    first_words: Mapping[str, str] = field(default_factory=dict)
    harder_picture: str | None = None


@dataclass(frozen=True)
class StepDraft:
    """A step as typed; `id` is None for a new one."""

    what: str
    id: UUID | None = None
    who: Who = Who.ME
    who_name: str = ""
    when_text: str = ""
    due: date | None = None
    confidence: int | None = None
    if_hard: str = ""
    picture: str | None = None
    place: str = ""
    first_words: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class AddGoal:
    """Put a goal with its steps at the end of a draft."""

    plan_id: UUID
    version: int
    title: str
    importance: int | None = None
    picture: str | None = None
    steps: tuple[StepDraft, ...] = ()
    need: str = ""
    first_words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ChangeGoal:
    """Save a goal with exactly these steps, in this order; a step left out is taken away."""

    plan_id: UUID
    version: int
    goal_id: UUID
    title: str
    importance: int | None = None
    picture: str | None = None
    steps: tuple[StepDraft, ...] = ()
    need: str = ""
    first_words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PaperGoal:
    """A goal as it stands on a paper plan, with its steps."""

    title: str
    picture: str | None = None
    steps: tuple[StepDraft, ...] = ()
    need: str = ""
    importance: int | None = None


@dataclass(frozen=True)
class PaperYes:
    """Who said yes on a paper plan: the name beside the yes, the day, and who said it for the person (or nobody)."""

    name: str
    day: date
    by: str = ""
    relation: str = ""


@dataclass(frozen=True)
class TypeInPlan:
    """Type in a plan that was written by hand on the day `written_on`.

    `seen` is the row version of the draft that was on the page, 0 where there was none.
    """

    client_id: UUID
    written_on: date
    seen: int = 0
    what_matters: tuple[PlanLine, ...] = ()
    strengths: tuple[PlanLine, ...] = ()
    goals: tuple[PaperGoal, ...] = ()
    if_harder: str = ""
    phones: tuple[PhoneLine, ...] = ()
    achieved: tuple[PlanLine, ...] = ()
    review_date: date | None = None
    review_place: str = ""
    language: str = "en"


@dataclass(frozen=True)
class RemoveGoal:
    """Take a goal and its steps out of a draft; `why`, if somebody said it, stays with the plan."""

    plan_id: UUID
    version: int
    goal_id: UUID
    why: str = ""


@dataclass(frozen=True)
class AgreePlan:
    """The client says yes to exactly the `version` that was shown; or somebody decides for them, and why is said."""

    plan_id: UUID
    version: int
    how: AgreedHow
    name: str = ""
    signature: tuple[Stroke, ...] | None = None
    by: DecidedBy = DecidedBy.PERSON
    relation: str = ""
    authority: RepresentativeKind | None = None
    because: str = ""
    witness: str = ""
    not_signed_because: str = ""
    on: date | None = None
    """The day on which they signed the paper; any other yes is given now."""


@dataclass(frozen=True)
class Hint:
    """A kind word to the worker about a plan; it never stops anything."""

    goal: int | None
    step: int | None
    sentence: str


def hints(plan: PlanRecord, today: date) -> tuple[Hint, ...]:
    """Return what would make the plan more likely to work, in the order of the page."""
    found: list[Hint] = []
    if not plan.goals:
        found.append(Hint(None, None, "There is no goal yet. One small goal is enough."))
    for goal in plan.goals:
        found.extend(_goal_hints(goal))
    if plan.review_date is None:
        found.append(Hint(None, None, "There is no date to look at the plan again."))
    elif plan.review_date < today:
        found.append(Hint(None, None, "The day to look at the plan again is past. Which day is next?"))
    return tuple(found)


def _goal_hints(goal: GoalRecord) -> Iterator[Hint]:
    if not goal.steps:
        yield Hint(goal.number, None, f"Goal {goal.number} has no step yet. What could come first?")
    for number, step in enumerate(goal.steps, start=1):
        where = f"Goal {goal.number}, step {number}"
        if step.confidence is not None and step.confidence < LOW_CONFIDENCE:
            said = f"{where}: confidence is {step.confidence} out of 10. Could it be smaller, or shared?"
            yield Hint(goal.number, number, said)
        if step.due is None and not step.when_text:
            yield Hint(goal.number, number, f"{where} has no date. When might it happen?")


def late_words(typed: Mapping[str, str]) -> tuple[str, ...]:
    """Return what stands in the fields of a plan page that was never saved; a date is joined from its parts."""
    day = " ".join(typed.get(f"review_date-{part}", "") for part in ("day", "month", "year")).strip()
    names = ("what_matters", "strengths", "achieved", "if_harder", "phones", "review_place")
    texts = (typed.get(name, "").strip() for name in names)
    return tuple(text for text in (*texts, day) if text)


def who_words(step: StepRecord | StepDraft, worker_name: str) -> str:
    """Return who does the step in words fit for the client: "Me", the worker's name, or the other's name."""
    if step.who is Who.ME:
        return Sentence("Me")
    if step.who is Who.WORKER:
        return worker_name or Sentence("My link worker")
    return step.who_name


def check_draft(status: PlanStatus) -> None:
    """Refuse a change to a plan that was agreed.

    Raises:
        RuleBroken: the plan is no draft.
    """
    if status is not PlanStatus.DRAFT:
        raise RuleBroken("This plan was agreed, so it stays as it is. Start a new version to change it.")


def check_goal(goal: AddGoal | ChangeGoal) -> None:
    """Refuse a goal that cannot be kept.

    Raises:
        RuleBroken: no title, a number outside 1 to 10, too many steps, or a step without words or a name.
    """
    if not goal.title.strip():
        raise RuleBroken("The goal has no words yet. Nothing was changed. Write what the client wants.")
    if len(goal.steps) > LIMITS.goal_steps:
        raise RuleBroken(f"A goal can have at most {LIMITS.goal_steps} steps. Nothing was changed. Make two goals.")
    _check_scale(goal.importance, "Importance")
    for step in goal.steps:
        _check_step(step)


def _check_step(step: StepDraft) -> None:
    if not step.what.strip():
        raise RuleBroken("A step has no words yet. Nothing was changed. Write what will happen.")
    if step.who is Who.OTHER and not step.who_name.strip():
        raise RuleBroken("A step has no name for who does it. Nothing was changed. Write the name.")
    _check_scale(step.confidence, "Confidence")


def _check_scale(number: int | None, name: str) -> None:
    if number is not None and not 1 <= number <= 10:  # noqa: PLR2004 - the scale is 1 to 10 everywhere
        raise RuleBroken(f"{name} goes from 1 to 10. Nothing was changed. Choose a number on the row.")


def check_lines(change: ChangePlan) -> None:
    """Refuse a page with more lines than anyone could read.

    Raises:
        RuleBroken: more than `Limits.plan_lines` things that matter, strengths, phone numbers or things achieved.
    """
    lists = (change.what_matters, change.strengths, change.phones, change.achieved)
    if max(len(lines) for lines in lists) > LIMITS.plan_lines:
        raise RuleBroken(f"A list can have at most {LIMITS.plan_lines} lines. Nothing was changed. Join some.")


def check_paper(command: TypeInPlan, today: date) -> None:
    """Refuse a paper plan that says nothing, or that was written in the future.

    Raises:
        RuleBroken: as said.
    """
    if command.written_on > today:
        raise RuleBroken("The day on the paper is in the future. Nothing was changed. Check the day.")
    lists = (command.what_matters, command.strengths, command.goals, command.phones, command.achieved)
    if not (any(lists) or command.if_harder.strip()):
        raise RuleBroken("Nothing of the paper is typed in. Nothing was changed. Type in at least one answer.")
