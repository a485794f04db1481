"""What is asked of a database before it counts: every page, every index, every parent, and how many rows."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from linkdesk.record.errors import DiskFull
from linkdesk.vault.cipher import driver

SPARE = 16 * 1024 * 1024
"""Bytes that stay free beside what is to be written."""


def thorough_faults(raw: Any) -> list[str]:
    """Return what is wrong with an open database connection; an empty list means sound.

    Runs SQLCipher's check of every page's MAC, SQLite's integrity check and its check of foreign keys.
    """
    try:
        faults = [str(row[0]) for row in raw.execute("PRAGMA cipher_integrity_check").fetchall()]
        if faults:
            return faults
        faults += [str(row[0]) for row in raw.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        faults += [f"a row of {row[0]} has no parent" for row in raw.execute("PRAGMA foreign_key_check").fetchall()]
    except driver().DatabaseError as error:
        return [f"the file cannot be read to its end: {error}"]
    return faults


def row_counts(raw: Any) -> dict[str, int]:
    """Return how many rows each table of ours has, by name."""
    names = [
        str(row[0])
        for row in raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    counts = {}
    for name in names:
        quoted = name.replace('"', '""')
        counts[name] = int(raw.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])  # noqa: S608 - quoted name
    return counts


def audit_head(raw: Any) -> tuple[int, str]:
    """Return number and code of the last audit entry; 0 and an empty text without one."""
    row = raw.execute("SELECT seq, mac FROM audit_entry ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(row[0]), bytes(row[1]).hex()) if row else (0, "")


def require_room(folder: Path, size: int) -> None:
    """Refuse before anything is written when `size` bytes do not fit. Raises DiskFull."""
    free = shutil.disk_usage(folder).free
    if free < size + SPARE:
        need = (size + SPARE - free) // (1024 * 1024) + 1
        raise DiskFull(f"There is not enough room there. Nothing was changed. Free {need} MB, then try again.")
