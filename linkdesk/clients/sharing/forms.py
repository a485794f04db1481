"""The forms of sharing: what was decided, the client's own page, sharing without permission, a representative."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Self
from uuid import UUID

from werkzeug.datastructures import MultiDict

from linkdesk.clients.sharing import rules
from linkdesk.clients.sharing.questions import ALWAYS
from linkdesk.clients.sharing.rules import AddRepresentative
from linkdesk.clients.sharing.rules import Answer
from linkdesk.clients.sharing.rules import AnswerTo
from linkdesk.clients.sharing.rules import Capacity
from linkdesk.clients.sharing.rules import DecidedBy
from linkdesk.clients.sharing.rules import Ground
from linkdesk.clients.sharing.rules import How
from linkdesk.clients.sharing.rules import Part
from linkdesk.clients.sharing.rules import Recipient
from linkdesk.clients.sharing.rules import RecipientKind
from linkdesk.clients.sharing.rules import RecordDecisions
from linkdesk.clients.sharing.rules import RepresentativeKind
from linkdesk.clients.sharing.rules import ShareWithout
from linkdesk.clients.sharing.rules import SignedHow
from linkdesk.clients.sharing.rules import Standing
from linkdesk.easyread.shown import picture_url
from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import say_both
from linkdesk.languages.speech import say_both_all
from linkdesk.settings import Limits
from linkdesk.web import fields
from linkdesk.web.fields import Option
from linkdesk.web.forms import BaseForm
from linkdesk.web.signature import read_signature
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from datetime import date

    from linkdesk.clients.sharing.questions import Question
    from linkdesk.clients.sharing.rules import RepresentativeRecord

LIMITS = Limits()
YES, NO, LATER = "yes", "no", "not_asked"
ANSWERS = (Option(YES, "Yes"), Option(NO, "No"), Option(LATER, "Not asked"))
UNKNOWN = "unknown"
SKIPPED_ON_SCREEN = "They looked at the question on the screen and did not answer."
UNKNOWN_ON_SCREEN = "They were asked on the screen and do not know yet."
FIRST_SERVICES = 20
"""How many named services the page has a line for; older ones stand in the history."""


def _options(words: Any, without: tuple[Any, ...] = ()) -> tuple[Option, ...]:
    return tuple(Option(key.value, text) for key, text in words.items() if key not in without)


PARTS = _options(rules.PART_WORDS)


class _DraftForm(BaseForm):
    """A form whose words are kept while they are typed."""

    @classmethod
    def typed(cls, words: dict[str, str]) -> Self:
        """Return the form as it was typed and not saved; ticks under one name are joined by line ends."""
        pairs = [(name, part) for name, text in words.items() for part in _several(name, text)]
        return cls(formdata=MultiDict(pairs))


def _several(name: str, text: str) -> list[str]:
    return [part for part in text.split("\n") if part] if name == "parts" else [text]


class AskForm(_DraftForm):
    """What the person said about each recipient, and how it was asked; `ask_form` adds a line for each service."""

    services: tuple[str, ...] = ()

    gp = fields.ChoiceField("With their GP", options=ANSWERS, inline=True)
    referrer = fields.ChoiceField("With whoever referred them", options=ANSWERS, inline=True)
    evaluation = fields.ChoiceField("To evaluate the service", options=ANSWERS, inline=True)
    new_service = fields.NameField("Another service", hint="Its name, if you ask about one.", limit=rules.NAME_LENGTH)
    new_service_answer = fields.ChoiceField("With this service", options=ANSWERS, inline=True)
    reason = fields.LineField("Where you did not ask: why not?", hint="For example, they were too upset today.")
    parts = fields.ChoicesField(
        "What may be shared?", options=PARTS, hint="Name and contact details always go with it."
    )
    what = fields.TextField(
        "What exactly did they say?", rows=2, hint="For example, not that I was in hospital. Read it before you share."
    )
    how = fields.ChoiceField("How did they tell you?", options=_options(rules.HOW_WORDS, (How.SCREEN,)))
    asked_on = fields.DateField("When?", [Needed("Enter the day.")])
    asked_by = fields.NameField("Who asked?", limit=rules.NAME_LENGTH)
    capacity = fields.ChoiceField("Can they make this decision?", options=_options(rules.CAPACITY_WORDS))
    capacity_support = fields.TextField(
        "What support did they have to decide?", rows=2, hint="For example, pictures, a quiet room, more time."
    )
    capacity_assessor = fields.NameField("Who assessed it?", limit=rules.NAME_LENGTH)
    capacity_on = fields.DateField("When was it assessed?")
    decided_by = fields.ChoiceField("Who decided?", options=_options(rules.DECIDED_BY_WORDS))
    representative = fields.SelectField("Which representative?")
    best_interests = fields.TextField(
        "Best interests: why, and who was asked?", rows=3, hint="Only if they cannot decide."
    )

    def answer_names(self) -> list[str]:
        """Return the names of the answers, in the order of the page."""
        return ["gp", "referrer", *(f"service_{n}" for n in range(1, len(self.services) + 1)), "evaluation"]

    def is_open(self, *names: str) -> bool:
        """Say whether folded fields hold something that is not the usual."""
        usual: tuple[Any, ...] = (None, "", [], Capacity.ASSUMED.value, DecidedBy.PERSON.value)
        return any(self[name].errors or self[name].data not in usual for name in names)

    def command_for(self, client_id: UUID, standings: Sequence[Standing]) -> RecordDecisions:
        """Return the command; a no after a yes takes the permission back."""
        before = {each.recipient.key: each.answer for each in standings}
        how = How(self.how.data) if self.how.data else None
        return RecordDecisions(
            client_id=client_id,
            seen=self.version.data or 0,
            answers=tuple(
                _answer(recipient, said, before.get(recipient.key, Answer.NOT_ASKED), self.reason.data)
                for recipient, said in self._said()
            ),
            how=how,
            asked_on=self.asked_on.data,
            asked_by=self.asked_by.data,
            parts=tuple(Part(part) for part in self.parts.data),
            what=self.what.data,
            capacity=Capacity(self.capacity.data or Capacity.ASSUMED),
            capacity_support=self.capacity_support.data,
            capacity_assessor=self.capacity_assessor.data,
            capacity_on=self.capacity_on.data,
            decided_by=DecidedBy(self.decided_by.data or DecidedBy.PERSON),
            representative_id=UUID(self.representative.data) if self.representative.data else None,
            best_interests=self.best_interests.data,
        )

    def _said(self) -> Iterator[tuple[Recipient, str]]:
        for kind in rules.ASKED_OF_ALL:
            if self[kind.value].data:
                yield Recipient(kind), self[kind.value].data
        for number, name in enumerate(self.services, start=1):
            if self[f"service_{number}"].data:
                yield Recipient(RecipientKind.SERVICE, name), self[f"service_{number}"].data
        if self.new_service.data or self.new_service_answer.data:
            yield Recipient(RecipientKind.SERVICE, self.new_service.data), self.new_service_answer.data or LATER


def _answer(recipient: Recipient, said: str, before: Answer, reason: str) -> AnswerTo:
    if said == LATER:
        return AnswerTo(recipient, Answer.NOT_ASKED, reason)
    return AnswerTo(recipient, rules.said(said == YES, before))


def ask_form(
    standings: Sequence[Standing],
    representatives: Sequence[RepresentativeRecord],
    usual: dict[str, Any],
    typed: dict[str, str] | None = None,
) -> AskForm:
    """Return the form with a line for each named service.

    Args:
        standings: what counts now; it says which services have a name.
        representatives: who may be chosen as the one who decided.
        usual: `version`, `asked_on` and `asked_by` as they are on a fresh page.
        typed: a draft's words to show in their place.
    """
    services = tuple(each.recipient.name for each in standings if each.recipient.kind is RecipientKind.SERVICE)
    lines = {
        f"service_{number}": fields.ChoiceField(f"With {name}", options=ANSWERS, inline=True)
        for number, name in enumerate(services[:FIRST_SERVICES], start=1)
    }
    parts: dict[str, Any] = {"services": services[:FIRST_SERVICES], **lines}
    made: type[AskForm] = type("AskFormWithServices", (AskForm,), parts)
    fresh = {
        "parts": [part.value for part in rules.EVERY_PART],
        "how": How.SPOKEN.value,
        "capacity": Capacity.ASSUMED.value,
        "decided_by": DecidedBy.PERSON.value,
    }
    form = made.typed(typed) if typed else made(data=fresh | usual)
    standing = [each for each in representatives if each.ended_on is None]
    form.representative.options = (Option("", "Nobody"), *(Option(str(each.id), each.name) for each in standing))
    return form


def _card(value: str, words: str, key: str) -> Option:
    return Option(value, words, picture=key)


class ScreenForm(BaseForm):
    """One question to the client; no answer is an answer too."""

    answer = fields.CardField("", options=(_card(YES, Sentence("Yes"), "yes"), _card(NO, Sentence("No"), "no")))


def screen_form(asked: Question, kept: str) -> ScreenForm:
    """Return the question with its picture cards and what was answered before."""
    form = ScreenForm(data={"answer": kept})
    form.answer.label.text = say_both(asked.text)
    form.answer.hint = say_both_all(*asked.helpers, ALWAYS)
    form.answer.heading = True
    form.answer.options = tuple(
        Option(each.value, say_both(each.label), picture=picture_url(each.picture))
        for each in (
            _card(YES, Sentence("Yes"), "yes"),
            _card(NO, Sentence("No"), "no"),
            _card(UNKNOWN, Sentence("I do not know"), "question"),
        )
    )
    return form


class SignForm(BaseForm):
    """The client's name under their answers, in one of four equal ways; the client reads these words."""

    how = fields.ChoiceField(
        Sentence("How do you sign?"),
        [Needed(Sentence("Choose how you sign."))],
        options=(
            Option(SignedHow.TICK.value, Sentence("I say that this is right")),
            Option(SignedHow.TYPED.value, Sentence("I type my name")),
            Option(SignedHow.DRAWN.value, Sentence("I sign my name")),
            Option(SignedHow.WITNESSED.value, Sentence("I do not sign. Somebody saw that I said this.")),
        ),
    )
    name = fields.NameField(Sentence("Your name"), limit=rules.NAME_LENGTH)
    signature = fields.SignatureField(Sentence("Sign here"))
    witness = fields.NameField(Sentence("Who saw it?"), limit=rules.NAME_LENGTH)
    not_signed_because = fields.LineField(Sentence("Why do you not sign?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say the words in the language of the page; nobody signs words that stand alone in a draft."""
        super().__init__(*args, **kwargs)
        for field in (self.how, self.name, self.signature, self.witness, self.not_signed_because):
            field.label.text = say_both(field.label.text)
        self.how.options = tuple(Option(each.value, say_both(each.label)) for each in self.how.options)

    def command_for(
        self, client_id: UUID, standings: Sequence[Standing], answers: dict[str, str], *, today: date, worker: str
    ) -> RecordDecisions:
        """Return the command.

        Raises:
            RuleBroken: the drawing is not one.
        """
        how = SignedHow(self.how.data)
        drawn = read_signature(self.signature.data) if how is SignedHow.DRAWN and self.signature.data else None
        return RecordDecisions(
            client_id=client_id,
            seen=self.version.data or 0,
            answers=tuple(screen_answers(standings, answers)),
            how=How.SCREEN,
            asked_on=today,
            asked_by=worker,
            signed_how=how,
            signed_name=self.name.data or "",
            witness=(self.witness.data or "") if how is SignedHow.WITNESSED else "",
            not_signed_because=(self.not_signed_because.data or "") if how is SignedHow.WITNESSED else "",
            signature=drawn,
        )


def screen_answers(standings: Sequence[Standing], answers: dict[str, str]) -> Iterator[AnswerTo]:
    """Yield what the client's answers say; a skipped question leaves an earlier decision as it was."""
    for each in standings:
        said = answers.get(screen_key(each.recipient), "")
        if said in {YES, NO}:
            yield AnswerTo(each.recipient, rules.said(said == YES, each.answer))
        elif said == UNKNOWN:
            yield AnswerTo(each.recipient, Answer.NOT_ASKED, UNKNOWN_ON_SCREEN)
        elif each.decision is None:
            yield AnswerTo(each.recipient, Answer.NOT_ASKED, SKIPPED_ON_SCREEN)


def screen_key(recipient: Recipient) -> str:
    """Return the name under which the client's answer about a recipient is kept until they sign."""
    return ":".join(recipient.key)


class WithoutForm(_DraftForm):
    """Sharing without permission: with whom, what, why, who decided, and whether the person was told."""

    ground = fields.ChoiceField(
        "Why must it be shared?", [Needed("Choose why it must be shared.")], options=_options(rules.GROUND_WORDS)
    )
    kind = fields.ChoiceField(
        "With whom?",
        [Needed("Choose with whom.")],
        options=(
            Option(RecipientKind.OTHER.value, "Somebody else: write who, for example the council or the police"),
            Option(RecipientKind.GP.value, "Their GP"),
            Option(RecipientKind.REFERRER.value, "Whoever referred them"),
            Option(RecipientKind.SERVICE.value, "A service: write its name"),
        ),
    )
    name = fields.NameField("Name of the service or of somebody else", limit=rules.NAME_LENGTH)
    what = fields.TextField("What is shared?", rows=3, hint="Only what they need to know.")
    parts = fields.ChoicesField(
        "If you make a file for them: what goes in?",
        options=PARTS,
        hint="Name and contact details always go with it. Leave out what is not needed.",
    )
    reason = fields.TextField("Why can it not wait for permission?", rows=3)
    decider = fields.NameField("Who decided it?", limit=rules.NAME_LENGTH)
    decided_on = fields.DateField("When?", [Needed("Enter the day.")])
    told = fields.ChoiceField(
        "Was the person told?",
        [Needed("Choose if the person was told.")],
        options=(Option(YES, "Yes"), Option(NO, "No")),
        inline=True,
    )
    not_told_because = fields.TextField("If not: why not?", rows=2, hint="For example, it would put a child at risk.")

    def command_for(self, client_id: UUID) -> ShareWithout:
        """Return the command."""
        kind = RecipientKind(self.kind.data)
        return ShareWithout(
            client_id=client_id,
            recipient=Recipient(kind, self.name.data if kind in rules.NAMED else ""),
            ground=Ground(self.ground.data),
            what=self.what.data,
            reason=self.reason.data,
            decider=self.decider.data,
            decided_on=self.decided_on.data,
            told=self.told.data == YES,
            not_told_because=self.not_told_because.data,
            parts=tuple(Part(part) for part in self.parts.data),
        )


class RepresentativeForm(_DraftForm):
    """Who speaks for the person by right, and what was seen of it."""

    name = fields.NameField("Name", limit=rules.NAME_LENGTH)
    relation = fields.LineField("Who they are to the person", hint="For example, daughter", limit=rules.NAME_LENGTH)
    kind = fields.ChoiceField(
        "By what right?", [Needed("Choose by what right.")], options=_options(rules.REPRESENTATIVE_WORDS)
    )
    evidence = fields.LineField("What did you see that gives them the right?", limit=LIMITS.line)
    seen_on = fields.DateField("When did you see it?")

    def command_for(self, client_id: UUID) -> AddRepresentative:
        """Return the command."""
        return AddRepresentative(
            client_id=client_id,
            name=self.name.data,
            kind=RepresentativeKind(self.kind.data),
            relation=self.relation.data,
            evidence=self.evidence.data,
            seen_on=self.seen_on.data,
        )
