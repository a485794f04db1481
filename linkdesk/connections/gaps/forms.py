"""The forms of the gap list: a need that no service fits, and the months to be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms.validators import DataRequired

from linkdesk.connections.gaps import rules
from linkdesk.connections.gaps.rules import Missing
from linkdesk.connections.gaps.rules import Need
from linkdesk.connections.gaps.rules import NoteGap
from linkdesk.web import fields
from linkdesk.web.fields import Option
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from uuid import UUID


class GapForm(BaseForm):
    """Which need, each a button of its own, and why nothing fits."""

    need = fields.ChoiceField(
        "Which need?",
        [DataRequired("Press the need that no service fits.")],
        options=tuple(Option(need, rules.NEED_WORDS[need]) for need in Need),
    )
    missing = fields.ChoiceField(
        "Why does nothing fit?", options=tuple(Option(each, rules.MISSING_WORDS[each]) for each in Missing)
    )
    words = fields.LineField("About it", limit=rules.WORDS_LENGTH, hint="Stays in their record. The list only counts.")

    def note(self, client_id: UUID, goal_id: UUID | None) -> NoteGap:
        """Return the command."""
        missing = Missing(self.missing.data or Missing.NONE)
        return NoteGap(client_id, Need(self.need.data), missing, self.words.data, goal_id)


class BackForm(BaseForm):
    """Only the token and the version: a line is taken back."""
