"""The forms of connections: starting one, what came next, what is agreed and said, what stood in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms.validators import DataRequired

from linkdesk.connections import rules
from linkdesk.connections.rules import Barrier
from linkdesk.connections.rules import KeepWords
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import NoteBarrier
from linkdesk.connections.rules import NoteState
from linkdesk.connections.rules import SolveBarrier
from linkdesk.connections.rules import StartConnection
from linkdesk.connections.rules import TakeBack
from linkdesk.web import fields
from linkdesk.web.fields import Option
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from linkdesk.connections.rules import BarrierRecord
    from linkdesk.connections.rules import ConnectionRecord

CHOOSE = "Press one of the buttons, so that it is clear how they come together."


class _VisitForm(BaseForm):
    """Who does what, and when the first visit is."""

    who_does = fields.TextField(
        "Who does what?", rows=2, hint="For example: I phone Ola on Monday. Ann asks her sister for a lift."
    )
    visit_on = fields.DateField("Day of the first visit")
    visit_time = fields.LineField("Time", limit=rules.TIME_LENGTH + 5, hint="Like 14:30 or 2:30 pm.", width=10)
    visit_place = fields.LineField("Where you meet", limit=rules.PLACE_LENGTH)


class StartForm(_VisitForm):
    """How a person and a service come together; each way is a button of its own."""

    kind = fields.ChoiceField(
        "How?",
        [DataRequired(CHOOSE)],
        options=tuple(Option(kind, words) for kind, words in rules.KIND_BUTTONS.items()),
    )
    service_name = fields.LineField("Name of the service", limit=rules.NAME_LENGTH)
    reason = fields.LineField("What is it for?", limit=rules.REASON_LENGTH)
    on = fields.DateField("When was it done?", [DataRequired("Enter the day.")])

    def start(
        self, client_id: UUID, service_id: UUID | None, goal_id: UUID | None, step_id: UUID | None
    ) -> StartConnection:
        """Return the command."""
        return StartConnection(
            client_id=client_id,
            kind=Kind(self.kind.data),
            on=self.on.data,
            service_id=service_id,
            service_name=self.service_name.data,
            goal_id=goal_id,
            step_id=step_id,
            reason=self.reason.data,
            who_does=self.who_does.data,
            visit_on=self.visit_on.data,
            visit_time=self.visit_time.data,
            visit_place=self.visit_place.data,
        )


class NextForm(BaseForm):
    """What came next; each is a button of its own."""

    press = fields.ChoiceField("What came next?", [DataRequired("Press one of the buttons.")])
    on = fields.DateField("When?", [DataRequired("Enter the day.")])
    note = fields.LineField("Note", limit=rules.NOTE_LENGTH, hint="For who works with them next.")

    def of(self, record: ConnectionRecord) -> NextForm:
        """Offer what can come next, and return the form."""
        self.press.options = tuple(Option(each.key, each.words) for each in record.presses)
        return self

    def note_state(self, client_id: UUID, connection_id: UUID, today: date) -> NoteState:
        """Return the command; a page without a day means today."""
        seen = self.version.data or 0
        return NoteState(client_id, connection_id, seen, self.press.data, self.on.data or today, self.note.data)


class WhoForm(BaseForm):
    """Whom to look for; posted, so that no name stands in an address."""

    search = fields.LineField("Search by name, number or postcode", limit=rules.LIMITS.search_text)


class TakeBackForm(BaseForm):
    """Which event was a mistake."""

    event = fields.LineField("Event", [DataRequired("This page is broken. Open it again from the start.")], limit=36)

    def take_back(self, client_id: UUID, record: ConnectionRecord) -> TakeBack | None:
        """Return the command; None where no event of this connection was meant."""
        found = next((each.id for each in record.events if str(each.id) == self.event.data), None)
        return TakeBack(client_id, record.id, found) if found else None


class CalendarForm(BaseForm):
    """Only the token: which visit it is stands in the address."""


class WordsForm(_VisitForm):
    """What is agreed, and what the person says."""

    feedback = fields.TextField("How was it? In the person’s own words", rows=3)

    def keep(self, client_id: UUID, connection_id: UUID) -> KeepWords:
        """Return the command."""
        return KeepWords(
            client_id=client_id,
            connection_id=connection_id,
            version=self.version.data or 0,
            who_does=self.who_does.data,
            visit_on=self.visit_on.data,
            visit_time=self.visit_time.data,
            visit_place=self.visit_place.data,
            feedback=self.feedback.data,
        )


class BarrierForm(BaseForm):
    """Something that stood in the way."""

    barrier = fields.SelectField(
        "What stood in the way?",
        [DataRequired("Choose what it was.")],
        options=(Option("", "Choose"), *(Option(each, rules.BARRIER_WORDS[each]) for each in Barrier)),
    )
    words = fields.LineField("About it", limit=rules.LIMITS.line)
    solved = fields.LineField(
        "How was it solved?", limit=rules.LIMITS.line, hint="Leave it empty while it is not solved."
    )

    def note(self, client_id: UUID, connection_id: UUID) -> NoteBarrier:
        """Return the command."""
        return NoteBarrier(client_id, connection_id, Barrier(self.barrier.data), self.words.data, self.solved.data)


class SolvedForm(BaseForm):
    """How something that stood in the way was solved."""

    solved = fields.LineField("How was it solved?", limit=rules.LIMITS.line)

    def solve(self, client_id: UUID, barrier: BarrierRecord) -> SolveBarrier:
        """Return the command."""
        return SolveBarrier(client_id, barrier.id, self.version.data or 0, self.solved.data)
