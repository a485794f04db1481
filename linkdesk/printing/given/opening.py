"""A print for another program: a private folder that is wiped at the lock, at the exit and at the next start."""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import stat
from typing import TYPE_CHECKING

from linkdesk.record.errors import FileRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OPEN_FILE = "open_file"
"""The extension that shows a file in the system's own program for it; there is one only beside a window."""
_log = logging.getLogger(__name__)


def put(folder: Path, name: str, content: bytes) -> Path:
    """Write a print into the private folder, under a folder of its own, for its owner alone.

    Raises:
        FileRefused: it cannot be written there.
    """
    try:
        if folder.is_symlink():
            folder.unlink()
        for each in (folder, folder / secrets.token_hex(8)):
            each.mkdir(mode=stat.S_IRWXU, exist_ok=True)
            each.chmod(stat.S_IRWXU)
        path = each / name
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as refused:
        wipe(folder)
        raise FileRefused("The print could not be opened. Nothing was left behind. Save it instead.") from refused
    return path


def wipe(folder: Path) -> bool:
    """Delete the private folder with all that is in it; tell whether nothing is left.

    Windows keeps a file that a program still shows. It is deleted at the next lock, at the exit or at the next start,
    so nothing is raised: a lock must go on to its end.
    """
    if folder.is_symlink():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)  # what stays is looked at in the next line
    if folder.exists():
        _log.warning("What another program shows could not be deleted yet; it is tried again")
        return False
    return True


def show(folder: Path, name: str, content: bytes, opener: Callable[[Path], bool]) -> None:
    """Show a print in another program.

    Raises:
        FileRefused: it cannot be written, or no program shows such files; nothing is left behind.
    """
    path = put(folder, name, content)
    if not opener(path):
        shutil.rmtree(path.parent)
        raise FileRefused("No program on this computer shows such a file. Nothing was left behind. Save it instead.")
