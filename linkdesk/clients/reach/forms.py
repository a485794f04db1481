"""The forms of records kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from wtforms import Field
from wtforms.validators import ValidationError

from linkdesk.clients.reach import rules
from linkdesk.clients.reach.rules import BreakGlass
from linkdesk.clients.reach.rules import ChangeNamed
from linkdesk.clients.reach.rules import EndApart
from linkdesk.clients.reach.rules import KeepApart
from linkdesk.clients.rules import FAMILY_NAME_LENGTH
from linkdesk.record import checks
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import DateField
from linkdesk.web.fields import NameField
from linkdesk.web.fields import NumberTextField
from linkdesk.web.fields import Option
from linkdesk.web.fields import TextField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Checked
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.clients.reach.rules import Apart
    from linkdesk.team.rules import Worker

_WHY = "Say why, in a few words that others understand later."


def _reason(label: str, hint: str) -> TextField:
    return TextField(label, [Needed(_WHY), Checked(rules.checked_reason)], hint=hint, rows=3, limit=rules.REASON_LENGTH)


class ApartForm(BaseForm):
    """Why a record is kept apart, and who is named."""

    reason = _reason("Why it is kept apart", "For example: a relative of a worker. Only who is named reads this.")
    workers = ChoicesField("Who may look at it", [Needed("Name at least one worker.")], hint="Nobody else finds it.")

    def for_team(self, team: Iterable[Worker]) -> ApartForm:
        """Offer the workers who are here; return the form."""
        self.workers.options = tuple(Option(str(one.id), one.name, hint=one.job_title) for one in team if one.roles)
        return self

    @classmethod
    def of(cls, kept: Apart) -> ApartForm:
        """Return the form as it is on record."""
        chosen = [str(worker_id) for worker_id in kept.worker_ids]
        return cls(data={"reason": kept.reason, "workers": chosen, "version": kept.version})

    def to_command(self, client_id: UUID) -> KeepApart:  # type: ignore[override]  # the address says whose record
        """Return what is wanted."""
        return KeepApart(client_id, self.reason.data, self._ids())

    def to_change(self, restriction_id: UUID) -> ChangeNamed:
        """Return what was changed."""
        return ChangeNamed(restriction_id, self.version.data or 0, self.reason.data, self._ids())

    def _ids(self) -> tuple[UUID, ...]:
        return tuple(UUID(value) for value in self.workers.data)


class EndForm(BaseForm):
    """Why a record is opened to everybody again."""

    reason = _reason("Why it need not be kept apart any more", "It stays on record that it was.")

    def to_command(self, restriction_id: UUID) -> EndApart:  # type: ignore[override]  # the address says which
        """Return what is wanted."""
        return EndApart(restriction_id, self.reason.data)


class BreakGlassForm(BaseForm):
    """Whose record somebody must get into, and why."""

    nhs_number = NumberTextField("NHS number", [Checked(checks.nhs_number)], width=20)
    family_name = NameField("Or family name", limit=FAMILY_NAME_LENGTH, hint="Together with the date of birth.")
    birth_date = DateField("Date of birth", birth=True)
    reason = _reason("Why you must get in now", "Your team lead reads this today.")

    def validate_nhs_number(self, _field: Field) -> None:
        """Ask for the person as exactly as a stranger would have to know them."""
        if not self.nhs_number.data and not (self.family_name.data and self.birth_date.data):
            raise ValidationError("Enter the NHS number, or the family name and the date of birth.")

    def to_command(self) -> BreakGlass:
        """Return what is wanted."""
        return BreakGlass(
            reason=self.reason.data,
            nhs_number=self.nhs_number.data,
            family_name=self.family_name.data,
            birth_date=self.birth_date.data,
        )
