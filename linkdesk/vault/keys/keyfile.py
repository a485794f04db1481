"""The key file: which slots there are, which epochs of the master key, and a MAC over all of it; two copies."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import VaultRefused
from linkdesk.vault.atomic import read_bounded
from linkdesk.vault.atomic import write_atomic
from linkdesk.vault.intake import parse_json
from linkdesk.vault.keys.boxes import KEY_BYTES
from linkdesk.vault.keys.boxes import NONCE_BYTES
from linkdesk.vault.keys.boxes import TAG_BYTES
from linkdesk.vault.keys.boxes import canonical
from linkdesk.vault.keys.boxes import decode
from linkdesk.vault.keys.boxes import encode
from linkdesk.vault.keys.slots import Slot
from linkdesk.vault.keys.slots import SlotKind
from linkdesk.vault.keys.slots import slot_from_json
from linkdesk.vault.keys.slots import slot_to_json

VERSION = 1
MOST_BYTES = 256 * 1024
MOST_SLOTS = 100
MOST_EPOCHS = 2
MOST_DEPTH = 8
COPY_SUFFIX = ".copy"


class KeyFileDamaged(VaultRefused):
    """The key file is damaged. It was left untouched. Restore it from a backup."""


@dataclass(frozen=True)
class Epoch:
    """One master key's life: the lasting key under it, and its MAC over the whole file."""

    number: int
    nonce: bytes
    lasting: bytes
    mac: bytes = b""


@dataclass(frozen=True)
class KeyFile:
    """Everything in `vault.keys`; nothing in it is secret."""

    vault_id: UUID
    epochs: tuple[Epoch, ...]
    slots: tuple[Slot, ...]

    @property
    def workers(self) -> tuple[Slot, ...]:
        """Return the slots of people, in the order they were added."""
        return tuple(slot for slot in self.slots if slot.kind is SlotKind.WORKER)

    @property
    def recovery(self) -> Slot | None:
        """Return the slot of the recovery key."""
        return next((slot for slot in self.slots if slot.kind is SlotKind.RECOVERY), None)

    def body(self) -> bytes:
        """Return what the MACs cover: all but the MACs themselves."""
        return canonical(self._body())

    def to_bytes(self) -> bytes:
        """Return the file as it lies on the disk: canonical JSON with a checksum against damage."""
        said = self._body() | {"macs": {str(epoch.number): encode(epoch.mac) for epoch in self.epochs}}
        return canonical(said | {"sum": _checksum(said)})

    def _body(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "vault": str(self.vault_id),
            "epochs": [
                {"n": epoch.number, "nonce": encode(epoch.nonce), "lasting": encode(epoch.lasting)}
                for epoch in self.epochs
            ],
            "slots": [slot_to_json(slot) for slot in self.slots],
        }


def parse_key_file(data: bytes) -> KeyFile:
    """Return the key file that `data` spells.

    Raises:
        KeyFileDamaged: cut, flipped or foreign bytes.
        VaultRefused: a newer LinkDesk wrote it.
    """
    try:
        said = parse_json(data, depth=MOST_DEPTH)
        _refuse_newer(said)
        return _from_json(said)
    except (FileRefused, KeyError, TypeError, ValueError, AttributeError) as error:
        raise KeyFileDamaged from error


def _refuse_newer(said: Any) -> None:
    version = said["v"]
    if type(version) is not int:
        raise ValueError("version is no number")
    if version > VERSION:
        raise VaultRefused("A newer LinkDesk made this vault. It was left untouched. Update LinkDesk on this computer.")


def _from_json(said: dict[str, Any]) -> KeyFile:
    if set(said) != {"v", "vault", "epochs", "slots", "macs", "sum"} or said["v"] != VERSION:
        raise ValueError("not a key file")
    rest = {name: value for name, value in said.items() if name != "sum"}
    if not hmac.compare_digest(_checksum(rest), str(said["sum"])):
        raise ValueError("checksum")
    epochs = tuple(_epoch_from_json(one, said["macs"]) for one in said["epochs"])
    slots = tuple(slot_from_json(one) for one in said["slots"])
    numbers = [epoch.number for epoch in epochs]
    _check_shape(numbers, slots, said["macs"])
    return KeyFile(UUID(said["vault"]), epochs, slots)


def _check_shape(numbers: list[int], slots: tuple[Slot, ...], macs: dict[str, Any]) -> None:
    """Refuse repeated, missing or too many epochs and slots."""
    if not 1 <= len(numbers) <= MOST_EPOCHS or numbers != sorted(set(numbers)) or len(macs) != len(numbers):
        raise ValueError("epochs")
    if not 1 <= len(slots) <= MOST_SLOTS or len({slot.id for slot in slots}) != len(slots):
        raise ValueError("slots")
    if any(sorted(slot.seals) != numbers for slot in slots):
        raise ValueError("seals")


def _epoch_from_json(said: dict[str, Any], macs: dict[str, Any]) -> Epoch:
    number = said["n"]
    if type(number) is not int or number < 1 or set(said) != {"n", "nonce", "lasting"}:
        raise ValueError("epoch")
    return Epoch(
        number=number,
        nonce=decode(said["nonce"], NONCE_BYTES),
        lasting=decode(said["lasting"], KEY_BYTES + TAG_BYTES),
        mac=decode(macs[str(number)], KEY_BYTES),
    )


def _checksum(said: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(said)).hexdigest()


def copy_of(path: Path) -> Path:
    """Return where the second copy of a key file lies."""
    return path.with_name(path.name + COPY_SUFFIX)


def key_file_exists(path: Path) -> bool:
    """Say whether either copy is there."""
    return path.exists() or copy_of(path).exists()


def read_key_file(path: Path) -> KeyFile:
    """Return the key file, from its second copy if the first is missing or damaged.

    Raises:
        VaultRefused: neither copy can be used, or a newer LinkDesk wrote the first; both are left untouched.
    """
    trouble: VaultRefused | None = None
    for candidate in (path, copy_of(path)):
        try:
            return parse_key_file(read_bounded(candidate, MOST_BYTES))
        except FileNotFoundError:
            continue
        except KeyFileDamaged as error:
            trouble = trouble or error
    raise trouble or VaultRefused(
        "The key file is missing, and without it the vault cannot be opened. Nothing was changed. "
        "Restore from a backup."
    )


def write_key_file(path: Path, file: KeyFile) -> None:
    """Write both copies, each whole or not at all; the first decides, so it goes first."""
    data = file.to_bytes()
    if parse_key_file(data) != file:
        raise RuntimeError("a key file that cannot be read back must never be written")
    for target in (path, copy_of(path)):
        write_atomic(target, data)


def mend_copies(path: Path, file: KeyFile) -> bool:
    """Make both copies say what `file`, just proven right by its MAC, says; return whether one was mended."""
    data = file.to_bytes()
    stale = [target for target in (path, copy_of(path)) if _bytes_or_none(target) != data]
    for target in stale:
        write_atomic(target, data)
    return bool(stale)


def _bytes_or_none(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
