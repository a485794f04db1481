"""The forms of plans: the plan page, a goal with its steps, the agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

from wtforms import Field
from wtforms import HiddenField
from wtforms.validators import ValidationError

from linkdesk.clients.sharing.rules import DECIDED_BY_WORDS
from linkdesk.clients.sharing.rules import REPRESENTATIVE_WORDS
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.easyread.pictures import choices
from linkdesk.easyread.pictures import suggest
from linkdesk.languages.sentences import Sentence
from linkdesk.plans.first_words import FIRST
from linkdesk.plans.first_words import GOAL_BOXES
from linkdesk.plans.first_words import PLAN_BOXES
from linkdesk.plans.first_words import STEP_BOXES
from linkdesk.plans.phones import read_phones
from linkdesk.plans.phones import with_pictures
from linkdesk.plans.rules import MAY_AGREE
from linkdesk.plans.rules import AddGoal
from linkdesk.plans.rules import AgreedHow
from linkdesk.plans.rules import AgreePlan
from linkdesk.plans.rules import ChangeGoal
from linkdesk.plans.rules import ChangePlan
from linkdesk.plans.rules import PlanLine
from linkdesk.plans.rules import RemoveGoal
from linkdesk.plans.rules import StepDraft
from linkdesk.plans.rules import Who
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits
from linkdesk.web import fields
from linkdesk.web import validators
from linkdesk.web.fields import Option
from linkdesk.web.forms import BaseForm
from linkdesk.web.pictures import own_ideas
from linkdesk.web.signature import read_signature

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from linkdesk.clients.sharing.rules import RepresentativeRecord
    from linkdesk.plans.rules import GoalRecord
    from linkdesk.plans.rules import PaperYes
    from linkdesk.plans.rules import PlanRecord
    from linkdesk.plans.rules import StepRecord

LIMITS = Limits()
EARLIEST_REVIEW, LATEST_REVIEW = 2020, 2100
STEP_PARTS = (
    *("id", "what", "who", "who_name", "when_text", "due", "place", "confidence", "if_hard", "picture", "gone"),
    *(f"{FIRST}{box}" for box in STEP_BOXES),
)
WHO = (
    Option(Who.ME, "The client"),
    Option(Who.WORKER, "The link worker"),
    Option(Who.OTHER, "Someone else"),
)
HOW = (
    Option(AgreedHow.TICK, Sentence("I say yes")),
    Option(AgreedHow.TYPED, Sentence("I type my name")),
    Option(AgreedHow.DRAWN, Sentence("I sign my name")),
    Option(AgreedHow.WITNESSED, Sentence("I do not sign. Somebody saw that I say yes.")),
)
SUGGESTED = Option("", "One that fits the words")


class PlanForm(BaseForm):
    """All of a plan but its goals."""

    what_matters = fields.TextField(
        "What matters to me", hint="In their own words. Write each thing on a line of its own.", rows=4
    )
    strengths = fields.TextField("What I am good at", hint="Each thing on a line of its own.", rows=3)
    if_harder = fields.TextField(
        "If things get harder", hint="What will help, and who will they tell?", rows=3, limit=LIMITS.text
    )
    phones = fields.TextField(
        "Important phone numbers",
        hint="Each on a line of its own: name, number, when. For example: My sister, 01632 960 123, after six.",
        rows=3,
    )
    achieved = fields.TextField(
        "What they have achieved", hint="Each thing on a line of its own. The plan says well done.", rows=3
    )
    review_date = fields.DateField("When will you look at the plan again?", hint="For example, 12 1 2027")
    review_place = fields.LineField("Where, and at what time?", hint="For example, the library at 2 o’clock")
    first_what_matters = HiddenField()
    first_strengths = HiddenField()
    first_if_harder = HiddenField()
    first_achieved = HiddenField()

    def validate_review_date(self, field: Field) -> None:
        """Refuse a year that can only be a slip."""
        if field.data is not None and not EARLIEST_REVIEW <= field.data.year <= LATEST_REVIEW:
            raise ValidationError("Check the year of the day to look at the plan again.")

    def validate_phones(self, field: Field) -> None:
        """Refuse a line without a name or a number."""
        try:
            read_phones(field.data or "")
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong

    @property
    def more(self) -> bool:
        """Tell whether anything stands in the fields that are folded away."""
        return not (self.phones.is_empty and self.achieved.is_empty)

    def command_for(self, plan: PlanRecord) -> ChangePlan:
        """Return the command; a line that was there before keeps its picture, a new one gets one that fits."""
        return ChangePlan(
            plan_id=plan.id,
            version=_version(self),
            what_matters=_lines(self.what_matters.data, plan.what_matters),
            strengths=_lines(self.strengths.data, plan.strengths),
            if_harder=self.if_harder.data or "",
            review_date=self.review_date.data,
            review_place=self.review_place.data or "",
            phones=with_pictures(read_phones(self.phones.data or ""), plan.phones),
            harder_picture=_harder(self.if_harder.data or "", plan),
            achieved=_lines(self.achieved.data, plan.achieved),
            first_words={box: self[FIRST + box].data or "" for box in PLAN_BOXES},
        )


def _harder(text: str, plan: PlanRecord) -> str | None:
    """Return the picture of words that were there before, else one that fits their last line, as it was shown."""
    if text == plan.if_harder:
        return plan.harder_picture
    return suggest(next((line for line in reversed(text.splitlines()) if line.strip()), ""))


def plan_form(plan: PlanRecord) -> PlanForm:
    """Return the form filled with what is kept, or with what was posted."""
    kept = {
        "what_matters": "\n".join(line.text for line in plan.what_matters),
        "strengths": "\n".join(line.text for line in plan.strengths),
        "if_harder": plan.if_harder,
        "review_date": plan.review_date,
        "review_place": plan.review_place,
        "phones": "\n".join(line.typed for line in plan.phones),
        "achieved": "\n".join(line.text for line in plan.achieved),
        "version": plan.version,
        **_first(plan.first_words),
    }
    return PlanForm(data=kept)


def _first(words: Mapping[str, str]) -> dict[str, str]:
    return {FIRST + box: text for box, text in words.items()}


def _version(form: BaseForm) -> int:
    version = form.version.data
    if not isinstance(version, int):
        raise RuleBroken("This page is broken. Nothing was changed. Open it again from the start.")
    return version


def _lines(text: str | None, before: tuple[PlanLine, ...]) -> tuple[PlanLine, ...]:
    pictures = {line.text: line.picture for line in before}
    typed = [" ".join(line.split()) for line in (text or "").splitlines()]
    return tuple(PlanLine(line, pictures.get(line) or suggest(line)) for line in typed if line)


class GoalForm(BaseForm):
    """A goal; `goal_form` adds as many steps to it as the page has."""

    steps_shown: int

    title = fields.LineField(
        "The goal, in their own words",
        [validators.Needed("Write the goal.")],
        hint="Short and kind. For example, meet people at a garden group.",
    )
    importance = fields.ScaleField(
        "How important is it to them?", least=1, low="not important", high="most important of all"
    )
    need = fields.LineField("What will it help with?", hint="The need behind it. For example, feeling lonely.")
    picture = fields.SelectField("Picture for the goal")
    first_title = HiddenField()
    first_need = HiddenField()

    @property
    def more(self) -> bool:
        """Tell whether anything stands in the fields of the goal that are folded away."""
        return bool(self.need.data or self.need.errors or self.picture.errors)

    def step(self, number: int) -> dict[str, Any]:
        """Return the fields of one step by their part names, for the page."""
        return {part: self[_name(number, part)] for part in STEP_PARTS}

    def begun(self, number: int) -> bool:
        """Tell whether anything stands in a step, so that an empty one can be folded away."""
        return not _is_left_out(self.step(number)) or bool(self.step(number)["id"].data)

    def more_of(self, number: int) -> bool:
        """Tell whether anything stands in the fields of a step that are folded away."""
        folded = ("place", "if_hard", "picture")
        step = self.step(number)
        return any(step[part].errors for part in folded) or bool(step["place"].data or step["if_hard"].data)

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check the fields, then each step: words, and a name for someone else."""
        valid = bool(super().validate(extra_validators))
        for number in range(1, self.steps_shown + 1):
            step = self.step(number)
            if _is_left_out(step):
                continue
            if not step["what"].data:
                self.refuse(_name(number, "what"), "Write what will happen, or empty the whole step.")
            elif step["who"].data == Who.OTHER and not step["who_name"].data:
                self.refuse(_name(number, "who_name"), "Write who does it.")
            else:
                continue
            valid = False
        return valid

    def add_command(self, plan_id: UUID) -> AddGoal:
        """Return the command for a new goal."""
        return AddGoal(plan_id, _version(self), **self._goal())

    def change_command(self, plan_id: UUID, goal_id: UUID) -> ChangeGoal:
        """Return the command for a goal that is there."""
        return ChangeGoal(plan_id, _version(self), goal_id, **self._goal())

    def _goal(self) -> dict[str, Any]:
        title = self.title.data or ""
        return {
            "title": title,
            "need": self.need.data or "",
            "importance": self.importance.data,
            "picture": self.picture.data or suggest(title),
            "steps": tuple(self._steps()),
            "first_words": {box: self[FIRST + box].data or "" for box in GOAL_BOXES},
        }

    def _steps(self) -> Iterator[StepDraft]:
        for number in range(1, self.steps_shown + 1):
            step = self.step(number)
            if not _is_left_out(step):
                yield _step_draft(step)


