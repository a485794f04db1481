"""The opened keys: the master key of each epoch, the lasting key, and what an unlocked vault may do with them."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from linkdesk.record.clock import Clock
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import VaultLocked
from linkdesk.record.errors import VaultRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.settings import Settings
from linkdesk.vault.keys.boxes import KEY_BYTES
from linkdesk.vault.keys.boxes import NONCE_BYTES
from linkdesk.vault.keys.boxes import InvalidTag
from linkdesk.vault.keys.boxes import canonical
from linkdesk.vault.keys.boxes import derive
from linkdesk.vault.keys.boxes import lock_box
from linkdesk.vault.keys.boxes import open_box
from linkdesk.vault.keys.keyfile import Epoch
from linkdesk.vault.keys.keyfile import KeyFile
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.keys.slots import Slot
from linkdesk.vault.keys.slots import SlotKind
from linkdesk.vault.keys.slots import SlotMaker
from linkdesk.vault.keys.slots import open_private
from linkdesk.vault.keys.slots import open_seals

EPOCH_LABELS = frozenset({"database", "backup", "header"})
"""Change with each rotation: who left cannot open what is written afterwards."""

LASTING_LABELS = frozenset({"audit", "drafts"})
"""Outlive rotations: the chain of the audit must stay checkable over years; its rows lie in the database."""


@dataclass
class KeyRing:
    """The keys of an open vault. `wipe()` overwrites them; Python may still have made copies."""

    file: KeyFile
    slot_id: UUID
    masters: dict[int, bytearray] = field(repr=False)
    lasting: bytearray = field(repr=False)

    @property
    def slot(self) -> Slot:
        """Return the slot that opened the vault."""
        return next(slot for slot in self.file.slots if slot.id == self.slot_id)

    @property
    def newest(self) -> int:
        """Return the number of the newest epoch."""
        return max(self.masters, default=0)

    def subkey(self, label: str, epoch: int | None = None) -> bytes:
        """Return the 32 bytes of one purpose; ValueError for a purpose that is not on the list."""
        if not self.masters:
            raise VaultLocked
        if label in LASTING_LABELS:
            return derive(self.lasting, label)
        if label not in EPOCH_LABELS:
            raise ValueError(f"There is no key for {label!r}.")
        return derive(self.masters[epoch or self.newest], label)

    def wipe(self) -> None:
        """Overwrite the key bytes and forget them."""
        for secret in (*self.masters.values(), self.lasting):
            secret[:] = bytes(len(secret))
        self.masters.clear()


def create_ring(maker: SlotMaker, worker: Slot, recovery: Slot) -> KeyRing:
    """Return the ring of a new vault with one worker and the recovery key."""
    masters = {1: bytearray(maker.clock.random(KEY_BYTES))}
    lasting = bytearray(maker.clock.random(KEY_BYTES))
    bare = KeyFile(maker.vault_id, (), (worker, recovery))
    file = _signed(maker, bare, masters, lasting, reseal=True)
    return KeyRing(file, worker.id, masters, lasting)


def open_ring(file: KeyFile, slot: Slot, secret: str | RecoveryKey, settings: Settings) -> KeyRing:
    """Open one slot and prove the whole key file with what is inside.

    Raises:
        WrongSecret: the secret does not open this slot.
        VaultRefused: the secret is right, but the file was changed by someone else.
    """
    private = open_private(file.vault_id, slot, secret, settings)
    return ring_from_private(file, slot, private)


def ring_from_private(file: KeyFile, slot: Slot, private: X25519PrivateKey) -> KeyRing:
    """Open the seals of a slot and prove the MAC of every epoch."""
    tampered = VaultRefused(
        "The key file was changed outside LinkDesk. It was left untouched. Restore it from a backup."
    )
    try:
        masters = open_seals(file.vault_id, slot, private)
        kept = [_open_lasting(file.vault_id, epoch, masters[epoch.number]) for epoch in file.epochs]
    except (InvalidTag, KeyError) as error:
        raise tampered from error
    body = file.body()
    good = [hmac.compare_digest(_mac(masters[epoch.number], epoch.number, body), epoch.mac) for epoch in file.epochs]
    if not all(good) or any(one != kept[0] for one in kept):
        raise tampered
    return KeyRing(file, slot.id, masters, bytearray(kept[0]))


def add_worker(ring: KeyRing, maker: SlotMaker, worker_id: UUID, label: str, passphrase: str) -> KeyFile:
    """Return the key file with a slot for another worker; nobody else need be there."""
    if any(slot.worker_id == worker_id for slot in ring.file.slots):
        raise RuleBroken("That worker can already unlock this vault. Nothing was changed.")
    slot = maker.worker(worker_id, label, passphrase)
    return _with_slots(ring, maker, (*ring.file.slots, maker.sealed_for(slot, ring.masters)))


def remove_worker(ring: KeyRing, maker: SlotMaker, worker_id: UUID) -> KeyFile:
    """Return the key file without a worker's slot; rotate afterwards, for old copies of the file live on."""
    rest = tuple(slot for slot in ring.file.slots if slot.worker_id != worker_id)
    if len(rest) == len(ring.file.slots):
        raise RuleBroken("That worker has no key to this vault. Nothing was changed.")
    if not any(slot.kind is SlotKind.WORKER for slot in rest):
        raise RuleBroken("Someone must be left who can unlock the vault. Nothing was changed.")
    return _with_slots(ring, maker, rest)


