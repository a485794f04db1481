"""The form of a cover."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.team.cover.rules import ArrangeCover
from linkdesk.web.fields import DateField
from linkdesk.web.fields import Option
from linkdesk.web.fields import SelectField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.team.rules import Worker


class CoverForm(BaseForm):
    """Who is away, who covers, from when to when."""

    away = SelectField("Who is away", [Needed("Choose who is away.")])
    cover = SelectField("Who covers", [Needed("Choose who covers.")])
    first = DateField("First day", [Needed("Enter the first day.")])
    last = DateField("Last day", [Needed("Enter the last day.")])

    def for_team(self, away: Iterable[Worker], team: Iterable[Worker]) -> CoverForm:
        """Offer who may be away, and everybody who is here; return the form."""
        self.away.options = tuple(Option(str(one.id), one.name) for one in away)
        here = (Option(str(one.id), one.name) for one in team if not one.has_left)
        self.cover.options = (Option("", "Choose"), *here)
        return self

    def to_command(self) -> ArrangeCover:
        """Return what is wanted."""
        return ArrangeCover(UUID(self.away.data), UUID(self.cover.data), self.first.data, self.last.data)
