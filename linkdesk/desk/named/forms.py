"""The forms of a drop-in that becomes a person: who they are, or only that it is somebody on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients import rules
from linkdesk.clients.rules import AddClient
from linkdesk.record import checks
from linkdesk.web.fields import DateField
from linkdesk.web.fields import NameField
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from datetime import date


class PersonForm(BaseForm):
    """Somebody new: only what must be there; all else can wait."""

    given_name = NameField("First name", [Needed("Enter the first name.")], limit=rules.GIVEN_NAME_LENGTH)
    family_name = NameField("Family name", [Needed("Enter the family name.")], limit=rules.FAMILY_NAME_LENGTH)
    birth_date = DateField("Date of birth", [Needed("Enter the date of birth.")], hint="For example, 27 3 1984")
    not_the_same = TickField("This is another person")

    def passes(self, today: date) -> bool:
        """Say whether the form was sent and the date of birth can be true on this day; if not, the field says why."""
        if not self.validate_on_submit():
            return False
        try:
            checks.birth_date(self.birth_date.data, today)
        except ValueError as refusal:
            self.refuse("birth_date", str(refusal))
            return False
        return True

    def to_command(self) -> AddClient:
        """Return the client to add."""
        return AddClient(
            given_name=self.given_name.data, family_name=self.family_name.data, birth_date=self.birth_date.data
        )


class ThisOneForm(BaseForm):
    """Only the token and the version of the drop-in: it was somebody on record."""
