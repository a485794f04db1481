"""A process that prints and can do nothing else: words come through a pipe, PDFs go back, and the record is not there.

It is started afresh and not forked, so it holds no key and no page of the record but what it is sent. It opens no file
for writing, no connection and no program, and reads only LinkDesk's own files.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.printing.pdf import Press
from linkdesk.printing.pdf import PrintFailed
from linkdesk.record.errors import FileRefused
from linkdesk.record.errors import LinkDeskError
from linkdesk.settings import Limits
from linkdesk.settings import resources

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LOADING = 60
"""Seconds that the library may take to load on a busy machine."""
NICE = 5
"""Steps below the pages, so that a batch does not slow somebody's work."""
MEMORY = 3 * 1024**3
"""Bytes of address space; a print needs about a tenth of it."""
STOPPED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "shutil.", "ctypes.dlopen", "webbrowser.", "urllib.", "http.", "ftplib.", "smtplib.", "sqlite3.", "winreg.",
)  # fmt: skip
"""Events of Python's audit that no print needs."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


@dataclass(frozen=True)
class Words:
    """A document to print: its HTML, then its sheets of CSS."""

    parts: tuple[str, ...]
    closer: str = ""


class NotForPrints(PermissionError):  # noqa: N818 - the name is what is said
    """A print asked for something that no print needs."""


def serve(pipe: Connection, limits: Limits, folder: str) -> None:
    """Print what comes through the pipe, one document after the other, until it is closed.

    A refusal comes back as its kind and sentence, and the next document is printed none the less. The library wants
    its fonts in a folder: `folder`, which whoever started this process takes away. Nothing else is written, ever.
    """
    sys.dont_write_bytecode = True
    tempfile.tempdir = folder
    press = Press(limits=replace(limits, print_seconds=LOADING))  # the other end of the pipe keeps the time of a print
    try:
        press.pdf("<html lang=en><title>.</title><p>1")
    except (LinkDeskError, ImportError, OSError) as missing:
        pipe.send(refused(missing))
        return
    bound()
    sys.addaudithook(guard(readable()))
    pipe.send(None)
    with suppress(EOFError, BrokenPipeError):
        while True:
            words: Words = pipe.recv()
            try:
                made: bytes | tuple[str, str] = press.pdf(*words.parts, closer=words.closer)
            except (LinkDeskError, ImportError, OSError) as refusal:
                made = refused(refusal)
            pipe.send(made)
    os._exit(0)  # without the library's own tidying up, which the guard refuses


def refused(fault: BaseException) -> tuple[str, str]:
    """Return the kind of a refusal and its sentence; a fault of ours is told without its words."""
    if isinstance(fault, FileRefused | LinkDeskError) and not isinstance(fault, NotForPrints):
        return type(fault).__name__, fault.sentence
    return type(fault).__name__, PrintFailed().sentence


def bound() -> None:
    """Let this process write no file, take no more memory than it needs, leave no image of itself, and go behind."""
    with suppress(AttributeError, OSError):
        os.nice(NICE)
    try:
        import resource
    except ImportError:
        return  # Windows has no such limits; the guard below holds there too
    for what, most in ((resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, MEMORY)):
        with suppress(OSError, ValueError):  # a system may allow less already
            resource.setrlimit(what, (most, most))


def readable() -> tuple[str, ...]:
    """Return the folders that may be read: Python with its libraries, and LinkDesk's own files."""
    own = resources()
    folders: set[str | Path] = {sys.prefix, sys.base_prefix, Path(__file__).parents[1]}
    folders |= {own / "static", own / "static" / "vendor", own / "templates"}
    folders |= {place for place in sys.path if place.rstrip("/\\").endswith(("site-packages", "dist-packages"))}
    return tuple(f"{Path(folder).resolve()}{os.sep}" for folder in folders)


def guard(folders: tuple[str, ...]) -> Any:
    """Return a hook for Python's audit that refuses what no print needs; a hook cannot be taken off again."""

    def look(event: str, given: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = (*given, None, None, None)[:3]
            if isinstance(path, int):
                return  # what is open already: the pipe
            if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & WRITES):
                raise NotForPrints
            if not os.path.realpath(os.fsdecode(path)).startswith(folders):
                raise NotForPrints
        elif event.startswith(STOPPED):
            raise NotForPrints

    return look