def _is_left_out(step: dict[str, Any]) -> bool:
    """Tell whether a step was taken away or never begun."""
    typed = ("what", "who_name", "when_text", "due", "place", "confidence", "if_hard")
    return bool(step["gone"].data) or not any(step[part].data or step[part].errors for part in typed)


def _step_draft(step: dict[str, Any]) -> StepDraft:
    who = Who(step["who"].data or Who.ME)
    return StepDraft(
        what=step["what"].data,
        id=UUID(step["id"].data) if step["id"].data else None,
        who=who,
        who_name=step["who_name"].data if who is Who.OTHER else "",
        when_text=step["when_text"].data,
        due=step["due"].data,
        place=step["place"].data,
        confidence=step["confidence"].data,
        if_hard=step["if_hard"].data,
        picture=step["picture"].data or suggest(step["what"].data),
        first_words={box: step[FIRST + box].data or "" for box in STEP_BOXES},
    )


def _name(number: int, part: str) -> str:
    return f"step_{number}_{part}"


def _step_id(_form: BaseForm, field: HiddenField) -> None:
    if field.data:
        try:
            UUID(field.data)
        except ValueError:
            raise RuleBroken("This page is broken. Nothing was changed. Open it again from the start.") from None


def _step_fields(number: int) -> dict[str, Any]:
    about = f"step {number}"
    parts = {
        "id": HiddenField(validators=[_step_id]),
        "what": fields.LineField(
            "What will happen?", hint="One small thing. For example, phone the group.", about=about
        ),
        "who": fields.ChoiceField("Who does it?", options=WHO, default=Who.ME, about=about),
        "who_name": fields.NameField("Name, if someone else does it", width=20, about=about),
        "when_text": fields.LineField("When, in words", hint="For example, Tuesday after lunch", about=about),
        "due": fields.DateField("Date, if there is one", about=about),
        "place": fields.LineField("Where?", hint="For example, the library", about=about),
        "confidence": fields.ScaleField(
            "How sure do they feel that they can do it?",
            least=1,
            low="not sure at all",
            high="completely sure",
            about=about,
        ),
        "if_hard": fields.TextField("What helps if it gets hard?", rows=2, limit=LIMITS.line * 2, about=about),
        "picture": fields.SelectField("Picture for the step", options=picture_options(), about=about),
        "gone": fields.TickField("Take this step away", about=about),
        **{FIRST + box: HiddenField() for box in STEP_BOXES},
    }
    return {_name(number, part): field for part, field in parts.items()}


