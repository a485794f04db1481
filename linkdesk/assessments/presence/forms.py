"""The forms of who is here: one question when a talk starts, and the page that says who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms.validators import DataRequired

from linkdesk.assessments.presence import rules
from linkdesk.assessments.presence.rules import Interpreter
from linkdesk.assessments.presence.rules import PresenceWords
from linkdesk.assessments.presence.rules import Present
from linkdesk.assessments.presence.rules import SavePresence
from linkdesk.web import fields
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from linkdesk.assessments.presence.rules import PresenceRecord
    from linkdesk.clients.circle.rules import PersonRecord

ONLY_US = "only-us"
OTHERS = "others"
PAPER = "paper"
ON_PAPER = fields.Option(PAPER, "Not known: it was filled in on paper")
MUST_SAY = "Say who is here. Their record says that they may need an interpreter."

STRAY = (
    "You wrote an interpreter’s name or number, and your answer above does not go with it. "
    "Choose another answer, or empty the box."
)

_SOMEBODY = "somebody:"
"""Before the id of somebody in the circle, where they stand among the answers."""
_ALONE = {"yes": True, "no": False, "unknown": None}


def here_field(*more: fields.Option) -> fields.ChoiceField:
    """Return the one question about who is here, for a form that starts a talk; `more`: answers of its own."""
    return fields.ChoiceField(
        "Who is here?",
        options=(
            fields.Option(ONLY_US, "Only the two of us, no interpreter"),
            fields.Option(OTHERS, "Somebody else is here, or somebody interprets", hint="Say who on the next page."),
            *more,
        ),
    )


def ask_who(field: fields.ChoiceField, *, must_say: bool) -> None:
    """Make the question fit the client: the usual answer is chosen already, or it must be given."""
    if must_say:
        field.validators = [DataRequired(MUST_SAY)]
        field.hint = "Their record says that they may need an interpreter."
    elif not field.data:
        field.data = ONLY_US


def said(field: fields.ChoiceField) -> PresenceWords:
    """Return what the answer says; the next page asks the rest."""
    return rules.TO_BE_SAID if field.data == OTHERS else rules.ONLY_US


class PresenceForm(BaseForm):
    """Who interprets, who else is here, and whether the person is seen alone."""

    interpreter = fields.ChoiceField("Does somebody interpret?", [DataRequired("Say whether somebody interprets.")])
    reference = fields.LineField(
        "Interpreter’s name or booking number",
        limit=rules.REFERENCE_LENGTH,
        hint="For somebody who is not in the list above: their name, and who they are.",
    )
    is_adult = fields.TickField(
        "The relative or friend who interprets is 18 or older", hint="A child must not interpret."
    )
    people = fields.ChoicesField("Who else is here?")
    others = fields.TextField(
        "Anybody else who is here",
        rows=2,
        hint="One a line: the name, a comma, who they are. For example: Sam Sample, support worker.",
    )
    seen_alone = fields.ChoiceField(
        "Is the person seen alone?",
        hint="An interpreter who is booked does not count.",
        options=(
            fields.Option("yes", "Yes"),
            fields.Option("no", "No"),
            fields.Option("unknown", "Leave it open"),
        ),
        inline=True,
    )

    def for_circle(self, circle: tuple[PersonRecord, ...], today: date) -> PresenceForm:
        """Offer who is in the person's life, and never a child as interpreter; return the form."""
        self._circle = {str(each.id): each for each in circle if each.ended_on is None and not rules.is_animal(each)}
        family = [
            fields.Option(_SOMEBODY + str(each.id), rules.present(each).words, hint=_hint(each))
            for each in rules.offered(circle, today)
        ]
        self.interpreter.options = (
            fields.Option(Interpreter.NOBODY, "Nobody interprets"),
            fields.Option(Interpreter.PROFESSIONAL, "A professional interpreter who is here"),
            fields.Option(Interpreter.TELEPHONE, "A telephone or video service"),
            *family,
            fields.Option(Interpreter.FAMILY, "Somebody else of their family or friends", hint="Write the name below."),
            fields.Option(
                Interpreter.PAID,
                "A support worker or somebody else who is paid, and is no interpreter",
                hint="Write the name below. Sensitive questions wait, as with family.",
            ),
        )
        self.people.options = tuple(fields.Option(key, rules.present(each).words) for key, each in self._circle.items())
        return self

    def refuse_all(self, command: SavePresence, circle: tuple[PersonRecord, ...], today: date) -> bool:
        """Show everything that cannot be, what is wrong with who interprets at its field; say whether there is any."""
        found = self.faults(command, circle, today)
        family = rules.family_fault(command, circle, today)
        for fault in found:
            if fault == family:
                from_list = str(self.interpreter.data).startswith(_SOMEBODY)
                self.refuse("interpreter" if from_list else "reference", fault)
            else:
                self.form_errors.append(fault)
        return bool(found)

    def fill(self, kept: PresenceRecord | None, *, words_too: bool) -> None:
        """Show what is on record; who is in the circle is ticked there, the others are written out.

        Without `words_too` only the version is taken, since words kept by autosave stand here.
        """
        self.version.data = kept.version if kept else 0
        if kept is None or kept.is_open or not words_too:
            return
        words = {rules.present(each).words: key for key, each in self._circle.items()}
        key = words.get(kept.reference)
        interpreter = key if key and kept.interpreter is self._kind(key) else None
        offered = {option.value for option in self.interpreter.options}
        chosen = f"{_SOMEBODY}{interpreter}"
        self.interpreter.data = chosen if chosen in offered else kept.interpreter
        self.reference.data = "" if chosen in offered else kept.reference
        self.is_adult.data = kept.is_adult
        self.people.data = [words[each.words] for each in kept.people if each.words in words]
        self.others.data = "\n".join(each.words for each in kept.people if each.words not in words)
        self.seen_alone.data = next(key for key, value in _ALONE.items() if value is kept.seen_alone)

    def command_for(self, assessment_id: UUID) -> SavePresence:
        """Return the command to keep it; with others here and nothing said the person is not seen alone."""
        interpreter, reference = self._interpreter()
        listed = (rules.present(self._circle[key]) for key in self.people.data or () if key in self._circle)
        people = tuple(dict.fromkeys((*listed, *map(_present, filter(None, self.others.data.splitlines())))))
        alone = _ALONE.get(self.seen_alone.data or "unknown")
        with_others = bool(people) or interpreter in (Interpreter.FAMILY, Interpreter.PAID)
        return SavePresence(
            assessment_id=assessment_id,
            version=self.version.data or 0,
            interpreter=interpreter,
            reference=reference,
            is_adult=bool(self.is_adult.data) and interpreter is Interpreter.FAMILY,
            people=people,
            seen_alone=False if alone is None and with_others else alone,
        )

    def _kind(self, key: str) -> Interpreter:
        """Return what somebody of the circle is as an interpreter: by profession, paid, or somebody they know."""
        return rules.kind_of(self._circle[key])

    def faults(self, command: SavePresence, circle: Iterable[PersonRecord], today: date) -> tuple[str, ...]:
        """Return everything that cannot be as it stands on the page, so that one answer says it all."""
        chosen = str(self.interpreter.data)
        stray = self.reference.data and (chosen == Interpreter.NOBODY or chosen.startswith(_SOMEBODY))
        return (*((STRAY,) if stray else ()), *rules.faults(command, circle, today))

    def _interpreter(self) -> tuple[Interpreter | None, str]:
        """Return who interprets and their name or number; nobody yet where no answer of the page was chosen."""
        chosen = str(self.interpreter.data)
        if chosen not in {option.value for option in self.interpreter.options}:
            return None, self.reference.data
        if chosen.startswith(_SOMEBODY):
            key = chosen.removeprefix(_SOMEBODY)
            return self._kind(key), rules.present(self._circle[key]).words
        return Interpreter(chosen), self.reference.data


def _hint(person: PersonRecord) -> str:
    paid = rules.kind_of(person) is Interpreter.PAID
    return "From the page People. Paid to support them, no interpreter" if paid else "From the page People"


def _present(line: str) -> Present:
    name, _, role = line.partition(",")
    return Present(name.strip(), role.strip())
