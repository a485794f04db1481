"""Files that are there whole or not at all: temp, fsync, replace, fsync the folder."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
from pathlib import Path
from typing import BinaryIO

from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import RuleBroken
from linkdesk.record.errors import VaultRefused

LEFTOVER = ".*.new"
"""How an unfinished file is called; nothing in it was ever acknowledged."""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What a full disk, a full share and a file limit say."""

_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP)


def private_folder(folder: Path) -> Path:
    """Make `folder` if it is missing, readable by its owner only, and return it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if sys.platform != "win32":
        folder.chmod(0o700)
    return folder


def write_atomic(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a crash leaves the old file or the new one, never a mixture.

    Raises:
        DiskFull: there is no room; the old file is as it was.
    """
    temp = path.with_name(f".{path.name}.{secrets.token_hex(6)}.new")
    try:
        _write_synced(temp, data)
        temp.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)
        if error.errno in FULL:
            raise DiskFull(
                "The disk is full, so this was not saved. What was there before is unchanged. "
                "Free some space, then try again."
            ) from error
        raise


def write_new(path: Path, data: bytes) -> None:
    """Write a file that a person asked for, whole or not at all; one of the same name is not overwritten.

    Raises:
        RuleBroken: there is such a file, no such folder, or it may not be written.
        DiskFull: there is no room.
    """
    if path.exists():
        raise RuleBroken(f"There is a file {path} already. It was left as it is. Choose another name.")
    try:
        write_atomic(path, data)
    except OSError as error:
        raise RuleBroken(f"The file {path} cannot be written there. Nothing was changed. Choose another.") from error


def create_private(path: Path) -> BinaryIO:
    """Return a new, empty file that only its owner may read; FileExistsError if there is one."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def _write_synced(path: Path, data: bytes) -> None:
    """Write a new file, private to its owner, through to the drive."""
    with create_private(path) as stream:
        stream.write(data)
        stream.flush()
        sync_file(stream.fileno())


def sync_file(descriptor: int) -> None:
    """Push a file through to the drive; on macOS past the drive's own cache too."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Push the names in a folder through to the drive, where the system can."""
    if sys.platform == "win32":
        return  # Windows cannot open a folder for this; NTFS journals its names
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:  # some sticks' file systems know no such thing
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def read_bounded(path: Path, most: int) -> bytes:
    """Return the bytes of a file that must not hold more than `most` of them.

    Raises:
        VaultRefused: it is larger than such a file can be.
        FileNotFoundError: it is not there.
    """
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise VaultRefused(
            f"The file {path.name} is far too large to be real. It was left untouched. Restore from a backup."
        )
    return data


def sweep_leftovers(folder: Path) -> None:
    """Remove unfinished files that a crash left in `folder`."""
    for path in folder.glob(LEFTOVER):
        path.unlink(missing_ok=True)
