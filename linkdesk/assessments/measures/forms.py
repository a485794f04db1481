"""The forms of measures: not asked, a total held elsewhere, how a talk ran."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING
from typing import Any

from wtforms.validators import DataRequired
from wtforms.validators import ValidationError

from linkdesk.assessments.measures import rules
from linkdesk.assessments.measures.rules import CorrectHeldScore
from linkdesk.assessments.measures.rules import Mode
from linkdesk.assessments.measures.rules import NotAskedReason
from linkdesk.assessments.measures.rules import NoteHeldScore
from linkdesk.assessments.measures.rules import NoteNotAsked
from linkdesk.assessments.measures.rules import SaveHow
from linkdesk.assessments.shelf import queries as shelf
from linkdesk.web.database import session
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Nameless
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from uuid import UUID

    from wtforms.form import BaseForm as AnyForm

    from linkdesk.assessments.measures.rules import HeldScoreRecord
    from linkdesk.assessments.measures.rules import HowRecord

_NUMBER = re.compile(r"-?[0-9]{1,6}(?:\.[0-9]{1,3})?")


class ScoreField(LineField):
    """A number that may have a fraction; the data is a float or None."""

    inputmode = "decimal"
    limit = 12

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; an empty box is None."""
        text = self.tidied(str(valuelist[0])) if valuelist else ""
        self.data = None
        if text and not _NUMBER.fullmatch(text):
            raise ValueError(Nameless("Enter a number, like 24 or 3.5."))
        if text:
            self.data = float(text)

    def pre_validate(self, _form: AnyForm) -> None:
        """Its size was checked while reading."""


class NotAskedForm(BaseForm):
    """Which questions, why not, and when."""

    form = ChoiceField("Which questions were not asked?", [DataRequired("Choose the questions.")])
    reason = ChoiceField(
        "Why?",
        [DataRequired("Choose a reason.")],
        options=[Option(reason.value, words) for reason, words in rules.REASON_WORDS.items()],
    )
    words = LineField("In your own words", limit=rules.WORDS_LENGTH, hint="Only needed for another reason.")
    happened_on = DateField("When?", [Needed("Enter the day.")], hint="For example, 27 3 2026")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form.options = tuple(Option(found.url, found.title) for found in shelf.offers(session()))

    def validate_words(self, field: LineField) -> None:
        """Ask for the other reason."""
        if self.reason.data == NotAskedReason.OTHER and not field.data:
            raise ValidationError("Say the other reason in your own words.")

    def command_for(self, client_id: UUID) -> NoteNotAsked:
        """Return the command that notes it."""
        return NoteNotAsked(
            client_id, self.form.data, NotAskedReason(self.reason.data), self.words.data, self.happened_on.data
        )


class HeldScoreForm(BaseForm):
    """The total of a form that is held elsewhere."""

    name = LineField("Name of the form", [DataRequired("Write the name of the form.")], limit=rules.NAME_LENGTH)
    value = ScoreField("Total score", [Needed("Enter the total score.")])
    low = ScoreField("Lowest score there can be", [Needed("Enter the lowest score there can be.")])
    high = ScoreField("Highest score there can be", [Needed("Enter the highest score there can be.")])
    taken_on = DateField("When was it filled in?", [Needed("Enter the day.")], hint="For example, 27 3 2026")
    by_whom = LineField(
        "Who holds the form?",
        [DataRequired("Write who holds the form.")],
        limit=rules.NAME_LENGTH,
        hint="For example, the health coach at the practice.",
    )

    @classmethod
    def of(cls, held: HeldScoreRecord) -> HeldScoreForm:
        """Return the form filled with what is on record."""
        numbers = {name: rules.figure(getattr(held, name)) for name in ("value", "low", "high")}
        return cls(data={**asdict(held), **numbers})

    def command_for(self, client_id: UUID) -> NoteHeldScore:
        """Return the command that notes it."""
        return NoteHeldScore(client_id, **self._said())

    def correction_for(self, client_id: UUID, held_score_id: UUID) -> CorrectHeldScore:
        """Return the command that puts it right."""
        version = self.version.data or 0
        return CorrectHeldScore(client_id, held_score_id=held_score_id, version=version, **self._said())

    def _said(self) -> dict[str, Any]:
        return {name: self[name].data for name in rules.HELD_WORDS}


class HowForm(BaseForm):
    """How a talk ran."""

    mode = ChoiceField(
        "How were the answers given?",
        [DataRequired("Choose how the answers were given.")],
        options=[Option(mode.value, words) for mode, words in rules.MODE_WORDS.items()],
    )
    pictures = ChoiceField(
        "Did the person see the pictures?",
        [DataRequired("Choose yes or no.")],
        options=[Option("yes", "Yes"), Option("no", "No")],
    )
    help_given = LineField(
        "What help did they have?",
        limit=rules.WORDS_LENGTH,
        hint="For example, the questions were read aloud. Leave it empty if there was none.",
    )

    @classmethod
    def of(cls, how: HowRecord) -> HowForm:
        """Return the form filled with what is on record."""
        pictures = "yes" if how.pictures else "no"
        values = {"mode": how.mode.value, "pictures": pictures, "help_given": how.help_given, "version": how.version}
        return cls(data=values)

    def command_for(self, assessment_id: UUID) -> SaveHow:
        """Return the command that puts it right."""
        return SaveHow(
            assessment_id=assessment_id,
            mode=Mode(self.mode.data),
            pictures=self.pictures.data == "yes",
            help_given=self.help_given.data,
            version=self.version.data or 0,
        )
