"""Files of a new vault appear in an order that a crash cannot spoil; the right person's slot is found."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import Engine

from linkdesk.record.errors import VaultRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.settings import Settings
from linkdesk.vault import opening
from linkdesk.vault.cipher import mark
from linkdesk.vault.keys.keyfile import copy_of
from linkdesk.vault.keys.ring import KeyRing
from linkdesk.vault.keys.ring import create_ring
from linkdesk.vault.keys.slots import SlotMaker
from linkdesk.vault.lock import Vault
from linkdesk.vault.opening import finish_founding
from linkdesk.vault.opening import found_vault
from linkdesk.vault.opening import key_literal
from linkdesk.vault.opening import new_database
from linkdesk.vault.opening import open_with_secret
from linkdesk.vault.opening import recognised
from linkdesk.vault.opening import settle
from linkdesk.vault.opening import store_access
from linkdesk.vault.opening import vault_exists
from linkdesk.vault.opening import worker_after_recovery
from tests.vault.conftest import KEY
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE


@pytest.fixture
def ring(maker: SlotMaker) -> KeyRing:
    return create_ring(maker, maker.worker(uuid.uuid4(), "Sam Example", PASSPHRASE), maker.recovery(KEY))


def prepare(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE here (id INTEGER)")


def accept(_maker: SlotMaker, _ring: KeyRing, _epoch: int, _engine: Engine) -> None:
    """Take any database."""


def test_the_key_goes_to_the_cipher_raw() -> None:
    assert key_literal(bytes([0, 255])) == b"x'00ff'"


def test_checks_and_set_up_have_no_audit_key(settings: Settings) -> None:
    access = store_access(settings.vault_file, lambda: bytes(32), settings.store)
    with pytest.raises(RuntimeError, match="change no record"):
        access.doors.audit_key()


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("step", ["mark", "write_key_file", "move_in"])
def test_a_crash_leaves_no_vault_or_one_that_opens(
    maker: SlotMaker, ring: KeyRing, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    settings = maker.settings

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(opening, step, die)
        with pytest.raises(Killed):
            found_vault(maker, ring, prepare)
    if step == "move_in":
        assert vault_exists(settings)
    else:
        assert not vault_exists(settings)
        found_vault(maker, ring, prepare)
    settled = settle(maker, open_with_secret(ring.file, PASSPHRASE, None, settings), accept)
    assert settled.subkey("database") == ring.subkey("database")
    assert settings.vault_file.exists()
    assert not new_database(settings).exists()


def test_a_crash_between_the_two_key_files_is_mended(maker: SlotMaker, ring: KeyRing) -> None:
    found_vault(maker, ring, prepare)
    copy_of(maker.settings.key_file).unlink()
    settle(maker, ring, accept)
    assert copy_of(maker.settings.key_file).read_bytes() == maker.settings.key_file.read_bytes()


def test_finishing_touches_nothing_that_is_whole(maker: SlotMaker, ring: KeyRing) -> None:
    found_vault(maker, ring, prepare)
    new_database(maker.settings).write_bytes(b"leftover")
    before = maker.settings.vault_file.read_bytes()
    finish_founding(maker.settings)
    assert maker.settings.vault_file.read_bytes() == before
    assert new_database(maker.settings).exists()


def test_another_vaults_database_is_refused(maker: SlotMaker, ring: KeyRing, settings: Settings) -> None:
    engine = store_access(settings.vault_file, lambda: bytes(32), settings.store, create=True).open()
    mark(engine)
    prepare(engine)
    engine.dispose()
    before = settings.vault_file.read_bytes()
    with pytest.raises(VaultRefused, match="untouched"):
        settle(maker, ring, accept)
    assert settings.vault_file.read_bytes() == before


def test_a_file_without_a_recovery_slot_takes_no_recovery_key(vault_of_two: Vault) -> None:
    file = vault_of_two.key_file()
    bare = type(file)(file.vault_id, file.epochs, file.workers)
    with pytest.raises(WrongSecret):
        open_with_secret(bare, KEY, None, vault_of_two.settings)


@pytest.fixture
def vault_of_two(settings: Settings, maker: SlotMaker) -> Vault:
    from linkdesk.vault import people

    vault = Vault(settings, maker.clock)
    vault.create("Sam Example", PASSPHRASE, KEY)
    people.add_worker(vault, uuid.uuid4(), "Kit Example", OTHER)
    return vault


def test_whose_passphrase_is_to_be_set(vault_of_two: Vault) -> None:
    file = vault_of_two.key_file()
    assert worker_after_recovery(file, " kit example ").label == "Kit Example"
    for unclear in (None, "", "Nobody"):
        with pytest.raises(WrongSecret, match="Type your name"):
            worker_after_recovery(file, unclear)


def test_a_typed_recovery_key_is_recognised_and_nothing_else() -> None:
    assert recognised(KEY) == KEY
    assert recognised(KEY.text.lower()) == KEY
    looks_alike = "walnt lantern orbit pebble qxiver"
    assert recognised(looks_alike) == looks_alike
    slip = KEY.text[:-1] + ("0" if KEY.text[-1] != "0" else "2")
    assert recognised(slip) == slip
