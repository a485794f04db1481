"""Memory sticks and other disks that are plugged in now, to spare the worker the typing of a path."""

from __future__ import annotations

import os
import string
import sys
from pathlib import Path

MOST = 8


def sticks() -> tuple[Path, ...]:
    """Return the folders of removable disks that can be written, at most eight, in order."""
    found = sorted({path for root in _roots() for path in _below(root)} | set(_drives()))
    return tuple(path for path in found if os.access(path, os.W_OK))[:MOST]


def _roots() -> tuple[Path, ...]:
    if sys.platform == "win32":
        return ()
    if sys.platform == "darwin":
        return (Path("/Volumes"),)
    user = Path.home().name
    return (Path("/media") / user, Path("/run/media") / user)


def _drives() -> tuple[Path, ...]:
    """Return the drives after C: that are there, on Windows."""
    letters = string.ascii_uppercase[3:] if sys.platform == "win32" else ""
    return tuple(Path(f"{letter}:\\") for letter in letters if Path(f"{letter}:\\").exists())


def _below(root: Path) -> list[Path]:
    try:
        return [path for path in root.iterdir() if path.is_dir() and not path.is_symlink()]
    except OSError:  # nothing was ever mounted there, or it is another person's
        return []
