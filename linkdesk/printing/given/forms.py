"""The forms of the print room: what became of a copy, and the answer for next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms.validators import DataRequired
from wtforms.validators import ValidationError

from linkdesk.clients.keepsafe.rules import PAPER
from linkdesk.languages.tongues import is_english
from linkdesk.languages.tongues import tongue
from linkdesk.printing.forms import FORMATS
from linkdesk.printing.given.rules import HOW_WORDS
from linkdesk.printing.given.rules import LANGUAGE_LENGTH
from linkdesk.printing.given.rules import GiveCopy
from linkdesk.printing.given.rules import How
from linkdesk.printing.rules import Format
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from uuid import UUID

    from wtforms import Field

    from linkdesk.printing.rules import PrintOptions

AGAIN = "ask"
STANDING = (
    Option(AGAIN, "Ask again each time"),
    *(Option(answer, answer) for answer in PAPER),
)
_WITHOUT_FORMAT = frozenset({How.READ_ALOUD, How.NOT_WANTED})
"""Nothing was put into their hand."""


class CopyForm(BaseForm):
    """One press says what became of the copy; format and language are those of the preview it stands beside."""

    how = ChoiceField(
        "What became of the copy?",
        [DataRequired("Choose what became of the copy.")],
        options=tuple(Option(how, words) for how, words in HOW_WORDS.items()),
    )
    format = ChoiceField("Format", options=FORMATS)
    language = LineField("Language", limit=LANGUAGE_LENGTH)
    english = TickField("English beside it")

    def validate_language(self, field: Field) -> None:
        """Refuse what is no language of LinkDesk."""
        if field.data and not is_english(field.data) and tongue(field.data) is None:
            raise ValidationError("That is no language that LinkDesk prints in.")

    def command(self, client_id: UUID, plan_id: UUID, options: PrintOptions | None = None) -> GiveCopy:
        """Return the command that keeps it; `options` of the print itself count more than what was sent."""
        how = How(self.how.data)
        made = options.format if options else Format(self.format.data) if self.format.data else None
        language = options.speech.tongue.tag if options else self.language.data or ""
        english = options.speech.bilingual if options else bool(self.english.data)
        return GiveCopy(
            client_id=client_id,
            plan_id=plan_id,
            how=how,
            format=None if how in _WITHOUT_FORMAT else made,
            language="" if how is How.NOT_WANTED else language,
            english=how not in _WITHOUT_FORMAT and english,
        )


class StandingForm(BaseForm):
    """The answer for next time; it stands in the keep-safe line, which everyone reads."""

    answer = ChoiceField(
        "And next time?",
        [DataRequired("Choose an answer.")],
        options=STANDING,
        hint="This stands in the keep-safe line. It says what to do, never why.",
    )

    def phrase(self) -> str:
        """Return the phrase for the keep-safe line; empty to be asked again."""
        return "" if self.answer.data == AGAIN else str(self.answer.data)
