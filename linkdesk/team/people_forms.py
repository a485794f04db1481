"""The forms of the team page; each asks for the administrator's own passphrase, for the laptop may be left open."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from linkdesk.record import checks
from linkdesk.team import rules
from linkdesk.team.rules import AddWorker
from linkdesk.team.rules import Role
from linkdesk.web.fields import ChoicesField
from linkdesk.web.fields import NameField
from linkdesk.web.fields import Option
from linkdesk.web.fields import PassphraseField
from linkdesk.web.fields import PhoneField
from linkdesk.web.fields import SelectField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Checked
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.team.rules import Member

NOBODY = "nobody"
_OWN = "So that nobody else does this while you are away from the laptop."
_ROLES = (
    Option(Role.LINK_WORKER, "Link worker", hint="Works with clients."),
    Option(Role.TEAM_LEAD, "Team lead", hint="Also looks after the work of the others."),
    Option(Role.SAFEGUARDING_LEAD, "Safeguarding lead", hint="Is told about harm, and decides what is done."),
    Option(Role.ADMINISTRATOR, "Administrator", hint="Also changes the team, the service and the help numbers."),
)


class ProofForm(BaseForm):
    """Nothing but the proof that the administrator is there."""

    passphrase = PassphraseField("Your own passphrase", [Needed("Type your own passphrase.")], hint=_OWN)


class RemoveForm(ProofForm):
    """Who takes over the cases of a worker who leaves, and the proof."""

    to = SelectField("Who takes over their cases?", [Needed("Choose who takes over their cases.")])

    def offer(self, team: Iterable[Member], leaving: UUID) -> RemoveForm:
        """Offer everybody else who can unlock; return the form."""
        others = (Option(str(one.id), one.name) for one in team if one.can_unlock and one.id != leaving and one.roles)
        self.to.options = (Option("", "Choose"), *others, Option(NOBODY, "Nobody yet: they stay as they are"))
        return self

    @property
    def successor(self) -> UUID | None:
        """The worker who was chosen, or None for nobody yet."""
        return None if self.to.data == NOBODY else UUID(str(self.to.data))


class RolesForm(ProofForm):
    """What a worker does here."""

    roles = ChoicesField("What they do here", [Needed("Choose what they do here.")], options=_ROLES)

    def to_command(self) -> tuple[Role, ...]:
        """Return the roles."""
        return tuple(Role(role) for role in self.roles.data)


class AddForm(BaseForm):
    """Who is let in."""

    name = NameField("Their full name", [Needed("Enter their name.")], limit=rules.NAME_LENGTH)
    job_title = NameField("Their job", limit=rules.JOB_LENGTH)
    phone = PhoneField("Their work phone", [Checked(checks.phone)], hint="It stands on every plan they print.")
    roles = ChoicesField("What they do here", [Needed("Choose what they do here.")], options=_ROLES)
    passphrase = PassphraseField("Your own passphrase", [Needed("Type your own passphrase.")], hint=_OWN)

    def to_command(self) -> AddWorker:
        """Return who is let in."""
        return AddWorker(
            name=self.name.data,
            job_title=self.job_title.data,
            phone=self.phone.data,
            roles=tuple(Role(role) for role in self.roles.data),
        )
