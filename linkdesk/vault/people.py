"""Who can open the vault: change, reset, add, remove; each by whoever has it open, with nobody else there."""

from __future__ import annotations

from uuid import UUID

from linkdesk.record.errors import RuleBroken
from linkdesk.vault.keys import ring as rings
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.slots import Slot
from linkdesk.vault.lock import Vault
from linkdesk.vault.passphrase import check_passphrase
from linkdesk.vault.rotation import rotate


def change_passphrase(vault: Vault, old: str, new: str) -> None:
    """Wrap the worker's own slot under a new passphrase; the database is untouched.

    Raises:
        WrongSecret: the old passphrase is another.
        TooManyTries: a wait is running.
        RuleBroken: the new one could be guessed, or is the old one.
    """
    _check_new(vault, new)
    vault.check_secret(old)
    if old == new:
        raise RuleBroken("That is the passphrase you have now. Nothing was changed. Choose another.")
    vault.change_keys(
        lambda ring, maker: rings.change_passphrase(ring, maker, _own_slot(vault, ring), old, new),
    )


def set_after_recovery(vault: Vault, new: str) -> None:
    """Give the worker a new key pair and passphrase after the recovery key opened the vault.

    Raises:
        RuleBroken: the recovery key was not used, or the passphrase could be guessed.
    """
    if not vault.must_set_passphrase:
        raise RuleBroken("Type the passphrase you have now to change it. Nothing was changed.")
    reset_passphrase(vault, vault.worker_id, new)
    vault.must_set_passphrase = False


def reset_passphrase(vault: Vault, worker_id: UUID, new: str) -> None:
    """Give a worker who forgot theirs a new key pair and passphrase. Raises RuleBroken."""
    _check_new(vault, new)
    vault.change_keys(lambda ring, maker: rings.reset_worker(ring, maker, worker_id, new))


def add_worker(vault: Vault, worker_id: UUID, name: str, passphrase: str) -> None:
    """Let another worker open the vault. Raises RuleBroken."""
    _check_new(vault, passphrase, name)
    if name.casefold() in {known.casefold() for known in vault.worker_names()}:
        raise RuleBroken("Someone of that name can unlock already. Nothing was changed. Add a letter to the name.")
    vault.change_keys(lambda ring, maker: rings.add_worker(ring, maker, worker_id, name, passphrase))


def remove_worker(vault: Vault, worker_id: UUID) -> None:
    """Take a worker's slot away and change the master key, so that old copies of the key file open nothing new.

    Raises:
        RuleBroken: that is the worker at the keyboard, or nobody would be left.
    """
    if worker_id == vault.worker_id:
        raise RuleBroken("You cannot remove yourself. Nothing was changed. Ask another worker to do it.")
    vault.change_keys(lambda ring, maker: rings.remove_worker(ring, maker, worker_id))
    rotate(vault)


def replace_recovery_key(vault: Vault, key: RecoveryKey) -> None:
    """Let another recovery key open the vault; the old one no longer does."""
    vault.change_keys(lambda ring, maker: rings.replace_recovery(ring, maker, key))


def _check_new(vault: Vault, passphrase: str, *names: str) -> None:
    check_passphrase(passphrase, [*vault.worker_names(), *names], vault.settings.limits)


def _own_slot(vault: Vault, ring: rings.KeyRing) -> Slot:
    return next(slot for slot in ring.file.workers if slot.worker_id == vault.worker_id)
