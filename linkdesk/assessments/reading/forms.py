"""The form of what an answer in own words means in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.rules import MEANING_BY_LENGTH
from linkdesk.assessments.rules import SayMeaning
from linkdesk.web import fields
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from uuid import UUID


class MeaningForm(BaseForm):
    """What the words mean, and who said so."""

    meaning = fields.TextField(
        "What it means in English",
        rows=4,
        hint="As it was told to you. Leave it empty to take it away. The person’s own words stay as they are.",
    )
    meaning_by = fields.LineField("Who said so", limit=MEANING_BY_LENGTH, hint="For example: Kim Sample, interpreter.")

    def command_for(self, assessment_id: UUID, answer_id: UUID) -> SayMeaning:
        """Return the command to keep it beside this answer."""
        version = self.version.data or 0
        return SayMeaning(assessment_id, answer_id, version, self.meaning.data, self.meaning_by.data)
