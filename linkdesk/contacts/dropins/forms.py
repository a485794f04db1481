"""The forms of drop-ins: a new one, one that is put right, the note of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from linkdesk.contacts.dropins import rules
from linkdesk.contacts.dropins.rules import ChangeDropIn
from linkdesk.contacts.dropins.rules import NoteDropIn
from linkdesk.contacts.dropins.rules import NoteSession
from linkdesk.contacts.forms import MINUTES
from linkdesk.contacts.rules import BOUNDS
from linkdesk.settings import Limits
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TextField
from linkdesk.web.fields import TickField
from linkdesk.web.fields import WholeField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from datetime import date
    from typing import Self
    from uuid import UUID

    from linkdesk.contacts.dropins.rules import DropInRecord

LIMITS = Limits()


class SaidForm(BaseForm):
    """What was asked, given and told about, and for how long."""

    asked = TextField("What did they ask?", [Needed("Write in a few words what they asked.")], rows=3)
    urgent = TickField("It is urgent")
    given = TextField("What did you give or do?", rows=2)
    signposted = TextField("What did you tell them about?", rows=2, hint="Like: the food bank, or the library")
    minutes = ChoiceField(
        "How many minutes?", options=tuple(Option(str(each), str(each)) for each in MINUTES), inline=True
    )
    other_minutes = WholeField(
        "Another number of minutes",
        least=1,
        most=BOUNDS.most_minutes,
        width=4,
        hint="It counts, if you fill it in.",
    )

    def details(self) -> dict[str, Any]:
        """Return what the form says of the drop-in."""
        pressed = int(self.minutes.data) if self.minutes.data else None
        return {
            "asked": self.asked.data,
            "given": self.given.data,
            "signposted": self.signposted.data,
            "minutes": self.other_minutes.data or pressed,
            "urgent": self.urgent.data,
        }


class DropInForm(SaidForm):
    """A new drop-in: with where it was, which is filled in already, and the day."""

    venue = LineField("Where?", [Needed("Write where it was.")], limit=rules.VENUE_LENGTH)
    on = DateField("Which day?", hint="Today, if you leave it empty.")

    @property
    def has_more(self) -> bool:
        """Say whether one of the parts that are seldom needed is filled in or refused."""
        return any(not each.is_empty for each in (self.other_minutes, self.on))

    def new(self, drop_in_id: UUID, today: date) -> NoteDropIn:
        """Return a drop-in to write down."""
        return NoteDropIn(drop_in_id=drop_in_id, on=self.on.data or today, venue=self.venue.data, **self.details())


class ChangeForm(SaidForm):
    """A drop-in that is put right; where and when it was stays that of its session."""

    @classmethod
    def of(cls, kept: DropInRecord) -> Self:
        """Return the form with what is on record."""
        given: dict[str, Any] = {**rules.details_of(kept), "version": kept.version}
        pressed = kept.minutes in MINUTES
        given["minutes"] = str(kept.minutes) if pressed else ""
        given["other_minutes"] = None if pressed else kept.minutes
        return cls(data=given)

    @property
    def has_more(self) -> bool:
        """Say whether the part that is seldom needed is filled in or refused."""
        return not self.other_minutes.is_empty

    def change_of(self, kept: DropInRecord) -> ChangeDropIn:
        """Return a drop-in to put right."""
        return ChangeDropIn(drop_in_id=kept.id, version=self.version.data or 0, **self.details())


class SessionForm(BaseForm):
    """The one note about a whole session."""

    words = TextField("Note about the whole session", rows=4, limit=LIMITS.text, hint="Name nobody here.")

    def note_of(self, drop_in_session_id: UUID) -> NoteSession:
        """Return the note to keep."""
        return NoteSession(drop_in_session_id=drop_in_session_id, words=self.words.data, version=self.version.data or 0)


class FileForm(BaseForm):
    """Only the token: the counts leave as a file."""
