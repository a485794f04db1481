"""The forms of first start, unlocking, the curtain, passphrases and backup."""

from __future__ import annotations

from linkdesk.record.errors import RuleBroken
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.recovery import parse_recovery_key
from linkdesk.web import fields
from linkdesk.web.forms import BaseForm
from linkdesk.web.validators import Needed

NEW_WORDS = "Type the words you want to unlock with."
AGAIN = "Type the passphrase once more."
DIFFERENT = "The two passphrases are not the same. Type both again."
PERSON = "Choose your name."
SPELLING = "Small letters, a space between the words."


class _NewPassphrase(BaseForm):
    """What all forms for a new passphrase share."""

    def same_twice(self) -> bool:
        """Say whether both boxes hold the same words, and note it at the second if not."""
        if self["passphrase"].data == self["again"].data:
            return True
        self.refuse("again", DIFFERENT)
        return False


class StartForm(_NewPassphrase):
    """First start: who it is, and the passphrase."""

    name = fields.NameField(
        "Your full name", [Needed("Enter your name.")], hint="It is shown on plans you agree with people."
    )
    passphrase = fields.PassphraseField(
        "Your passphrase", [Needed(NEW_WORDS)], hint=f"Type the five words above. {SPELLING}"
    )
    again = fields.PassphraseField("Your passphrase once more", [Needed(AGAIN)])


class TypeBackForm(BaseForm):
    """The recovery key, typed back once from paper; it was on the screen a moment ago, so what was typed is shown."""

    recovery_key = fields.LineField(
        "Recovery key",
        [Needed("Type the recovery key from your paper.")],
        hint="32 letters and numbers. Capitals and dashes do not matter.",
        limit=100,
    )


class UnlockForm(BaseForm):
    """The passphrase; and whose, where several people share the vault."""

    worker = fields.ChoiceField("Your name")
    passphrase = fields.PassphraseField("Passphrase", [Needed("Type your passphrase.")], hint=SPELLING)

    def for_people(self, names: tuple[str, ...]) -> None:
        """Offer the names; a single one is not asked for."""
        offer_names(self, names)


class RecoverForm(BaseForm):
    """The recovery key instead of the passphrase."""

    worker = fields.ChoiceField("Your name")
    recovery_key = fields.PassphraseField(
        "Recovery key",
        [Needed("Type the recovery key.")],
        hint="32 letters and numbers. Capitals and dashes do not matter.",
    )

    def for_people(self, names: tuple[str, ...]) -> None:
        """Offer the names; a single one is not asked for."""
        offer_names(self, names)

    def to_command(self) -> RecoveryKey:
        """Return the key. Raises RuleBroken for a slip, which costs no try."""
        try:
            return parse_recovery_key(self.recovery_key.data)
        except ValueError as slip:
            raise RuleBroken(str(slip)) from slip


class CodeForm(BaseForm):
    """The short code that lifts the curtain."""

    code = fields.PassphraseField("Short code", [Needed("Type your short code.")])


class WhoForm(BaseForm):
    """Who is here now, and the short code; the passphrase where the code is not enough yet."""

    worker = fields.ChoiceField("Your name", [Needed(PERSON)])
    secret = fields.PassphraseField("Short code or passphrase", [Needed("Type your short code or your passphrase.")])

    def for_people(self, names: tuple[str, ...], quick: tuple[str, ...]) -> None:
        """Offer the names and say what each needs; those in `quick` need their short code only."""
        asked = {name: "Short code" if name in quick else "Passphrase, this once" for name in names}
        self.worker.options = tuple(fields.Option(name, name, hint) for name, hint in asked.items())


class ChangePassphraseForm(_NewPassphrase):
    """The old passphrase and the new one twice."""

    old_passphrase = fields.PassphraseField("Passphrase you have now", [Needed("Type the passphrase you have now.")])
    passphrase = fields.PassphraseField("New passphrase", [Needed(NEW_WORDS)], hint=SPELLING)
    again = fields.PassphraseField("New passphrase once more", [Needed(AGAIN)])


class NewPassphraseForm(_NewPassphrase):
    """The new passphrase twice, after the recovery key was used."""

    passphrase = fields.PassphraseField("New passphrase", [Needed(NEW_WORDS)], hint=SPELLING)
    again = fields.PassphraseField("New passphrase once more", [Needed(AGAIN)])


class NewRecoveryForm(BaseForm):
    """The passphrase, asked once more before a new recovery key is made."""

    passphrase = fields.PassphraseField("Your passphrase", [Needed("Type your passphrase.")])


class BackupForm(BaseForm):
    """Where the backup goes."""

    folder = fields.LineField(
        "Folder or stick",
        [Needed("Say where the backup shall go.")],
        hint="The full path of a folder, for example of a memory stick.",
        limit=1000,
    )


class RestoreForm(BaseForm):
    """Where the backup lies, and what opens it."""

    folder = fields.LineField(
        "Where the backup is",
        [Needed("Say where the backup is.")],
        hint="The full path of the folder or stick. If it holds several backups, the newest whole one is taken.",
        limit=1000,
    )
    passphrase = fields.PassphraseField(
        "Passphrase or recovery key", [Needed("Type the passphrase of that time, or the recovery key.")]
    )
    worker = fields.NameField("Your name", hint="Only if several people used that vault.")


def offer_names(form: BaseForm, names: tuple[str, ...]) -> None:
    """Offer the names of the people with a passphrase, or drop the question when there is only one."""
    if len(names) <= 1:
        del form.worker
        return
    form.worker.options = tuple(fields.Option(name, name) for name in names)
    form.worker.validators = [Needed(PERSON)]


def chosen_name(form: BaseForm) -> str | None:
    """Return the chosen name, or None where it was not asked for."""
    return str(form["worker"].data) or None if "worker" in form else None
