"""A slot opens with its own secret only, and a key file cannot talk LinkDesk into weak or huge work."""

from __future__ import annotations

import time
import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from linkdesk.record.errors import VaultRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.settings import KDF_FLOOR
from linkdesk.settings import KdfCost
from linkdesk.settings import Settings
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.slots import Slot
from linkdesk.vault.keys.slots import SlotMaker
from linkdesk.vault.keys.slots import is_weaker
from linkdesk.vault.keys.slots import kdf_floor
from linkdesk.vault.keys.slots import open_private
from linkdesk.vault.keys.slots import open_seals
from linkdesk.vault.keys.slots import slot_from_json
from linkdesk.vault.keys.slots import slot_to_json
from linkdesk.vault.keys.slots import stretch
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE
from tests.vault.conftest import HandClock

KEY = RecoveryKey(bytes(range(16)))


@pytest.fixture
def slot(maker: SlotMaker) -> Slot:
    return maker.sealed_for(maker.worker(uuid.uuid4(), "Sam Example", PASSPHRASE), {1: b"m" * 32, 2: b"n" * 32})


def public_half(maker: SlotMaker, slot: Slot, secret: str | RecoveryKey) -> bytes:
    """Open a slot and return the public key that belongs to what was inside."""
    return open_private(maker.vault_id, slot, secret, maker.settings).public_key().public_bytes_raw()


def test_passphrase_opens_and_the_seals_follow(maker: SlotMaker, slot: Slot) -> None:
    private = open_private(maker.vault_id, slot, PASSPHRASE, maker.settings)
    assert open_seals(maker.vault_id, slot, private) == {1: b"m" * 32, 2: b"n" * 32}


def test_typing_habits_do_not_matter_but_words_do(maker: SlotMaker, slot: Slot) -> None:
    spaced = "  " + PASSPHRASE.replace(" ", "  ") + "\n"
    assert public_half(maker, slot, spaced) == slot.public
    for wrong in ("", PASSPHRASE.upper(), PASSPHRASE + "s", OTHER):
        with pytest.raises(WrongSecret):
            open_private(maker.vault_id, slot, wrong, maker.settings)


def test_accents_typed_in_two_ways_are_one(maker: SlotMaker) -> None:
    slot = maker.worker(uuid.uuid4(), "Zoë Example", "cafe\u0301 walnut lantern")
    assert public_half(maker, slot, "caf\u00e9 walnut lantern") == slot.public


def test_recovery_slot_opens_with_its_key_alone(maker: SlotMaker, slot: Slot) -> None:
    recovery = maker.recovery(KEY)
    assert public_half(maker, recovery, KEY) == recovery.public
    wrong: tuple[tuple[Slot, str | RecoveryKey], ...] = (
        (recovery, RecoveryKey(bytes(16))),
        (recovery, PASSPHRASE),
        (slot, KEY),
    )
    for target, secret in wrong:
        with pytest.raises(WrongSecret):
            open_private(maker.vault_id, target, secret, maker.settings)


def test_nothing_of_a_slot_can_be_exchanged(maker: SlotMaker, slot: Slot) -> None:
    other = maker.worker(uuid.uuid4(), "Kit Example", PASSPHRASE)
    changed = (
        replace(slot, label="Someone Else"),
        replace(slot, worker_id=uuid.uuid4()),
        replace(slot, id=uuid.uuid4()),
        replace(slot, cost=KdfCost(memory_kib=64, passes=2, lanes=1)),
        replace(slot, cost=KdfCost(memory_kib=32, passes=1, lanes=1)),
        replace(slot, salt=other.salt),
        replace(slot, public=other.public),
        replace(slot, nonce=other.nonce),
        replace(slot, wrapped=other.wrapped, nonce=other.nonce, salt=other.salt),
    )
    for one in changed:
        with pytest.raises(WrongSecret):
            open_private(maker.vault_id, one, PASSPHRASE, maker.settings)
    with pytest.raises(WrongSecret):
        open_private(uuid.uuid4(), slot, PASSPHRASE, maker.settings)


@pytest.mark.parametrize(
    "cost",
    [
        KdfCost(memory_kib=64 * 1024 - 1),
        KdfCost(passes=2),
        KdfCost(lanes=0),
        KdfCost(memory_kib=64 * 1024 * 1024),
        KdfCost(passes=21),
        KdfCost(lanes=9),
    ],
)
def test_costs_out_of_bounds_are_refused_before_any_work(cost: KdfCost, tmp_path: Path) -> None:
    started = time.process_time()
    with pytest.raises(VaultRefused, match="untouched"):
        stretch(PASSPHRASE, bytes(16), cost, kdf_floor(Settings(data_dir=tmp_path)))
    assert time.process_time() - started < 0.5


def test_kdf_floor_holds_outside_tests(maker: SlotMaker, slot: Slot, tmp_path: Path) -> None:
    assert kdf_floor(Settings(data_dir=tmp_path)) == KDF_FLOOR
    with pytest.raises(VaultRefused, match="weaker"):
        open_private(maker.vault_id, slot, PASSPHRASE, Settings(data_dir=tmp_path))


def test_kdf_at_full_strength_takes_its_time(tmp_path: Path) -> None:
    product = Settings(data_dir=tmp_path)
    started = time.monotonic()
    stretch(PASSPHRASE, bytes(16), product.kdf, kdf_floor(product))
    assert time.monotonic() - started > 0.1


def test_kdf_full_strength_is_what_a_new_slot_gets(clock: HandClock, tmp_path: Path) -> None:
    product = SlotMaker(uuid.uuid4(), clock, Settings(data_dir=tmp_path))
    slot = product.worker(uuid.uuid4(), "Sam Example", PASSPHRASE)
    assert slot.cost == KdfCost(memory_kib=256 * 1024, passes=3, lanes=4)
    assert public_half(product, slot, PASSPHRASE) == slot.public


def test_which_costs_are_to_be_raised() -> None:
    wanted = KdfCost(memory_kib=1000, passes=3, lanes=4)
    assert is_weaker(KdfCost(memory_kib=999, passes=3, lanes=4), wanted)
    assert not is_weaker(KdfCost(memory_kib=1000, passes=3, lanes=1), wanted)
    assert not is_weaker(KdfCost(memory_kib=3000, passes=1, lanes=1), wanted)
    assert not is_weaker(None, wanted), "the recovery key needs none"


def test_json_round_trip(maker: SlotMaker, slot: Slot) -> None:
    for one in (slot, maker.sealed_for(maker.recovery(KEY), {1: b"m" * 32})):
        assert slot_from_json(slot_to_json(one)) == one


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "admin"),
        ("kind", "recovery"),
        ("label", 7),
        ("label", "x" * 201),
        ("worker", None),
        ("id", "no id"),
        ("public", "AAAA"),
        ("seals", {"01": "AAAA"}),
        ("seals", {"0": "AAAA"}),
        ("kdf", {"alg": "none", "salt": "AAAA"}),
        ("kdf", {"alg": "argon2id", "salt": "AAAA", "m": "9", "t": 1, "p": 1}),
    ],
)
def test_damaged_slots_are_not_read(slot: Slot, field: str, value: object) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        slot_from_json(slot_to_json(slot) | {field: value})
