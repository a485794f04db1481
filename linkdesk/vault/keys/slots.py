"""One slot: a person's key pair, its private half wrapped under that person's passphrase or the recovery key."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from linkdesk.record.clock import Clock
from linkdesk.record.errors import VaultRefused
from linkdesk.record.errors import WrongSecret
from linkdesk.settings import KDF_CEILING
from linkdesk.settings import KDF_FLOOR
from linkdesk.settings import KdfCost
from linkdesk.settings import Settings
from linkdesk.vault.keys.boxes import KEY_BYTES
from linkdesk.vault.keys.boxes import NONCE_BYTES
from linkdesk.vault.keys.boxes import SEALED_BYTES
from linkdesk.vault.keys.boxes import TAG_BYTES
from linkdesk.vault.keys.boxes import InvalidTag
from linkdesk.vault.keys.boxes import canonical
from linkdesk.vault.keys.boxes import decode
from linkdesk.vault.keys.boxes import derive
from linkdesk.vault.keys.boxes import encode
from linkdesk.vault.keys.boxes import lock_box
from linkdesk.vault.keys.boxes import open_box
from linkdesk.vault.keys.boxes import seal
from linkdesk.vault.keys.boxes import unseal
from linkdesk.vault.keys.recovery import RecoveryKey

SALT_BYTES = 16
MOST_LABEL = 200
TESTING_FLOOR = KdfCost(memory_kib=8, passes=1, lanes=1)


class SlotKind(StrEnum):
    """Who holds the secret of a slot."""

    WORKER = "worker"
    RECOVERY = "recovery"


@dataclass(frozen=True)
class Slot:
    """What the key file holds for one person; nothing in it is secret.

    Attributes:
        cost: Argon2id cost of a worker's slot; None for the recovery key, which is random.
        public: X25519 public key; whoever holds a master key can seal it to this.
        wrapped: the private key under AES-256-GCM.
        seals: the master key of each epoch, sealed to `public`.
    """

    id: UUID
    kind: SlotKind
    label: str
    worker_id: UUID | None
    cost: KdfCost | None
    salt: bytes
    public: bytes
    nonce: bytes
    wrapped: bytes
    seals: Mapping[int, bytes]


def kdf_floor(settings: Settings) -> KdfCost:
    """Return the weakest cost that is opened or written; tests may ask for less."""
    return TESTING_FLOOR if settings.testing else KDF_FLOOR


def check_cost(cost: KdfCost, floor: KdfCost) -> None:
    """Refuse a cost outside the bounds before any memory is taken for it."""
    values = ("memory_kib", "passes", "lanes")
    if any(getattr(cost, name) < getattr(floor, name) for name in values):
        raise VaultRefused(
            "The key file asks for weaker protection than LinkDesk allows. It was left untouched. "
            "Restore from a backup."
        )
    if any(getattr(cost, name) > getattr(KDF_CEILING, name) for name in values):
        raise VaultRefused(
            "The key file asks for more memory or time than can be right. It was left untouched. Restore from a backup."
        )


def is_weaker(cost: KdfCost | None, wanted: KdfCost) -> bool:
    """Say whether a slot was wrapped at a lower cost (memory times passes) than is wanted now."""
    return cost is not None and cost.memory_kib * cost.passes < wanted.memory_kib * wanted.passes


def stretch(passphrase: str, salt: bytes, cost: KdfCost, floor: KdfCost) -> bytes:
    """Return 32 bytes by Argon2id (RFC 9106); spelling and spaces are evened out first."""
    from argon2.low_level import Type
    from argon2.low_level import hash_secret_raw

    check_cost(cost, floor)
    evened = " ".join(unicodedata.normalize("NFKC", passphrase).split())
    return hash_secret_raw(
        secret=evened.encode(),
        salt=salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


@dataclass(frozen=True)
class SlotMaker:
    """Makes slots of one vault, with this clock's randomness and these settings' costs."""

    vault_id: UUID
    clock: Clock
    settings: Settings

    def worker(self, worker_id: UUID, label: str, passphrase: str) -> Slot:
        """Return a slot with a new key pair for a worker; no master key is sealed to it yet."""
        return self._new(SlotKind.WORKER, label, worker_id, passphrase)

    def recovery(self, key: RecoveryKey) -> Slot:
        """Return the slot of the recovery key."""
        return self._new(SlotKind.RECOVERY, "Recovery key", None, key)

    def rewrap(self, slot: Slot, private: X25519PrivateKey, secret: str | RecoveryKey) -> Slot:
        """Return `slot` with the same key pair under another secret; the seals stay as they are."""
        cost = self.settings.kdf if isinstance(secret, str) else None
        bare = replace(slot, cost=cost, salt=self.clock.random(SALT_BYTES), nonce=self.clock.random(NONCE_BYTES))
        key = _wrapping_key(bare, secret, kdf_floor(self.settings))
        wrapped = lock_box(key, bare.nonce, private.private_bytes_raw(), _bound(self.vault_id, bare))
        return replace(bare, wrapped=wrapped)

    def sealed_for(self, slot: Slot, masters: Mapping[int, bytes | bytearray]) -> Slot:
        """Return `slot` holding exactly these master keys, by epoch."""
        seals = {
            epoch: seal(
                slot.public,
                bytes(master),
                seal_bound(self.vault_id, epoch, slot.id),
                self.clock.random(KEY_BYTES),
            )
            for epoch, master in masters.items()
        }
        return replace(slot, seals=seals)

    def _new(self, kind: SlotKind, label: str, worker_id: UUID | None, secret: str | RecoveryKey) -> Slot:
        private = X25519PrivateKey.from_private_bytes(self.clock.random(KEY_BYTES))
        bare = Slot(
            id=self.clock.new_id(),
            kind=kind,
            label=label.strip()[:MOST_LABEL],
            worker_id=worker_id,
            cost=None,
            salt=b"",
            public=private.public_key().public_bytes_raw(),
            nonce=b"",
            wrapped=b"",
            seals={},
        )
        return self.rewrap(bare, private, secret)


def open_private(vault_id: UUID, slot: Slot, secret: str | RecoveryKey, settings: Settings) -> X25519PrivateKey:
    """Return the private key of a slot.

    Raises:
        WrongSecret: the passphrase or recovery key is another, or the slot was changed.
        VaultRefused: the slot asks for a cost outside the bounds.
    """
    key = _wrapping_key(slot, secret, kdf_floor(settings))
    try:
        raw = open_box(key, slot.nonce, slot.wrapped, _bound(vault_id, slot))
    except InvalidTag as error:
        raise WrongSecret from error
    return X25519PrivateKey.from_private_bytes(raw)


def open_seals(vault_id: UUID, slot: Slot, private: X25519PrivateKey) -> dict[int, bytearray]:
    """Return the master keys sealed to a slot, by epoch; `InvalidTag` if one was moved or changed."""
    return {
        epoch: bytearray(unseal(private, sealed, seal_bound(vault_id, epoch, slot.id)))
        for epoch, sealed in slot.seals.items()
    }


def seal_bound(vault_id: UUID, epoch: int, slot_id: UUID) -> bytes:
    """Return what ties a seal to its vault, epoch and slot."""
    return canonical(["seal", str(vault_id), epoch, str(slot_id)])


def _bound(vault_id: UUID, slot: Slot) -> bytes:
    """Return what ties a wrapped key to everything else that its slot says."""
    said = slot_to_json(slot)
    return canonical(["slot", str(vault_id), {name: said[name] for name in _BOUND}])


_BOUND = ("id", "kind", "label", "worker", "kdf", "public")


def _wrapping_key(slot: Slot, secret: str | RecoveryKey, floor: KdfCost) -> bytes:
    if isinstance(secret, RecoveryKey):
        return derive(secret.secret, "recovery", salt=slot.salt)
    if slot.cost is None:
        raise WrongSecret
    return derive(stretch(secret, slot.salt, slot.cost, floor), "passphrase", salt=slot.salt)


def slot_to_json(slot: Slot) -> dict[str, Any]:
    """Return a slot as the key file spells it."""
    kdf: dict[str, Any] = {"alg": "hkdf-sha256", "salt": encode(slot.salt)}
    if slot.cost is not None:
        cost = {"m": slot.cost.memory_kib, "t": slot.cost.passes, "p": slot.cost.lanes}
        kdf = {"alg": "argon2id", "salt": encode(slot.salt), **cost}
    return {
        "id": str(slot.id),
        "kind": slot.kind.value,
        "label": slot.label,
        "worker": str(slot.worker_id) if slot.worker_id else None,
        "kdf": kdf,
        "public": encode(slot.public),
        "nonce": encode(slot.nonce),
        "wrapped": encode(slot.wrapped),
        "seals": {str(epoch): encode(sealed) for epoch, sealed in slot.seals.items()},
    }


def slot_from_json(said: Any) -> Slot:
    """Return the slot that a key file spells; KeyError, TypeError or ValueError if it is damaged."""
    kind = SlotKind(said["kind"])
    worker = said["worker"]
    label = said["label"]
    if not isinstance(label, str) or len(label) > MOST_LABEL or (worker is None) != (kind is SlotKind.RECOVERY):
        raise ValueError("slot without its person")
    return Slot(
        id=UUID(said["id"]),
        kind=kind,
        label=label,
        worker_id=UUID(worker) if worker else None,
        cost=_cost_from_json(kind, said["kdf"]),
        salt=decode(said["kdf"]["salt"], SALT_BYTES),
        public=decode(said["public"], KEY_BYTES),
        nonce=decode(said["nonce"], NONCE_BYTES),
        wrapped=decode(said["wrapped"], KEY_BYTES + TAG_BYTES),
        seals={_number(epoch): decode(text, SEALED_BYTES) for epoch, text in said["seals"].items()},
    )


def _cost_from_json(kind: SlotKind, said: Any) -> KdfCost | None:
    expected = "argon2id" if kind is SlotKind.WORKER else "hkdf-sha256"
    if said["alg"] != expected:
        raise ValueError("unknown way to stretch")
    if kind is SlotKind.RECOVERY:
        return None
    values = [said["m"], said["t"], said["p"]]
    if not all(type(value) is int for value in values):
        raise ValueError("cost is no number")
    return KdfCost(*values)


def _number(text: str) -> int:
    if str(int(text)) != text or int(text) < 1:
        raise ValueError("epoch is no number")
    return int(text)
