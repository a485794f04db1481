"""The form of the lawful basis: one text a purpose, and who checked it."""

from __future__ import annotations

from typing import Any
from typing import Self

from werkzeug.datastructures import MultiDict

from linkdesk.organisation.lawful.rules import BASIS_LENGTH
from linkdesk.organisation.lawful.rules import NAME_LENGTH
from linkdesk.organisation.lawful.rules import PURPOSE_WORDS
from linkdesk.organisation.lawful.rules import ChangeLawful
from linkdesk.organisation.lawful.rules import Lawful
from linkdesk.organisation.lawful.rules import Purpose
from linkdesk.web import fields
from linkdesk.web.forms import BaseForm


def _basis(purpose: Purpose) -> fields.TextField:
    return fields.TextField(PURPOSE_WORDS[purpose], rows=3, limit=BASIS_LENGTH)


class LawfulForm(BaseForm):
    """What the service relies on; an emptied box goes back to the usual words."""

    care = _basis(Purpose.CARE)
    gp = _basis(Purpose.GP)
    referrer = _basis(Purpose.REFERRER)
    services = _basis(Purpose.SERVICES)
    evaluation = _basis(Purpose.EVALUATION)
    safeguarding = _basis(Purpose.SAFEGUARDING)
    legal_duty = _basis(Purpose.LEGAL_DUTY)
    checked_by = fields.NameField(
        "Who checked these words?",
        limit=NAME_LENGTH,
        hint="Your information governance lead or data protection officer.",
    )
    checked_on = fields.DateField("When were they checked?")

    @classmethod
    def of(cls, kept: Lawful) -> Self:
        """Return the form filled with what is kept."""
        data: dict[str, Any] = {purpose.value: text for purpose, text in kept.bases.items()}
        return cls(data={**data, "checked_by": kept.checked_by, "checked_on": kept.checked_on, "version": kept.version})

    @classmethod
    def typed(cls, words: dict[str, str]) -> Self:
        """Return the form as it was typed and not saved."""
        return cls(formdata=MultiDict(words))

    def to_command(self) -> ChangeLawful:
        """Return the command."""
        bases = {purpose: self[purpose.value].data for purpose in Purpose}
        return ChangeLawful(self.version.data or 0, bases, self.checked_by.data, self.checked_on.data)
