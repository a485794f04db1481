"""The words of a card or a letter as a form: offered from the record, and changed before printing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from wtforms.validators import ValidationError

from linkdesk.printing.rules import ClientItem
from linkdesk.printing.short.rules import LINE
from linkdesk.printing.short.rules import TEXT
from linkdesk.printing.short.rules import TYPED
from linkdesk.record.checks import clock_time
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.fields import PhoneField
from linkdesk.web.fields import SelectField
from linkdesk.web.fields import TextField
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wtforms import Field

    from linkdesk.printing.short.rules import Said

_EASY = "Short words, one idea a line. Each line gets a picture."
DAY_WORDS = {
    ClientItem.APPOINTMENT: ("Which day?", "Leave it empty for a line to write on by hand."),
    ClientItem.CANNOT_REACH: ("By when should they phone?", "Two weeks from today, unless you write another day."),
}


class WordsForm(BaseForm):
    """Every field that a card or a letter can have; `of` leaves those that this one has."""

    day = DateField("Which day?")
    time = LineField("What time?", limit=LINE, hint="Like 14:30 or 2:30 pm.")
    place = LineField("Where?", limit=LINE)
    bring = LineField("What should they bring?", limit=LINE)
    hours = TextField("When do you answer the phone?", rows=3, limit=TEXT)
    did = TextField("What did you work on together?", rows=4, limit=TEXT, hint=_EASY)
    to = SelectField("To which service?", hint="Only services that they said yes to.")
    want = TextField("What do they want?", rows=4, limit=TEXT, hint=_EASY)
    helps = TextField("What helps them?", rows=4, limit=TEXT, hint=_EASY)
    phone = PhoneField("Their phone number on the letter", limit=LINE, hint="Leave it empty to print none.")
    say = TextField("What they can say on the phone", rows=4, limit=TEXT, hint=f"{_EASY} Empty: the words of LinkDesk.")
    words = TextField("Your own words", rows=4, limit=TEXT, hint=_EASY)

    def fit(self, item: ClientItem, services: Iterable[str]) -> WordsForm:
        """Leave the fields that this card or letter has, and offer these services."""
        for name in [field.name for field in self.rows() if field.name not in TYPED[item]]:
            del self[name]
        if "to" in self:
            self.to.options = tuple(Option(each, each) for each in services)
        if "day" in self:
            self.day.label.text, self.day.hint = DAY_WORDS[item]
        return self

    def tell(self, today: date) -> None:
        """Refuse a day that is over."""
        if "day" in self and self.day.data is not None and self.day.data < today:
            self.refuse("day", "This day is over. Write a day from today on.")

    def validate_time(self, field: Field) -> None:
        """Refuse what is no time of day."""
        try:
            field.data = clock_time(field.data or "")
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from None

    def kept(self) -> dict[str, str]:
        """Return the words as a draft keeps them, by the names of the boxes on the page."""
        found: dict[str, str] = {}
        for field in self.rows():
            if isinstance(field, DateField):
                found |= {f"{field.name}-{part}": text for part, text in field.parts().items()}
            else:
                found[field.name] = field.data or ""
        return found


def offered(said: Said) -> dict[str, Any]:
    """Return what the form is filled with."""
    return {name: getattr(said, name) for name in dict.fromkeys(sum(TYPED.values(), ()))}
