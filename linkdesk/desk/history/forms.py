"""What of a history is wanted. It comes in the address, for nothing is changed by it and no name stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.desk.history.rules import Show
from linkdesk.desk.history.rules import Wanted
from linkdesk.web.fields import ChoiceField
from linkdesk.web.fields import Option
from linkdesk.web.fields import SelectField
from linkdesk.web.forms import BaseForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.team.rules import Worker

_SHOWN = (
    Option(Show.ALL, "Everything"),
    Option(Show.CHANGES, "Who changed what"),
    Option(Show.LOOKS, "Who looked"),
)


class HistoryForm(BaseForm):
    """Which lines, of whom."""

    class Meta(BaseForm.Meta):
        """A form that only reads needs no token."""

        csrf = False

    show = ChoiceField("Show", options=_SHOWN, inline=True)
    worker = SelectField("Worker")

    def for_team(self, team: Iterable[Worker]) -> HistoryForm:
        """Offer everybody of the team, also who left; return the form."""
        self.worker.options = (Option("", "Everybody"), *(Option(str(one.id), one.name) for one in team))
        return self

    def to_command(self) -> Wanted:
        """Return what is wanted; everything where the address says something else."""
        known = {option.value for option in self.worker.options}
        chosen = str(self.worker.data or "")
        show = Show(self.show.data) if self.show.data in set(Show) else Show.ALL
        return Wanted(show, UUID(chosen) if chosen and chosen in known else None)
