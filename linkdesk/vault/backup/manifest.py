"""What a backup says of itself: sizes, digests, row counts, the end of the audit; no client data, and a MAC."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from linkdesk.record.errors import FileRefused
from linkdesk.vault.intake import read_json
from linkdesk.vault.keys.boxes import canonical

MANIFEST = "manifest.json"
DATABASE = "vault.db"
KEYS = "vault.keys"
VERSION = 1
MOST_BYTES = 64 * 1024
MOST_DEPTH = 4


class BackupRefused(FileRefused):
    """This backup is damaged, cut short or was changed. Nothing was restored from it. Choose another backup."""


@dataclass(frozen=True)
class FileFacts:
    """Size in bytes and SHA-256 (hex) of one file."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """One backup. `schema` is the revision of the database, `rows` its rows by table."""

    made_at: datetime
    app: str
    schema: str
    vault_id: UUID
    files: Mapping[str, FileFacts]
    rows: Mapping[str, int]
    audit_seq: int
    audit_mac: str
    mac: str = ""

    def to_bytes(self, key: bytes) -> bytes:
        """Return the manifest as it is written, with a MAC under the vault's backup key."""
        return canonical(self._body() | {"mac": self._mac(key)})

    def spelt(self) -> bytes:
        """Return the manifest as it was read, with the MAC it came with."""
        return canonical(self._body() | {"mac": self.mac})

    def is_genuine(self, key: bytes) -> bool:
        """Say whether the MAC was made with this vault's backup key over exactly these words."""
        return hmac.compare_digest(self._mac(key), self.mac)

    def _mac(self, key: bytes) -> str:
        return hmac.digest(key, canonical(self._body()), "sha256").hex()

    def _body(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "made_at": self.made_at.isoformat(),
            "app": self.app,
            "schema": self.schema,
            "vault": str(self.vault_id),
            "files": {name: {"size": facts.size, "sha256": facts.sha256} for name, facts in self.files.items()},
            "rows": dict(self.rows),
            "audit": {"seq": self.audit_seq, "mac": self.audit_mac},
        }


def read_manifest(backup: Path) -> Manifest:
    """Return the manifest in a backup folder.

    Raises:
        FileRefused: there is none.
        BackupRefused: it is damaged, or a newer LinkDesk wrote it.
    """
    if not (backup / MANIFEST).is_file():
        raise FileRefused(f"There is no LinkDesk backup in {backup}. Nothing was changed. Choose another folder.")
    try:
        said = read_json(backup / MANIFEST, MOST_BYTES, MOST_DEPTH)
        _refuse_newer(said["v"])
        manifest = _from_json(said)
        _refuse_other_spelling(manifest, said)
    except BackupRefused:
        raise
    except (FileRefused, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BackupRefused from error
    return manifest


def _refuse_newer(said: Any) -> None:
    if said != VERSION:
        raise BackupRefused("A newer LinkDesk made this backup. Nothing was restored. Update LinkDesk here first.")


def _refuse_other_spelling(manifest: Manifest, said: Any) -> None:
    """Refuse words that mean the same and were not written by us, such as a capital in an id: a bit was changed."""
    if json.loads(manifest.spelt()) != said:
        raise BackupRefused


def _from_json(said: dict[str, Any]) -> Manifest:
    files = {str(name): FileFacts(_count(one["size"]), str(one["sha256"])) for name, one in said["files"].items()}
    made_at = datetime.fromisoformat(said["made_at"])
    if set(files) != {DATABASE, KEYS} or made_at.tzinfo is None:
        raise ValueError("not our files")
    return Manifest(
        made_at=made_at,
        app=str(said["app"]),
        schema=str(said["schema"]),
        vault_id=UUID(said["vault"]),
        files=files,
        rows={str(name): _count(number) for name, number in said["rows"].items()},
        audit_seq=_count(said["audit"]["seq"]),
        audit_mac=str(said["audit"]["mac"]),
        mac=str(said["mac"]),
    )


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("no count")
    return value
