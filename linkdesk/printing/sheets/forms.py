"""A worker's own words on a sheet, and the size of its words."""

from __future__ import annotations

from linkdesk.printing.forms import SIZES
from linkdesk.printing.sheets.rules import TEXT
from linkdesk.printing.sheets.rules import TYPED
from linkdesk.printing.sheets.rules import SheetKind
from linkdesk.web import fields
from linkdesk.web.fields import TextField
from linkdesk.web.forms import BaseForm

_HERE = TYPED[SheetKind.CONCERN]


def _text(label: str, hint: str = "") -> TextField:
    return TextField(label, rows=4, limit=TEXT, hint=hint)


class SheetWordsForm(BaseForm):
    """Every field of every sheet; `fit` leaves those that this one has."""

    asks = _text("What should they do?", "One action a line. Leave it empty for “No action needed.”")
    words = _text("Your own words", "Only what the person agreed to share.")
    happened = _text(_HERE["happened"], "In the words that were used. What is left empty has lines to write on.")
    wants = _text(_HERE["wants"])
    danger = _text(_HERE["danger"])
    told = _text(_HERE["told"])

    def fit(self, kind: SheetKind) -> SheetWordsForm:
        """Leave the fields that this sheet has."""
        for name in [field.name for field in self.rows() if field.name not in TYPED[kind]]:
            del self[name]
        return self

    def kept(self) -> dict[str, str]:
        """Return the words as a draft keeps them."""
        return {field.name: field.data or "" for field in self.rows()}


class SizeForm(BaseForm):
    """The size of the words, beside the preview."""

    class Meta(BaseForm.Meta):
        """A form that only reads needs no token."""

        csrf = False

    size = fields.SelectField("Size of the words", options=SIZES)
