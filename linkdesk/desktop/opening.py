"""Showing a file in the program that the system has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from linkdesk.desktop.browser import system_libraries

if TYPE_CHECKING:
    from pathlib import Path


def open_with_system(path: Path) -> bool:
    """Ask the system to show a file; tell whether there is anything that could."""
    if sys.platform == "win32":  # pragma: no cover - Windows only
        os.startfile(path)  # noqa: S606 - no shell, and the file is one of ours
        return True
    program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if program is None:
        return False
    with system_libraries():
        asked = subprocess.Popen(  # noqa: S603 - our own list of arguments, never a shell
            [program, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    # Some systems answer only when the other program ends; whoever asked does not wait for it.
    threading.Thread(target=asked.wait, daemon=True, name="open").start()
    return True
