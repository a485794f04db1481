"""What making and restoring a backup share: copying, reading back, proving, and plain words for a bad stick."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from linkdesk.record.errors import Busy
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import LinkDeskError
from linkdesk.settings import Settings
from linkdesk.vault.atomic import FULL
from linkdesk.vault.atomic import create_private
from linkdesk.vault.atomic import sync_file
from linkdesk.vault.backup.manifest import FileFacts
from linkdesk.vault.backup.manifest import Manifest
from linkdesk.vault.cipher import driver
from linkdesk.vault.inspection import audit_head
from linkdesk.vault.inspection import row_counts
from linkdesk.vault.inspection import thorough_faults
from linkdesk.vault.opening import store_access
from linkdesk.web.display import count

CHUNK = 1024 * 1024


class BackupFailed(LinkDeskError):  # noqa: N818 - the name is the sentence's subject
    """The backup could not be written. Older backups and the vault are unchanged. Check the stick, then try again."""

    status = HTTPStatus.CONFLICT


@dataclass(frozen=True)
class BackupReport:
    """What was made or checked: the folder, when it was made (UTC), its size in bytes, its rows."""

    folder: Path
    made_at: datetime
    size: int
    rows: int
    sentence: str


def report_of(folder: Path, manifest: Manifest, done: str) -> BackupReport:
    """Return the report on a backup, with the sentence for the worker."""
    total = sum(manifest.rows.values())
    made = manifest.made_at.astimezone()
    return BackupReport(
        folder=folder,
        made_at=manifest.made_at,
        size=sum(facts.size for facts in manifest.files.values()),
        rows=total,
        sentence=f"{done}: {folder.name}, made on {made:%d %B %Y at %H:%M}, opened and checked, {count(total, 'row')}.",
    )


def file_facts(path: Path) -> FileFacts:
    """Return size and SHA-256 of a file, read from the medium and not from memory where the system allows."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        _forget_cache(stream)
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return FileFacts(size, digest.hexdigest())


def _forget_cache(stream: BinaryIO) -> None:
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file through to the medium; the target must not exist."""
    with source.open("rb") as reader, create_private(target) as writer:
        while chunk := reader.read(CHUNK):
            writer.write(chunk)
        writer.flush()
        sync_file(writer.fileno())


def prove(database: Path, key: bytes, settings: Settings, rows: dict[str, int], head: tuple[int, str]) -> list[str]:
    """Return what is wrong with a database that should hold these rows and end its audit with this entry."""
    raw = store_access(database, lambda: key, settings.store).connect()
    try:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        faults = thorough_faults(raw)
        if not faults and row_counts(raw) != rows:
            faults.append("the number of rows is another")
        if not faults and audit_head(raw) != head:
            faults.append("the last audit entry is another")
    finally:
        raw.close()
    return faults


@contextmanager
def plain_refusals() -> Iterator[None]:
    """Turn what the system says of a bad or missing stick into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull("There is not enough room there. Older backups are unchanged. Free some space.") from error
        raise BackupFailed from error
    except driver().DatabaseError as error:
        if "locked" in str(error):
            raise Busy from error
        raise BackupFailed(
            "A part of the vault could not be read. Older backups are unchanged; keep them, and ask IT for help."
        ) from error
