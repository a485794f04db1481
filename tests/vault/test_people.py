"""Whoever has the vault open decides who can open it, and every new passphrase is a strong one."""

from __future__ import annotations

import uuid

import pytest

from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import TooManyTries
from linkdesk.record.errors import VaultLocked
from linkdesk.record.errors import WrongSecret
from linkdesk.vault import people
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.lock import Vault
from tests.vault.conftest import KEY
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE


def opens(vault: Vault, secret: str | RecoveryKey, name: str | None = None) -> bool:
    again = Vault(vault.settings, vault.clock)
    try:
        again.unlock(secret, name)
    except WrongSecret:
        return False
    again.lock()
    return True


def test_change_of_passphrase_leaves_the_database_alone(vault: Vault) -> None:
    before = vault.settings.vault_file.read_bytes()
    people.change_passphrase(vault, PASSPHRASE, OTHER)
    assert opens(vault, OTHER)
    assert not opens(vault, PASSPHRASE)
    assert vault.settings.vault_file.read_bytes() == before


def test_change_of_passphrase_asks_for_the_old_one_and_a_strong_new_one(vault: Vault) -> None:
    with pytest.raises(WrongSecret):
        people.change_passphrase(vault, OTHER, OTHER + " gravel")
    with pytest.raises(RuleBroken, match="guessed"):
        people.change_passphrase(vault, PASSPHRASE, "Sam Example 1")
    with pytest.raises(RuleBroken, match="have now"):
        people.change_passphrase(vault, PASSPHRASE, PASSPHRASE)
    assert opens(vault, PASSPHRASE)


def test_guessing_the_old_passphrase_is_slowed_too(vault: Vault) -> None:
    for _ in range(10):
        with pytest.raises(WrongSecret):
            people.change_passphrase(vault, OTHER, OTHER)
    with pytest.raises(TooManyTries):
        people.change_passphrase(vault, PASSPHRASE, OTHER)


def test_after_the_recovery_key_a_new_passphrase_is_set(vault: Vault) -> None:
    vault.lock()
    vault.unlock(KEY)
    with pytest.raises(RuleBroken, match="guessed"):
        people.set_after_recovery(vault, "short")
    assert vault.must_set_passphrase
    people.set_after_recovery(vault, OTHER)
    assert opens(vault, OTHER)
    assert not opens(vault, PASSPHRASE)
    with pytest.raises(RuleBroken, match="you have now"):
        people.set_after_recovery(vault, PASSPHRASE)


def test_add_reset_and_remove(vault: Vault) -> None:
    kit = uuid.uuid4()
    people.add_worker(vault, kit, "Kit Example", OTHER)
    assert vault.worker_names() == ("Sam Example", "Kit Example")
    assert opens(vault, OTHER)
    people.reset_passphrase(vault, kit, "comet ladder marble tunnel biscuit")
    assert not opens(vault, OTHER)
    assert opens(vault, "comet ladder marble tunnel biscuit", "Kit Example")
    people.remove_worker(vault, kit)
    assert not opens(vault, "comet ladder marble tunnel biscuit")
    assert opens(vault, PASSPHRASE)


def test_names_are_told_apart_and_nobody_removes_themselves(vault: Vault) -> None:
    with pytest.raises(RuleBroken, match="of that name"):
        people.add_worker(vault, uuid.uuid4(), "sam EXAMPLE", OTHER)
    with pytest.raises(RuleBroken, match="guessed"):
        people.add_worker(vault, uuid.uuid4(), "Kit Example", "Kit Example")
    with pytest.raises(RuleBroken, match="yourself"):
        people.remove_worker(vault, vault.worker_id)


def test_a_new_recovery_key_replaces_the_old_one(vault: Vault) -> None:
    people.replace_recovery_key(vault, RecoveryKey(bytes(16)))
    assert opens(vault, RecoveryKey(bytes(16)))
    assert not opens(vault, KEY)


def test_a_locked_vault_changes_nothing(vault: Vault) -> None:
    vault.lock()
    with pytest.raises(VaultLocked):
        people.reset_passphrase(vault, uuid.uuid4(), OTHER)
