"""Forms about concerns: the concern itself, a step, what was decided, who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Self
from uuid import UUID

from linkdesk.concerns import choices
from linkdesk.concerns import rules
from linkdesk.concerns.choices import About
from linkdesk.concerns.choices import Answer
from linkdesk.concerns.choices import Consent
from linkdesk.concerns.choices import Danger
from linkdesk.concerns.choices import Kind
from linkdesk.concerns.choices import State
from linkdesk.concerns.choices import Step
from linkdesk.concerns.rules import ChangeConcern
from linkdesk.concerns.rules import MoveConcern
from linkdesk.concerns.rules import NameReaders
from linkdesk.concerns.rules import RaiseConcern
from linkdesk.concerns.rules import WriteStep
from linkdesk.record.checks import clock_time
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TextField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Checked
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from linkdesk.concerns.rules import ConcernRecord
    from linkdesk.team.rules import Worker

_NAMES = rules.PARTS


def _text(name: str, hint: str = "", rows: int = 3) -> TextField:
    return TextField(_NAMES[name], rows=rows, hint=hint)


def _answer(name: str, hint: str = "") -> ChoiceField:
    options = tuple(Option(each, words) for each, words in choices.ANSWER_WORDS.items())
    return ChoiceField(_NAMES[name], options=options, inline=True, hint=hint)


class ConcernForm(BaseForm):
    """Danger first, then what was seen and said; nothing has to be filled in but something."""

    danger = ChoiceField(
        _NAMES["danger"],
        options=tuple(Option(each, words) for each, words in choices.DANGER_WORDS.items()),
        inline=True,
    )
    danger_done = _text(
        "danger_done", "Like: rang 999 at 14:20, the police number, a doctor came, her sister stays.", 2
    )
    facts = _text("facts", "Only what you saw, heard or were told. What you think has its own box.", 5)
    own_words = _text("own_words", "Word for word, as far as you can.")
    about = ChoiceField(
        _NAMES["about"], options=tuple(Option(each, words) for each, words in choices.ABOUT_WORDS.items()), inline=True
    )
    kinds = ChoicesField(
        _NAMES["kinds"],
        options=tuple(Option(each, words) for each, words in choices.KIND_WORDS.items()),
        hint="Choose all that may be. You do not have to be sure.",
    )
    happened_on = DateField(_NAMES["happened_on"], hint="Leave it empty if nobody knows.")
    happened_time = LineField(_NAMES["happened_time"], [Checked(clock_time)], limit=10, width=10, hint="Like 14:30")
    place = LineField(_NAMES["place"])
    ongoing = _answer("ongoing")
    source = LineField(_NAMES["source"], hint="The person, somebody else, or you saw it yourself.")
    opinion = _text("opinion", "Kept apart from what you saw, so that nobody takes one for the other.")
    wishes = _text("wishes", "In their words: what would make them feel safer, what they do not want.")
    talked = _answer("talked", "Not if it could bring more danger.")
    talked_why = LineField(_NAMES["talked_why"])
    consent = ChoiceField(
        _NAMES["consent"], options=tuple(Option(each, words) for each, words in choices.CONSENT_WORDS.items())
    )
    consent_why = _text(
        "consent_why", "Like: others are in danger, a crime, they are forced, they cannot decide it now.", 2
    )
    capacity = _answer("capacity", "This decision, at this time. Everyone can, unless it was shown that they cannot.")
    capacity_why = _text("capacity_why", rows=2)
    advocate = LineField(_NAMES["advocate"], hint="A representative, an advocate, an interpreter who is not family.")
    protect = _text("protect", "Like: needs care and support, is not let out of sight, does not speak English.", 2)
    contact = _text("contact", "Where and when, and whether a call or a letter could bring danger.", 2)
    harm_by = _text("harm_by", "Name, how they know the person, their work, whether they care for them.", 2)
    others = _text("others", "Children in the home, other adults, a pet that is used as a threat.", 2)
    earlier = _text("earlier", rows=2)
    evidence = _text("evidence", "Letters, messages, clothes: what, and where it is.", 2)
    plan = _text("plan", "What was agreed, who does what until when.")
    reference = LineField(_NAMES["reference"])
    look_again_on = DateField(_NAMES["look_again_on"], hint="It stands on Today from that day on.")

    GROUPS = (
        ("First: danger now", ("danger", "danger_done")),
        ("What happened", ("facts", "own_words", "about", "kinds")),
        ("When, where, who said so", ("happened_on", "happened_time", "place", "ongoing", "source", "opinion")),
        ("What the person wants", ("wishes", "talked", "talked_why", "consent", "consent_why")),
        ("Deciding for themselves", ("capacity", "capacity_why", "advocate", "protect", "contact")),
        ("Others", ("harm_by", "others", "earlier", "evidence")),
        ("What happens next", ("plan", "reference", "look_again_on")),
    )
    """The headings of the page and which boxes stand below each; the first two are open at once."""

    @classmethod
    def of(cls, kept: ConcernRecord) -> Self:
        """Return the form with what is on record."""
        return cls(
            data={**rules.details_of(kept), "kinds": [str(kind) for kind in kept.kinds], "version": kept.version}
        )

    def is_open(self, names: tuple[str, ...]) -> bool:
        """Say whether one of these boxes is filled in or refused, so that its part of the page stands open."""
        return any(not self[name].is_empty for name in names)

    def details(self) -> dict[str, Any]:
        """Return what the form says of a concern."""
        given = {name: self[name].data for name in rules.PARTS}
        for name, kind in _CHOICES.items():
            given[name] = kind(given[name]) if given[name] else None
        return {**given, "about": given["about"] or About.ADULT, "kinds": tuple(Kind(each) for each in self.kinds.data)}

    def new_for(self, client_id: UUID) -> RaiseConcern:
        """Return a concern to raise."""
        return RaiseConcern(client_id=client_id, **self.details())

    def change_of(self, kept: ConcernRecord) -> ChangeConcern:
        """Return a concern to go on with."""
        version = self.version.data or 0
        return ChangeConcern(client_id=kept.client_id, concern_id=kept.id, version=version, **self.details())


_CHOICES: dict[str, Any] = {
    "about": About,
    "danger": Danger,
    "ongoing": Answer,
    "talked": Answer,
    "consent": Consent,
    "capacity": Answer,
}


class StepForm(BaseForm):
    """What was done, when, by whom to whom, what was said or agreed."""

    step = ChoiceField(
        "What was done?",
        [Needed("Choose what was done.")],
        options=tuple(Option(each, choices.STEP_WORDS[each]) for each in choices.TO_WRITE),
    )
    on = DateField("Which day?", hint="Today, if you leave it empty.")
    time = LineField("At what time?", [Checked(clock_time)], limit=10, width=10, hint="Like 14:30 or 2:30 pm")
    who = LineField("Who told or rang?", hint="You, if you leave it empty.")
    whom = LineField("Whom?", hint="The name, what they do, the number.")
    words = TextField("What was said or agreed?", rows=4)

    def command(self, concern: ConcernRecord, today: date, own_name: str) -> WriteStep:
        """Return the step to write."""
        return WriteStep(
            client_id=concern.client_id,
            concern_id=concern.id,
            step=Step(self.step.data),
            on=self.on.data or today,
            time=self.time.data,
            who=self.who.data or own_name,
            whom=self.whom.data,
            words=self.words.data,
        )


class MoveForm(BaseForm):
    """Where a concern stands from now on, and why."""

    state = ChoiceField(
        "What did you decide?",
        [Needed("Choose what you decided.")],
        options=tuple(Option(each, words) for each, words in choices.STATE_WORDS.items()),
    )
    reason = TextField("Why?", [Needed("Say why, in a few words that others understand later.")], rows=4)

    def command(self, concern: ConcernRecord) -> MoveConcern:
        """Return the decision."""
        state = State(self.state.data)
        return MoveConcern(concern.client_id, concern.id, self.version.data or 0, state, self.reason.data)


class FindForm(BaseForm):
    """Words to look for in concerns alone."""

    words = LineField("Words in a concern", [Needed("Write what you look for.")], limit=80, width=20)


class ReadersForm(BaseForm):
    """Which workers may read a concern."""

    workers = ChoicesField("Who else may read it?", hint="The author and the safeguarding leads always may.")

    def for_team(self, team: Iterable[Worker], concern: ConcernRecord) -> Self:
        """Offer everybody who works here, but its author and the leads; return the form."""
        self.workers.options = tuple(
            Option(str(one.id), one.name)
            for one in team
            if not one.has_left and one.id != concern.author_id and rules.LEAD not in one.roles
        )
        return self

    def command(self, concern: ConcernRecord) -> NameReaders:
        """Return who is named."""
        return NameReaders(concern.client_id, concern.id, tuple(UUID(each) for each in self.workers.data or ()))
