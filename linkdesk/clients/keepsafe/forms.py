"""The form for the keep-safe line: ready phrases to tick, own words beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms.validators import ValidationError

from linkdesk.clients.keepsafe import rules
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from uuid import UUID

    from wtforms import Field

    from linkdesk.clients.rules import ClientRecord


class KeepSafeForm(BaseForm):
    """What everyone who gets in touch must know before they do."""

    phrases = ChoicesField("What keeps this person safe?", options=[Option(each, each) for each in rules.PHRASES])
    own_words = LineField(
        "In other words", limit=rules.KEEP_SAFE_LENGTH, hint="Say what to do or not to do, never why."
    )

    @classmethod
    def of(cls, client: ClientRecord) -> KeepSafeForm:
        """Return the form filled with the line on record."""
        phrases, own = rules.parts_of(client.keep_safe)
        return cls(data={"phrases": list(phrases), "own_words": own, "version": client.version})

    def validate_own_words(self, _field: Field) -> None:
        """Refuse a line that has become too long with its ready phrases."""
        try:
            rules.check(self.line())
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from None

    def line(self) -> str:
        """Return the whole line as typed."""
        return rules.line_of(tuple(self.phrases.data or ()), self.own_words.data or "")

    def command(self, client_id: UUID) -> SetKeepSafe:
        """Return the command that sets the line."""
        return SetKeepSafe(client_id, self.version.data or 0, self.line())
