"""The forms about a worker: first start and Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from wtforms.validators import ValidationError

from linkdesk.record import checks
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Locks
from linkdesk.team import rules
from linkdesk.team.rules import ChangeWorker
from linkdesk.team.rules import StartWorker
from linkdesk.team.rules import TakeOver
from linkdesk.vault.code import check_code_shape
from linkdesk.vault.code import hash_code
from linkdesk.web.fields import EmailField
from linkdesk.web.fields import NameField
from linkdesk.web.fields import PassphraseField
from linkdesk.web.fields import PhoneField
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Checked
from linkdesk.web.validators import Needed

if TYPE_CHECKING:
    from wtforms import Field

    from linkdesk.record.clock import Clock
    from linkdesk.team.rules import Worker

_LOCKS = Locks()
_CODE_HINT = (
    f"{_LOCKS.code_least} to {_LOCKS.code_most} letters or digits. It brings the covered screen back. "
    "It does not open the vault."
)


def _own_code(_form: Any, field: Field) -> None:
    """Refuse a code that anyone would try first."""
    if field.data:
        try:
            check_code_shape(field.data, _LOCKS)
        except RuleBroken as refusal:
            raise ValidationError(refusal.sentence) from None


class _YouForm(BaseForm):
    """What both pages ask."""

    name = NameField("Your name", [Needed("Enter your name.")], limit=rules.NAME_LENGTH)
    job_title = NameField("Your job", limit=rules.JOB_LENGTH)
    phone = PhoneField("Your work phone", [Checked(checks.phone)], hint="It stands on every plan you print.")
    email = EmailField("Your work email", [Checked(checks.email)])


class StartForm(_YouForm):
    """The first worker, asked while the vault is made."""

    code = PassphraseField(
        "Choose a short code", [Needed("Choose a short code."), _own_code], hint=_CODE_HINT, width=10
    )
    code_again = PassphraseField("Type the short code again", [Needed("Type the short code again.")])

    def validate_code_again(self, field: Field) -> None:
        """Refuse a second code that differs from the first."""
        _same(self.code, field)

    def to_command(self, clock: Clock) -> StartWorker:  # type: ignore[override]  # the salt comes from the clock's chance
        """Return who is starting."""
        return StartWorker(
            name=self.name.data,
            job_title=self.job_title.data,
            phone=self.phone.data,
            email=self.email.data,
            code_hash=hash_code(self.code.data, clock),
        )


class ChangeForm(_YouForm):
    """What workers change about themselves; a new short code asks for the passphrase."""

    code = PassphraseField(
        "New short code", [_own_code], hint=f"Leave it empty to keep the old one. {_CODE_HINT}", width=10
    )
    code_again = PassphraseField("Type the new short code again")
    passphrase = PassphraseField("Your passphrase", hint="Only needed for a new short code.")

    def validate_code_again(self, field: Field) -> None:
        """Refuse a second code that differs from the first."""
        _same(self.code, field)

    def validate_passphrase(self, field: Field) -> None:
        """Ask for the passphrase where the code changes: the laptop may have been left open."""
        if self.code.data and not field.data:
            raise ValidationError("Type your passphrase too. A new short code needs it.")

    @classmethod
    def of(cls, worker: Worker) -> ChangeForm:
        """Return the form filled with the worker as kept."""
        names = ("name", "job_title", "phone", "email", "version")
        return cls(data={name: getattr(worker, name) for name in names})

    def to_command(self, clock: Clock) -> ChangeWorker:  # type: ignore[override]  # the salt comes from the clock's chance
        """Return what was changed."""
        return ChangeWorker(
            version=self.version.data or 0,
            name=self.name.data,
            job_title=self.job_title.data,
            phone=self.phone.data,
            email=self.email.data,
            code_hash=hash_code(self.code.data, clock) if self.code.data else None,
        )


class OwnForm(BaseForm):
    """A passphrase and a short code of one's own, in place of the words that somebody handed over."""

    given = PassphraseField("The five words you were given", [Needed("Type the five words you were given.")])
    passphrase = PassphraseField("Your own passphrase", [Needed("Type the words you want to unlock with.")])
    again = PassphraseField("Your own passphrase once more", [Needed("Type the passphrase once more.")])
    code = PassphraseField(
        "Choose a short code", [Needed("Choose a short code."), _own_code], hint=_CODE_HINT, width=10
    )
    code_again = PassphraseField("Type the short code again", [Needed("Type the short code again.")])

    def validate_again(self, field: Field) -> None:
        """Refuse a second passphrase that differs from the first."""
        if self.passphrase.data and self.passphrase.data != field.data:
            raise ValidationError("The two passphrases are not the same. Type both again.")

    def validate_code_again(self, field: Field) -> None:
        """Refuse a second code that differs from the first."""
        _same(self.code, field)

    def to_command(self, clock: Clock) -> TakeOver:  # type: ignore[override]  # the salt comes from the clock's chance
        """Return what is set."""
        return TakeOver(self.given.data, self.passphrase.data, hash_code(self.code.data, clock))


def _same(code: Field, again: Field) -> None:
    if code.data and not code.errors and code.data != again.data:
        raise ValidationError("The two short codes are not the same. Type both again.")
