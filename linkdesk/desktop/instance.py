"""One LinkDesk at a time on a data folder; a second start raises the first."""

from __future__ import annotations

import hmac
import json
import secrets
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from linkdesk.desktop.folder import write_private
from linkdesk.record.errors import Busy
from linkdesk.settings import Settings

OPEN = "LinkDesk is open in another window. Nothing was changed. Close that one first."
_WAIT = 2.0
_LONGEST = 300


class Instance:
    """The right to write to one data folder. The kernel frees it when the process ends, however it ends."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._held: IO[bytes] | None = None
        self._listener: socket.socket | None = None

    def hold(self) -> None:
        """Take the lock.

        Raises:
            Busy: another LinkDesk, or a command that writes, holds it.
        """
        self._settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._settings.lock_file.open("ab")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            raise Busy(OPEN) from error
        self._settings.lock_file.chmod(0o600)
        self._held = file

    def answer(self, raised: Callable[[], str]) -> None:
        """Listen for a second start; `raised()` brings the window forward and returns a line for its terminal."""
        listener = socket.create_server(("127.0.0.1", 0))
        secret = secrets.token_urlsafe(32)
        self._listener = listener
        call = {"port": listener.getsockname()[1], "secret": secret}
        write_private(_calling_card(self._settings), json.dumps(call))
        threading.Thread(target=_listen, args=(listener, secret, raised), daemon=True, name="instance").start()

    def release(self) -> None:
        """Stop listening and free the lock."""
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        if self._held is not None:
            _calling_card(self._settings).unlink(missing_ok=True)  # ours, or one that a killed LinkDesk left
            self._held.close()
            self._held = None


def call_first(settings: Settings) -> str | None:
    """Ask the LinkDesk that is open to come forward; return its line, or None when it does not answer."""
    try:
        call = json.loads(_calling_card(settings).read_text("utf-8"))
        with socket.create_connection(("127.0.0.1", int(call["port"])), timeout=_WAIT) as line:
            line.sendall(f"{call['secret']}\n".encode())
            return line.makefile(encoding="utf-8").readline(_LONGEST).strip() or None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _calling_card(settings: Settings) -> Path:
    return settings.data_dir / "instance.json"


def _listen(listener: socket.socket, secret: str, raised: Callable[[], str]) -> None:
    """Answer callers that know the secret, one at a time, until the listener is closed."""
    while True:
        try:
            caller, _ = listener.accept()
        except OSError:
            return
        with caller:
            _serve(caller, secret, raised)


def _serve(caller: socket.socket, secret: str, raised: Callable[[], str]) -> None:
    caller.settimeout(_WAIT)
    try:
        shown = caller.makefile("rb").readline(_LONGEST).strip()
        if hmac.compare_digest(shown, secret.encode()):
            caller.sendall(f"{raised()}\n".encode())
    except OSError:
        return  # the caller went away; there is nobody left to tell


if sys.platform == "win32":  # pragma: no cover - Windows only
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
