"""The form of a contact, for the quick note and for putting right what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Self

from linkdesk.contacts import rules
from linkdesk.contacts.rules import Attendance
from linkdesk.contacts.rules import ChangeContact
from linkdesk.contacts.rules import Next
from linkdesk.contacts.rules import NoteContact
from linkdesk.contacts.rules import Way
from linkdesk.record.checks import clock_time
from linkdesk.settings import Limits
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TextField
from linkdesk.web.fields import WholeField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Checked
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from linkdesk.contacts.rules import ContactRecord

LIMITS = Limits()
MINUTES = (5, 10, 15, 20, 30, 45, 60, 90)
"""What one press chooses; any other number is typed."""


class ContactForm(BaseForm):
    """How, whether it came about, the note, for how long; the rest only where it matters."""

    way = ChoiceField(
        "How?",
        [Needed("Choose how you were in contact.")],
        options=tuple(Option(way, words) for way, words in rules.WAY_WORDS.items()),
        inline=True,
        default=Way.PHONE.value,
    )
    attendance = ChoiceField(
        "What came of it?",
        [Needed("Choose what came of it.")],
        options=tuple(Option(each, words) for each, words in rules.ATTENDANCE_WORDS.items()),
        inline=True,
        default=Attendance.ON_TIME.value,
    )
    words = TextField("Note", rows=5, limit=LIMITS.text)
    minutes = ChoiceField(
        "How many minutes?", options=tuple(Option(str(each), str(each)) for each in MINUTES), inline=True
    )
    other_minutes = WholeField(
        "Another number of minutes",
        least=1,
        most=rules.BOUNDS.most_minutes,
        width=4,
        hint="It counts, if you fill it in.",
    )
    on = DateField("Which day?", hint="Today, if you leave it empty.")
    time = LineField("At what time?", [Checked(clock_time)], limit=10, width=10, hint="Like 14:30 or 2:30 pm")
    place = LineField("Where?", limit=rules.PLACE_LENGTH)
    present = LineField("Who else was there?", limit=LIMITS.line, hint="Like: her sister, or the nurse of the surgery")
    outcome = ChoiceField(
        "What comes next?", options=tuple(Option(each, words) for each, words in rules.NEXT_WORDS.items())
    )

    @classmethod
    def of(cls, kept: ContactRecord) -> Self:
        """Return the form with what is on record."""
        given: dict[str, Any] = {**rules.details_of(kept), "version": kept.version}
        pressed = kept.minutes in MINUTES
        given["minutes"] = str(kept.minutes) if pressed else ""
        given["other_minutes"] = None if pressed else kept.minutes
        return cls(data=given)

    @property
    def has_more(self) -> bool:
        """Say whether one of the parts that are seldom needed is filled in or refused."""
        parts = (self.other_minutes, self.on, self.time, self.place, self.present, self.outcome)
        return any(not each.is_empty for each in parts)

    def details(self, today: date) -> dict[str, Any]:
        """Return what the form says of the contact."""
        pressed = int(self.minutes.data) if self.minutes.data else None
        return {
            "on": self.on.data or today,
            "way": Way(self.way.data),
            "attendance": Attendance(self.attendance.data),
            "time": self.time.data,
            "minutes": self.other_minutes.data or pressed,
            "place": self.place.data,
            "present": self.present.data,
            "outcome": Next(self.outcome.data) if self.outcome.data else None,
            "words": self.words.data,
        }

    def new_for(self, client_id: UUID, today: date) -> NoteContact:
        """Return a contact to write down."""
        return NoteContact(client_id=client_id, **self.details(today))

    def change_of(self, kept: ContactRecord, today: date) -> ChangeContact:
        """Return a contact to put right."""
        given = self.details(today)
        return ChangeContact(client_id=kept.client_id, contact_id=kept.id, version=self.version.data or 0, **given)
