"""Forms about risks: note or change one, end one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from wtforms.validators import ValidationError

from linkdesk.clients.risks import rules
from linkdesk.clients.risks.rules import ChangeRisk
from linkdesk.clients.risks.rules import EndRisk
from linkdesk.clients.risks.rules import NoteRisk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.fields import SelectField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from uuid import UUID

    from wtforms import Field

    from linkdesk.clients.risks.rules import RiskRecord

_CHOICES = {
    f"{kind.value}/{number}": (kind, words) for kind, ready in rules.READY.items() for number, words in enumerate(ready)
}
"""What the list offers, by the value of the option."""


class RiskForm(BaseForm):
    """A risk from the list, or in own words with at whom it points."""

    ready = SelectField(
        "Choose a risk",
        options=[Option("", "In my own words, below")]
        + [Option(value, f"{words} ({rules.KIND_WORDS[kind].lower()})") for value, (kind, words) in _CHOICES.items()],
    )
    own_words = LineField("Or say what the risk is", limit=rules.RISK_LENGTH)
    kind = ChoiceField(
        "At whom does it point?",
        hint="Only for your own words: each risk of the list says it itself.",
        options=[Option(kind.value, rules.KIND_WORDS[kind]) for kind in rules.READY],
    )
    started_on = DateField("Since when?", hint="For example, 27 3 2026. Leave it empty if nobody knows.")
    comment = LineField("What to know about it", limit=rules.COMMENT_LENGTH, hint="What keeps it small, what to do.")

    @classmethod
    def of(cls, risk: RiskRecord) -> RiskForm:
        """Return the form filled with a risk on record."""
        listed = next((value for value, found in _CHOICES.items() if found == (risk.kind, risk.risk)), "")
        values: dict[str, Any] = {"comment": risk.comment, "started_on": risk.started_on, "version": risk.version}
        own = {} if listed else {"own_words": risk.risk, "kind": risk.kind.value}
        return cls(data={"ready": listed, **own, **values})

    def validate_own_words(self, field: Field) -> None:
        """Ask for a risk, once."""
        if self.ready.data and field.data:
            raise ValidationError("Choose a risk of the list or write your own words, not both.")
        if not self.ready.data and not field.data:
            raise ValidationError("Choose a risk, or say what it is.")

    def validate_kind(self, field: Field) -> None:
        """Ask at whom a risk in own words points."""
        if self.own_words.data and not self.ready.data and not field.data:
            raise ValidationError("Choose at whom the risk points.")

    def note(self, client_id: UUID) -> NoteRisk:
        """Return the command that puts it on record."""
        return NoteRisk(client_id, *self._risk(), self.comment.data, self.started_on.data)

    def change(self, client_id: UUID, risk_id: UUID) -> ChangeRisk:
        """Return the command that puts it right."""
        version = self.version.data or 0
        return ChangeRisk(client_id, risk_id, version, *self._risk(), self.comment.data, self.started_on.data)

    def _risk(self) -> tuple[RiskKind, str]:
        return _CHOICES.get(self.ready.data) or (RiskKind(self.kind.data or RiskKind.NONE), self.own_words.data)


class EndRiskForm(BaseForm):
    """The day a risk ended, and how one knows."""

    ended_on = DateField("When did it end?", [Needed("Enter the day it ended.")], hint="For example, 27 3 2026")
    end_comment = LineField("Why is it no more?", limit=rules.COMMENT_LENGTH, hint="Or that it was noted by mistake.")

    def command(self, client_id: UUID, risk_id: UUID) -> EndRisk:
        """Return the command that ends it."""
        return EndRisk(client_id, risk_id, self.version.data or 0, self.ended_on.data, self.end_comment.data)
