"""The two short forms about a death."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.rules import TakeBackDeath
from linkdesk.clients.rules import SOURCE_LENGTH
from linkdesk.web.fields import DateField
from linkdesk.web.fields import LineField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from uuid import UUID


class DeathForm(BaseForm):
    """When the person died and who said so."""

    died_on = DateField("When did they die?", [Needed("Enter the day.")], hint="For example, 27 3 2026")
    source = LineField(
        "Who told you?", [Needed("Say who told you.")], limit=SOURCE_LENGTH, hint="Such as the family or the GP."
    )

    def command(self, client_id: UUID) -> NoteDeath:
        """Return the command that keeps it."""
        return NoteDeath(client_id, self.version.data or 0, self.died_on.data, self.source.data)


class TakeBackForm(BaseForm):
    """Why a death was noted in error."""

    reason = LineField("Why was it noted in error?", [Needed("Say why.")], limit=SOURCE_LENGTH)

    def command(self, client_id: UUID) -> TakeBackDeath:
        """Return the command that takes it back."""
        return TakeBackDeath(client_id, self.version.data or 0, self.reason.data)