def picture_options() -> tuple[Option, ...]:
    """Return the pictures that can stand beside a sentence, by what they show; first the one that fits by itself."""
    known = sorted({one.words: one for one in choices()}.values(), key=lambda one: one.words)
    own = (Option(key, words) for key, words in own_ideas())
    return (SUGGESTED, *own, *(Option(one.key, one.words) for one in known))


def goal_form(plan: PlanRecord, goal: GoalRecord | None, posted: Mapping[str, str], typed: Any = None) -> GoalForm:
    """Return the goal page's form with room for every step and one more.

    Args:
        plan: the plan the goal belongs to.
        goal: the goal as it is kept; None for a new one.
        posted: names that came in (posted or from a draft); they say how many steps the page had.
        typed: a draft's words to show in place of what is kept.
    """
    there = goal.steps if goal else ()
    shown = max(_posted_steps(posted), min(len(there) + 1, LIMITS.goal_steps))
    made = type("GoalFormWithSteps", (GoalForm,), {"steps_shown": shown, **_all_steps(shown)})
    kept: dict[str, Any] = {"version": plan.version}
    if goal:
        kept |= {"title": goal.title, "need": goal.need, "importance": goal.importance, "picture": goal.picture or ""}
        kept |= _first(goal.first_words)
    for number, step in enumerate(there, start=1):
        kept |= _kept_step(number, step)
    form: GoalForm = made(formdata=typed, data=kept) if typed is not None else made(data=kept)
    form.picture.options = picture_options()
    form.version.data = form.version.data or plan.version
    return form


def _all_steps(shown: int) -> dict[str, Any]:
    return {name: field for number in range(1, shown + 1) for name, field in _step_fields(number).items()}


