"""The form about somebody in a person's life."""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import fields
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.clients.circle import rules
from linkdesk.clients.circle.rules import AddPerson
from linkdesk.clients.circle.rules import ChangePerson
from linkdesk.clients.circle.rules import Closeness
from linkdesk.clients.circle.rules import EndPerson
from linkdesk.clients.circle.rules import PersonWords
from linkdesk.record import checks
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import EmailField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import NameField
from linkdesk.web.fields import Option
from linkdesk.web.fields import PhoneField
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Checked
from linkdesk.web.validators import Needed
from linkdesk.web.validators import phone

if TYPE_CHECKING:
    from uuid import UUID

    from linkdesk.clients.circle.rules import PersonRecord


class PersonForm(BaseForm):
    """Who they are and how close; only a name must be there."""

    name = NameField("Name", [Needed("Enter a name.")], limit=rules.NAME_LENGTH)
    relationship = LineField(
        "Who they are to the person", limit=rules.WORDS_LENGTH, hint="For example: sister, neighbour, social worker."
    )
    closeness = ChoiceField(
        "How close are they?",
        hint="As the person says it.",
        options=[Option(each.value, words) for each, words in rules.CLOSENESS_WORDS.items()],
        default=Closeness.CLOSE.value,
        inline=True,
    )
    phone = PhoneField("Phone", [phone()], limit=rules.PHONE_LENGTH)
    email = EmailField("Email", [Checked(checks.email)], limit=rules.EMAIL_LENGTH)
    availability = LineField("When they can be reached", limit=rules.NOTE_LENGTH)
    next_of_kin = TickField("Next of kin")
    carer = TickField("Cares for the person, unpaid")
    emergency_contact = TickField("Phone them in an emergency")
    role = LineField("Job or formal role", limit=rules.WORDS_LENGTH, hint="For example: social worker, advocate.")
    organisation = LineField("Organisation", limit=rules.WORDS_LENGTH)
    note = LineField("What else to know", limit=rules.NOTE_LENGTH)

    @classmethod
    def of(cls, person: PersonRecord) -> PersonForm:
        """Return the form filled with somebody on record."""
        return cls(data={**asdict(person), "closeness": person.closeness.value})

    def add(self, client_id: UUID) -> AddPerson:
        """Return the command that puts them into the circle."""
        return AddPerson(client_id=client_id, **self._words())

    def change(self, client_id: UUID, person_id: UUID) -> ChangePerson:
        """Return the command that changes what is known of them."""
        return ChangePerson(client_id=client_id, person_id=person_id, version=self.version.data or 0, **self._words())

    def _words(self) -> dict[str, Any]:
        words = {each.name: self[each.name].data for each in fields(PersonWords)}
        closeness = Closeness(self.closeness.data or Closeness.IN_MY_LIFE)
        number = checks.phone(self.phone.data) if self.phone.data else ""
        return {**words, "closeness": closeness, "phone": number}


class EndForm(BaseForm):
    """Nothing but the version: somebody is in the person's life no more."""

    def command(self, client_id: UUID, person_id: UUID) -> EndPerson:
        """Return the command that ends it."""
        return EndPerson(client_id, person_id, self.version.data or 0)
