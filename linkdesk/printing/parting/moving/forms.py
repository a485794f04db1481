"""The forms of a meeting that is moved, called off, or booked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.contacts.rules import PLACE_LENGTH
from linkdesk.contacts.rules import WAY_WORDS
from linkdesk.contacts.rules import Way
from linkdesk.printing.parting.moving import rules
from linkdesk.printing.parting.moving.rules import BookAgain
from linkdesk.printing.parting.moving.rules import By
from linkdesk.printing.parting.moving.rules import ChangeMeeting
from linkdesk.record.checks import clock_time
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TextField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Checked
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from linkdesk.printing.parting.moving.rules import BookedMeeting

LIMITS = Limits()
MOVED, OFF = "moved", "off"


class AgainForm(BaseForm):
    """When and where they meet."""

    on = DateField("Day", hint="For example, 4 12 2026")
    time = LineField("Time", [Checked(clock_time)], limit=10, width=10, hint="Like 14:30 or 2:30 pm")
    place = LineField("Where?", limit=PLACE_LENGTH)

    def again_for(self, booked: BookedMeeting) -> BookAgain:
        """Return the new day."""
        return BookAgain(
            client_id=booked.client_id,
            meeting_id=booked.id,
            version=self.version.data or 0,
            on=self.on.data,
            time=self.time.data,
            place=self.place.data,
        )


class MoveForm(AgainForm):
    """What becomes of the meeting, who called it off, how that was said, and why."""

    what = ChoiceField(
        "What is new?",
        [Needed("Choose whether it is moved or called off.")],
        options=(Option(MOVED, "It is moved to another day, time or place"), Option(OFF, "It is called off")),
    )
    by = ChoiceField(
        "Who asked for this?",
        [Needed("Choose who asked for this.")],
        options=tuple(Option(each, words) for each, words in rules.BY_WORDS.items()),
        inline=True,
    )
    way = ChoiceField(
        "How was it said?",
        [Needed("Choose how it was said.")],
        options=tuple(Option(way, words) for way, words in WAY_WORDS.items()),
        inline=True,
        default=Way.PHONE.value,
    )
    why = TextField(
        "Why?", rows=3, limit=LIMITS.text - LIMITS.line, hint="In a few words. Leave it empty if not known."
    )

    def command_for(self, booked: BookedMeeting) -> ChangeMeeting:
        """Return what becomes of the meeting. Raises RuleBroken where it is moved to no day."""
        moved = self.what.data == MOVED
        if moved and self.on.data is None:
            raise RuleBroken(rules.NO_DAY)
        return ChangeMeeting(
            client_id=booked.client_id,
            source=booked.source,
            meeting_id=booked.id,
            version=self.version.data or 0,
            by=By(self.by.data),
            way=Way(self.way.data),
            on=self.on.data if moved else None,
            time=self.time.data if moved else "",
            place=self.place.data if moved else "",
            why=self.why.data,
        )
