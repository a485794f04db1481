"""The first start in two steps: the recovery key is shown and typed back before any file is written."""

from __future__ import annotations

import hmac
from uuid import UUID

from linkdesk.record.errors import RuleBroken
from linkdesk.vault.keys.recovery import KEY_BYTES
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.recovery import groups_of
from linkdesk.vault.keys.recovery import parse_recovery_key
from linkdesk.vault.lock import Vault
from linkdesk.vault.passphrase import check_passphrase
from linkdesk.vault.passphrase import suggest_passphrase


def fresh_key(vault: Vault) -> RecoveryKey:
    """Return a new recovery key; nothing opens with it yet."""
    return RecoveryKey(vault.clock.random(KEY_BYTES))


def typed_back(shown: RecoveryKey | None, typed: str) -> RecoveryKey:
    """Return the recovery key if it was typed as it was shown. Raises RuleBroken, which says where the slip is."""
    if shown is None:
        raise RuleBroken("Start again from the first page. Nothing was changed yet.")
    try:
        key = parse_recovery_key(typed)
    except ValueError as slip:
        raise RuleBroken(f"{slip} {_where(shown, typed)}Nothing was changed yet.") from slip
    if not hmac.compare_digest(key.secret, shown.secret):
        raise RuleBroken("That is another recovery key. Nothing was changed yet. Type the one that was shown.")
    return key


def _where(shown: RecoveryKey, typed: str) -> str:
    """Say which groups of four are not as they were shown; "" when most are not, as with another paper."""
    right, found = groups_of(shown.text), groups_of(typed)
    wrong = [place for place, group in enumerate(right) if found[place : place + 1] != (group,)]
    if not wrong or (len(wrong) > len(right) // 2 and len(found) == len(right)):
        return ""
    if len(wrong) == 1:
        return f"Group {wrong[0] + 1} is not right. "
    return f"Group {wrong[0] + 1} is the first that is not right. "


class FirstStart:
    """What is kept in memory, and only there, between the pages of the first start."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._name = ""
        self.typed_name = ""
        self._passphrase = ""
        self.recovery: RecoveryKey | None = None
        self.offered = ""
        self.offer_another()

    def offer_another(self) -> None:
        """Offer five other words."""
        self.offered = suggest_passphrase(self._vault.clock, self._vault.settings.limits.passphrase_words)

    def propose(self, name: str, passphrase: str) -> None:
        """Take name and passphrase, and make the recovery key that is to be shown. Raises RuleBroken."""
        check_passphrase(passphrase, [name], self._vault.settings.limits)
        self._name, self._passphrase = name, passphrase
        self.recovery = fresh_key(self._vault)

    def confirm(self, typed: str) -> UUID:
        """Make the vault if the recovery key was typed back right; return the worker's id.

        Raises:
            RuleBroken: it was not; nothing was written.
        """
        key = typed_back(self.recovery, typed)
        worker_id = self._vault.create(self._name, self._passphrase, key)
        self.forget()
        return worker_id

    def forget(self) -> None:
        """Drop the secrets."""
        self._name = self._passphrase = self.typed_name = self.offered = ""
        self.recovery = None
