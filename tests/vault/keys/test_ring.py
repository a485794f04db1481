"""One unlocked person adds, removes, resets and rotates alone; whoever changes the file outside is found out."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace

import pytest

from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import VaultLocked
from linkdesk.record.errors import VaultRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.vault.keys.boxes import encode
from linkdesk.vault.keys.keyfile import KeyFile
from linkdesk.vault.keys.keyfile import parse_key_file
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.ring import KeyRing
from linkdesk.vault.keys.ring import add_worker
from linkdesk.vault.keys.ring import begin_rotation
from linkdesk.vault.keys.ring import change_passphrase
from linkdesk.vault.keys.ring import create_ring
from linkdesk.vault.keys.ring import keep_epoch
from linkdesk.vault.keys.ring import open_ring
from linkdesk.vault.keys.ring import remove_worker
from linkdesk.vault.keys.ring import replace_recovery
from linkdesk.vault.keys.ring import reset_worker
from linkdesk.vault.keys.ring import slots_to_try
from linkdesk.vault.keys.slots import SlotMaker
from tests.vault.conftest import OTHER
from tests.vault.conftest import PASSPHRASE
from tests.vault.keys.test_keyfile import resummed

KEY = RecoveryKey(bytes(range(16)))


@pytest.fixture
def ring(maker: SlotMaker) -> KeyRing:
    return create_ring(maker, maker.worker(uuid.uuid4(), "Sam Example", PASSPHRASE), maker.recovery(KEY))


def opened(maker: SlotMaker, file: KeyFile, secret: str | RecoveryKey, slot: int = 0) -> KeyRing:
    again = parse_key_file(file.to_bytes())
    chosen = again.recovery if isinstance(secret, RecoveryKey) else again.workers[slot]
    assert chosen is not None
    return open_ring(again, chosen, secret, maker.settings)


def databases(ring: KeyRing) -> set[bytes]:
    return {ring.subkey("database", epoch) for epoch in ring.masters}


def test_passphrase_and_recovery_key_reach_the_same_keys(maker: SlotMaker, ring: KeyRing) -> None:
    for secret in (PASSPHRASE, KEY):
        again = opened(maker, ring.file, secret)
        for label in ("database", "backup", "header", "audit", "drafts"):
            assert again.subkey(label) == ring.subkey(label)
    assert len({ring.subkey(label) for label in ("database", "backup", "header", "audit", "drafts")}) == 5
    with pytest.raises(ValueError, match="no key"):
        ring.subkey("everything")


def test_no_secret_stands_in_the_file(ring: KeyRing) -> None:
    data = ring.file.to_bytes().decode()
    for secret in (*ring.masters.values(), ring.lasting, KEY.secret, ring.subkey("database")):
        assert encode(bytes(secret)) not in data
        assert bytes(secret).hex() not in data
    assert PASSPHRASE not in data
    assert len(data) < 3000


def test_wiped_keys_are_overwritten(ring: KeyRing) -> None:
    master, lasting = ring.masters[1], ring.lasting
    ring.wipe()
    assert master == bytes(32)
    assert lasting == bytes(32)
    with pytest.raises(VaultLocked):
        ring.subkey("database")
    assert "bytearray" not in repr(ring)


def test_change_of_passphrase_rewraps_only(maker: SlotMaker, ring: KeyRing) -> None:
    file = change_passphrase(ring, maker, ring.slot, PASSPHRASE, OTHER)
    assert opened(maker, file, OTHER).subkey("database") == ring.subkey("database")
    assert file.workers[0].public == ring.slot.public
    assert file.workers[0].seals == ring.slot.seals
    assert opened(maker, file, KEY).masters
    with pytest.raises(WrongSecret):
        opened(maker, file, PASSPHRASE)
    with pytest.raises(WrongSecret):
        change_passphrase(ring, maker, ring.slot, "not the old one", OTHER)


def test_one_person_adds_another(maker: SlotMaker, ring: KeyRing) -> None:
    kit = uuid.uuid4()
    file = add_worker(ring, maker, kit, "Kit Example", OTHER)
    assert opened(maker, file, OTHER, slot=1).subkey("database") == ring.subkey("database")
    assert opened(maker, file, PASSPHRASE).slot.label == "Sam Example"
    ring.file = file
    with pytest.raises(RuleBroken, match="already"):
        add_worker(ring, maker, kit, "Kit Example", OTHER)


def test_a_forgotten_passphrase_is_reset_with_a_new_key_pair(maker: SlotMaker, ring: KeyRing) -> None:
    kit = uuid.uuid4()
    ring.file = add_worker(ring, maker, kit, "Kit Example", OTHER)
    file = reset_worker(ring, maker, kit, "comet ladder marble tunnel biscuit")
    assert file.workers[1].public != ring.file.workers[1].public
    assert file.workers[1].label == "Kit Example"
    assert opened(maker, file, "comet ladder marble tunnel biscuit", slot=1).masters
    with pytest.raises(WrongSecret):
        opened(maker, file, OTHER, slot=1)
    with pytest.raises(RuleBroken, match="no key"):
        reset_worker(ring, maker, uuid.uuid4(), OTHER)


def test_who_left_cannot_open_what_is_written_after_the_rotation(maker: SlotMaker, ring: KeyRing) -> None:
    kit = uuid.uuid4()
    ring.file = add_worker(ring, maker, kit, "Kit Example", OTHER)
    old_copy = ring.file
    ring.file = remove_worker(ring, maker, kit)
    during = begin_rotation(ring, maker)
    after = keep_epoch(during, maker, 2)
    assert databases(opened(maker, old_copy, OTHER, slot=1)) & databases(after) == set()
    with pytest.raises(WrongSecret):
        opened(maker, after.file, OTHER)
    assert databases(opened(maker, after.file, PASSPHRASE)) == databases(after)


def test_someone_must_be_left(maker: SlotMaker, ring: KeyRing) -> None:
    worker_id = ring.slot.worker_id
    assert worker_id is not None
    with pytest.raises(RuleBroken, match="must be left"):
        remove_worker(ring, maker, worker_id)
    with pytest.raises(RuleBroken, match="no key"):
        remove_worker(ring, maker, uuid.uuid4())


def test_recovery_key_can_be_replaced(maker: SlotMaker, ring: KeyRing) -> None:
    fresh = RecoveryKey(bytes(16))
    file = replace_recovery(ring, maker, fresh)
    assert opened(maker, file, fresh).subkey("database") == ring.subkey("database")
    assert len(file.slots) == 2
    with pytest.raises(WrongSecret):
        opened(maker, file, KEY)


def test_rotation_holds_two_epochs_until_one_is_kept(maker: SlotMaker, ring: KeyRing) -> None:
    old, audit = ring.subkey("database"), ring.subkey("audit")
    during = begin_rotation(ring, maker)
    for secret in (PASSPHRASE, KEY):
        again = opened(maker, during.file, secret)
        assert again.newest == 2
        assert again.subkey("database", 1) == old
        assert again.subkey("database") != old
        assert again.subkey("audit") == audit
    with pytest.raises(RuleBroken, match="not finished"):
        begin_rotation(during, maker)
    undone = keep_epoch(during, maker, 1)
    assert opened(maker, undone.file, KEY).subkey("database") == old
    assert opened(maker, keep_epoch(during, maker, 2).file, KEY).subkey("audit") == audit


def test_an_added_person_gets_both_epochs(maker: SlotMaker, ring: KeyRing) -> None:
    during = begin_rotation(ring, maker)
    file = add_worker(during, maker, uuid.uuid4(), "Kit Example", OTHER)
    assert databases(opened(maker, file, OTHER, slot=1)) == databases(during)


def test_changes_from_outside_are_found_with_the_right_secret(maker: SlotMaker, ring: KeyRing) -> None:
    ring.file = add_worker(ring, maker, uuid.uuid4(), "Kit Example", OTHER)
    said = json.loads(ring.file.to_bytes())
    stranger = maker.sealed_for(maker.worker(uuid.uuid4(), "Mallory", OTHER), {1: b"x" * 32})
    with_stranger = replace(ring.file, slots=(*ring.file.slots, stranger))
    swapped = [dict(slot) for slot in said["slots"]]
    swapped[0]["seals"], swapped[2]["seals"] = swapped[2]["seals"], swapped[0]["seals"]
    other_mac = {"1": encode(bytes(32))}
    bad_lasting = [said["epochs"][0] | {"lasting": encode(bytes(48))}]
    relabelled = [*said["slots"][:2], said["slots"][2] | {"label": "Mallory"}]
    changed = [
        resummed(said | {"slots": said["slots"][:2]}),  # slot removed
        with_stranger.to_bytes(),  # slot added
        resummed(said | {"slots": swapped}),  # seals exchanged
        resummed(said | {"macs": other_mac}),
        resummed(said | {"epochs": bad_lasting}),
        resummed(said | {"slots": relabelled}),  # another person's label
        resummed(said | {"slots": said["slots"][::-1]}),  # order
    ]
    for data in changed:
        file = parse_key_file(data)
        slot = next(one for one in file.slots if one.label == "Sam Example")
        with pytest.raises(VaultRefused, match="changed outside"):
            open_ring(file, slot, PASSPHRASE, maker.settings)
    assert opened(maker, ring.file, PASSPHRASE).masters


def test_an_older_epoch_cannot_be_put_back(maker: SlotMaker, ring: KeyRing) -> None:
    after = keep_epoch(begin_rotation(ring, maker), maker, 2)
    said, old = json.loads(after.file.to_bytes()), json.loads(ring.file.to_bytes())
    slots = [
        new | {"seals": {"2": before["seals"]["1"]}} for new, before in zip(said["slots"], old["slots"], strict=True)
    ]
    file = parse_key_file(resummed(said | {"slots": slots}))
    with pytest.raises(VaultRefused, match="changed outside"):
        open_ring(file, file.workers[0], PASSPHRASE, maker.settings)


def test_another_vaults_id_does_not_open(maker: SlotMaker, ring: KeyRing) -> None:
    file = replace(ring.file, vault_id=uuid.uuid4())
    with pytest.raises(WrongSecret):
        open_ring(file, file.workers[0], PASSPHRASE, maker.settings)


def test_which_slots_a_passphrase_is_tried_on(maker: SlotMaker, ring: KeyRing) -> None:
    for name in ("Kit Example", "Ash Example"):
        ring.file = add_worker(ring, maker, uuid.uuid4(), name, OTHER)
    assert len(slots_to_try(ring.file, None)) == 3
    assert [slot.label for slot in slots_to_try(ring.file, " kit  EXAMPLE ")] == ["Kit Example"]
    assert slots_to_try(ring.file, "Nobody") == ()
    ring.file = add_worker(ring, maker, uuid.uuid4(), "Bo Example", OTHER)
    with pytest.raises(WrongSecret, match="Type your name"):
        slots_to_try(ring.file, "")
