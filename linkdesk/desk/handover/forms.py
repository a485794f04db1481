"""The form of a handover."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.desk.handover.rules import NOTE_LENGTH
from linkdesk.desk.handover.rules import HandOver
from linkdesk.web.display import long_date
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import Option
from linkdesk.web.fields import SelectField
from linkdesk.web.fields import TextField
from linkdesk.web.fields import TickField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.desk.handover.rules import Case
    from linkdesk.team.rules import Worker


class HandOverForm(BaseForm):
    """Which cases, to whom."""

    to = SelectField("To whom", [Needed("Choose who gets the cases.")])
    everyone = TickField("All cases")
    cases = ChoicesField("Or these cases")
    note = TextField("What they should know", rows=3, limit=NOTE_LENGTH, hint="It stands in what happened of each.")

    def offer(self, cases: Iterable[Case], team: Iterable[Worker], from_id: UUID) -> HandOverForm:
        """Offer the cases of a worker and everybody else who is here; return the form."""
        self.cases.options = tuple(
            Option(str(case.client_id), case.who, hint=f"born {long_date(case.birth_date)}") for case in cases
        )
        others = (Option(str(one.id), one.name) for one in team if not one.has_left and one.id != from_id)
        self.to.options = (Option("", "Choose"), *others)
        return self

    def to_command(self, from_id: UUID) -> HandOver:  # type: ignore[override]  # the address says whose cases
        """Return what is wanted."""
        chosen = [option.value for option in self.cases.options] if self.everyone.data else self.cases.data or []
        return HandOver(from_id, UUID(self.to.data), tuple(UUID(one) for one in chosen), self.note.data)