def _posted_steps(names: Mapping[str, str]) -> int:
    """Return how many steps a page had, at most as many as a goal may have."""
    most = LIMITS.goal_steps
    return max((number for number in range(1, most + 1) if _name(number, "what") in names), default=0)


def _kept_step(number: int, step: StepRecord) -> dict[str, Any]:
    kept = {part: getattr(step, part) for part in STEP_PARTS if part != "gone" and not part.startswith(FIRST)}
    kept |= _first(step.first_words)
    kept |= {"id": str(step.id), "picture": step.picture or "", "who": step.who}
    return {_name(number, part): value for part, value in kept.items()}


class RemoveForm(BaseForm):
    """The version of what was shown, and why a goal goes, if the worker wants to say it."""

    why = fields.LineField(
        "Why does it go?",
        hint="For example, they changed their mind. Leave it empty if there is no reason. It is never printed.",
    )

    def command_for(self, plan_id: UUID, goal_id: UUID) -> RemoveGoal:
        """Return the command."""
        return RemoveGoal(plan_id, _version(self), goal_id, self.why.data or "")


class AgreeForForm(BaseForm):
    """Somebody else decides about the plan, with who they are, by what right, and why not the person."""

    by = fields.ChoiceField(
        "Who decides?",
        [validators.Needed("Choose who decides.")],
        options=[
            Option(each.value, DECIDED_BY_WORDS[each]) for each in (DecidedBy.REPRESENTATIVE, DecidedBy.BEST_INTERESTS)
        ],
    )
    name = fields.NameField("Their name", [validators.Needed("Write the name of who decides.")])
    relation = fields.LineField("What are they to the person?", hint="For example, daughter, or social worker")
    authority = fields.ChoiceField(
        "By what right, for a representative?",
        options=[Option(each.value, REPRESENTATIVE_WORDS[each]) for each in MAY_AGREE],
    )
    because = fields.TextField(
        "Why does the person not agree themselves?",
        [validators.Needed("Write a few words about why.")],
        hint="It stays with your service and is never printed for them.",
        rows=2,
        limit=LIMITS.line * 2,
    )

    def validate_authority(self, field: Field) -> None:
        """Ask for the right of a representative."""
        if self.by.data == DecidedBy.REPRESENTATIVE and not field.data:
            raise ValidationError("Choose by what right they decide.")

    def command_for(self, plan_id: UUID) -> AgreePlan:
        """Return the command."""
        return AgreePlan(
            plan_id,
            _version(self),
            AgreedHow.TICK,
            self.name.data or "",
            by=DecidedBy(self.by.data),
            relation=self.relation.data or "",
            authority=RepresentativeKind(self.authority.data) if self.authority.data else None,
            because=self.because.data or "",
        )


def agree_for_form(
    plan: PlanRecord, known: Iterable[RepresentativeRecord], said: PaperYes | None = None
) -> AgreeForForm:
    """Return the form with who may decide by the record or said yes on the paper, or with what was posted."""
    kept: dict[str, Any] = {"version": plan.version}
    right = next((each for each in known if each.ended_on is None and each.kind in MAY_AGREE), None)
    if right:
        kept |= {"by": DecidedBy.REPRESENTATIVE.value, "name": right.name, "relation": right.relation}
        kept["authority"] = right.kind.value
    if said and said.by and (right is None or right.name.casefold() != said.by.casefold()):
        kept = {"version": plan.version, "name": said.by, "relation": said.relation}
    return AgreeForForm(data=kept)


class AgreeForm(BaseForm):
    """The client's yes, given in one of four equal ways; the client reads these words."""

    how = fields.ChoiceField(
        Sentence("How do you say yes?"), [validators.Needed(Sentence("Choose how you say yes."))], options=HOW
    )
    name = fields.NameField(Sentence("Your name"))
    signature = fields.SignatureField(Sentence("Sign here"))
    witness = fields.NameField(Sentence("Who saw it?"))
    not_signed_because = fields.LineField(Sentence("Why do you not sign?"))

    def command_for(self, plan_id: UUID) -> AgreePlan:
        """Return the command.

        Raises:
            RuleBroken: the drawing is not one.
        """
        how = AgreedHow(self.how.data)
        drawn = read_signature(self.signature.data) if how is AgreedHow.DRAWN and self.signature.data else None
        return AgreePlan(
            plan_id,
            _version(self),
            how,
            self.name.data or "",
            drawn,
            witness=self.witness.data or "",
            not_signed_because=self.not_signed_because.data or "",
        )