def reset_worker(ring: KeyRing, maker: SlotMaker, worker_id: UUID, passphrase: str) -> KeyFile:
    """Return the key file with a new key pair and passphrase for a worker who forgot theirs."""
    old = next((slot for slot in ring.file.slots if slot.worker_id == worker_id), None)
    if old is None:
        raise RuleBroken("That worker has no key to this vault. Nothing was changed.")
    fresh = maker.worker(worker_id, old.label, passphrase)
    return _swap(ring, maker, old, maker.sealed_for(fresh, ring.masters))


def replace_recovery(ring: KeyRing, maker: SlotMaker, key: RecoveryKey) -> KeyFile:
    """Return the key file with another recovery key; the old one no longer opens it."""
    fresh = maker.sealed_for(maker.recovery(key), ring.masters)
    rest = tuple(slot for slot in ring.file.slots if slot.kind is not SlotKind.RECOVERY)
    return _with_slots(ring, maker, (*rest, fresh))


def change_passphrase(ring: KeyRing, maker: SlotMaker, slot: Slot, old: str, new: str) -> KeyFile:
    """Return the key file with one slot wrapped under a new passphrase: same key pair, same seals, same database.

    Raises:
        WrongSecret: the old passphrase is another.
    """
    private = open_private(ring.file.vault_id, slot, old, maker.settings)
    return _swap(ring, maker, slot, maker.rewrap(slot, private, new))


def begin_rotation(ring: KeyRing, maker: SlotMaker) -> KeyRing:
    """Return a ring with one epoch more, sealed to every slot; the old one stays until the database has changed."""
    if len(ring.masters) > 1:
        raise RuleBroken("The last change of the key is not finished. Lock and unlock once, then try again.")
    masters = ring.masters | {ring.newest + 1: bytearray(maker.clock.random(KEY_BYTES))}
    file = _signed(maker, ring.file, masters, ring.lasting, reseal=True)
    return KeyRing(file, ring.slot_id, masters, ring.lasting)


def keep_epoch(ring: KeyRing, maker: SlotMaker, epoch: int) -> KeyRing:
    """Return a ring with this epoch alone: the new one when a rotation succeeded, the old one when it did not."""
    masters = {epoch: ring.masters[epoch]}
    slots = tuple(replace(slot, seals={epoch: slot.seals[epoch]}) for slot in ring.file.slots)
    kept = replace(ring.file, slots=slots)
    return KeyRing(_signed(maker, kept, masters, ring.lasting), ring.slot_id, masters, ring.lasting)


def slots_to_try(file: KeyFile, worker_name: str | None, most: int = 3) -> tuple[Slot, ...]:
    """Return the worker slots that a passphrase may belong to: those named so, or all of at most `most`.

    Raises:
        WrongSecret: there are more, and no name was given.
    """
    named = " ".join((worker_name or "").split()).casefold()
    if not named:
        if len(file.workers) > most:
            raise WrongSecret("Several people use this vault. Nothing was changed. Type your name too.")
        return file.workers
    return tuple(slot for slot in file.workers if slot.label.casefold() == named)


def _swap(ring: KeyRing, maker: SlotMaker, old: Slot, new: Slot) -> KeyFile:
    return _with_slots(ring, maker, tuple(new if slot.id == old.id else slot for slot in ring.file.slots))


def _with_slots(ring: KeyRing, maker: SlotMaker, slots: tuple[Slot, ...]) -> KeyFile:
    return _signed(maker, replace(ring.file, slots=slots), ring.masters, ring.lasting)


def _signed(
    maker: SlotMaker,
    file: KeyFile,
    masters: Mapping[int, bytearray],
    lasting: bytearray,
    *,
    reseal: bool = False,
) -> KeyFile:
    """Return `file` with the lasting key under every epoch and every epoch's MAC over the whole."""
    if reseal:
        file = replace(file, slots=tuple(maker.sealed_for(slot, masters) for slot in file.slots))
    numbers = sorted(masters)
    bare = [_epoch(file.vault_id, number, masters[number], lasting, maker.clock) for number in numbers]
    file = replace(file, epochs=tuple(bare))
    body = file.body()
    done = (replace(epoch, mac=_mac(masters[epoch.number], epoch.number, body)) for epoch in bare)
    return replace(file, epochs=tuple(done))


def _epoch(vault_id: UUID, number: int, master: bytearray, lasting: bytearray, clock: Clock) -> Epoch:
    nonce = clock.random(NONCE_BYTES)
    box = lock_box(derive(master, "lasting"), nonce, bytes(lasting), _lasting_bound(vault_id, number))
    return Epoch(number, nonce, box)


def _open_lasting(vault_id: UUID, epoch: Epoch, master: bytearray) -> bytes:
    bound = _lasting_bound(vault_id, epoch.number)
    return open_box(derive(master, "lasting"), epoch.nonce, epoch.lasting, bound)


def _lasting_bound(vault_id: UUID, number: int) -> bytes:
    return canonical(["lasting", str(vault_id), number])


def _mac(master: bytearray, number: int, body: bytes) -> bytes:
    return hmac.digest(derive(master, "header"), str(number).encode() + b"|" + body, "sha256")
