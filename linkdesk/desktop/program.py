"""Start and end: one instance, the pages, the door, the window or a browser, the watcher."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NoReturn
from typing import Protocol

from linkdesk.desktop import folder
from linkdesk.desktop.browser import open_in_browser
from linkdesk.desktop.instance import OPEN
from linkdesk.desktop.instance import Instance
from linkdesk.desktop.instance import call_first
from linkdesk.desktop.memory import few_arenas
from linkdesk.desktop.opening import open_with_system
from linkdesk.desktop.preflight import has_display
from linkdesk.desktop.preflight import why_no_window
from linkdesk.desktop.server import LoopbackServer
from linkdesk.desktop.server import listening_socket
from linkdesk.desktop.watch import Ticking
from linkdesk.desktop.watch import Watcher
from linkdesk.desktop.window import Window
from linkdesk.record.clock import SystemClock
from linkdesk.record.errors import Busy
from linkdesk.web.gate import PRINTED_TICKET_SECONDS
from linkdesk.web.gate import Gate
from linkdesk.web.handing import SAVE_FILE

if TYPE_CHECKING:
    from enum import Enum
    from pathlib import Path
    from wsgiref.types import StartResponse
    from wsgiref.types import WSGIEnvironment

    from flask import Flask

    from linkdesk.settings import Settings


class Lockable(Ticking, Protocol):
    """What a run asks of the vault."""

    @property
    def state(self) -> Enum:
        """ABSENT, LOCKED, CURTAINED or OPEN."""

    def on_lock(self, callback: Callable[[], None]) -> None:
        """Call back at every full lock."""


@dataclass(frozen=True)
class House:
    """The pages and the vault behind them."""

    app: Flask
    vault: Lockable


Build = Callable[["Settings"], House]

FIRST_SECONDS = 3.0
"""How long a second start waits for the first to answer."""


def build(settings: Settings) -> House:
    """Make the vault's keeper and the pages."""
    from linkdesk.application import create_app
    from linkdesk.printing.ahead import Ahead
    from linkdesk.vault.lock import Vault

    vault = Vault(settings, SystemClock())
    app = create_app(settings, vault)
    Ahead(app)
    return House(app, vault)


class Program:
    """Everything that lives as long as LinkDesk is open. The pages are built while the window starts."""

    def __init__(self, settings: Settings, port: int, build_house: Build) -> None:
        self._settings = settings
        self._house: Future[House] = Future()
        self._watcher: Watcher | None = None
        self.covered: Callable[[], None] = _nothing
        self.save_file: Callable[[str], Path | None] | None = None
        self.choose_folder: Callable[[], Path | None] | None = None
        self.choose_file: Callable[[], Path | None] | None = None
        self.open_file: Callable[[Path], bool] | None = None
        listener = listening_socket(port)
        self.gate = Gate(self._pages, listener.getsockname()[1], SystemClock())
        self._server = LoopbackServer(self.gate, listener, settings.limits)
        self._build = build_house

    def start(self) -> None:
        """Answer from now on; a request that comes before the pages are ready waits for them."""
        threading.Thread(target=self._prepare, daemon=True, name="build").start()
        self._server.start()

    def when_failed(self, call: Callable[[], None]) -> None:
        """Call when the pages could not be built."""
        self._house.add_done_callback(lambda house: call() if house.exception() else None)

    def close(self) -> None:
        """Lock and stop, in this order; raise what kept the pages from being built."""
        try:
            house = self._house.result()
            if self._watcher is not None:
                self._watcher.stop()
            if house.vault.state.name != "ABSENT":
                house.vault.lock()
        finally:
            self._server.stop()

    def _prepare(self) -> None:
        try:
            house = self._build(self._settings)
            house.vault.on_lock(self.gate.renew)
            if self.save_file is not None:
                house.app.extensions[SAVE_FILE] = self.save_file
            if self.open_file is not None:
                house.app.extensions["open_file"] = self.open_file
            if self.choose_file is not None:
                house.app.extensions["choose_file"] = self.choose_file
            if self.choose_folder is not None:
                house.app.extensions["choose_folder"] = self.choose_folder
            self._watcher = Watcher(house.vault, self._on_covered)
            self._watcher.start()
        except BaseException as error:  # noqa: BLE001 - handed to the main thread, which raises it
            self._house.set_exception(error)
        else:
            self._house.set_result(house)

    def _on_covered(self) -> None:
        self.covered()

    def _pages(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self._house.result().app(environ, start_response)


def run(settings: Settings, *, browser: bool = False, build_house: Build = build) -> int:
    """Open LinkDesk in its window, or in the browser where there can be no window; return the exit code.

    Raises:
        LinkDeskError: it cannot start here; the sentence says why.
    """
    instance = _open_folder(settings)
    if instance is None:
        return _second_start(settings)
    try:
        program = Program(settings, 0, build_house)
        reason = "a browser was asked for" if browser else why_no_window()
        if reason is None:
            reason = _in_window(settings, instance, program)
        else:
            program.start()
        if reason is not None:
            _in_browser(settings, instance, program, reason)
        program.close()
    finally:
        folder.sweep(settings)
        instance.release()
    return 0


def serve(settings: Settings, port: int = 0, *, build_house: Build = build) -> int:
    """Serve without a window; the one-time address is the first line printed. Return the exit code.

    Raises:
        LinkDeskError: it cannot start here; the sentence says why.
    """
    instance = _open_folder(settings)
    if instance is None:
        return _second_start(settings)
    try:
        program = _program_on(settings, port, build_house)
        program.start()
        with _until_told():
            instance.answer(lambda: _printed(program))  # before the address is out: a second start may come at once
            _say(_printed(program))
            _wait(program)
        program.close()
    finally:
        folder.sweep(settings)
        instance.release()
    return 0


def leave(code: int) -> NoReturn:
    """End the process now, with everything closed.

    pywebview leaves a thread behind that waits for ever for the answer of a page when the window closes while a page
    is loading; Python would wait for that thread.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


def _open_folder(settings: Settings) -> Instance | None:
    """Take the data folder; None when another LinkDesk has it."""
    folder.refuse_unsafe_place(settings.data_dir)
    instance = Instance(settings)
    try:
        instance.hold()
    except Busy:
        return None
    folder.prepare(settings)
    folder.forbid_core_dumps()
    few_arenas()
    return instance


def _second_start(settings: Settings) -> int:
    """Ask the first to come forward; one that is itself only just starting is given a moment."""
    until = time.monotonic() + FIRST_SECONDS
    while (line := call_first(settings)) is None:
        if time.monotonic() > until:
            raise Busy(OPEN)
        time.sleep(0.1)
    _say(line)
    return 0


def _program_on(settings: Settings, port: int, build_house: Build) -> Program:
    try:
        return Program(settings, port, build_house)
    except OSError as error:
        raise Busy(f"Port {port} is in use. Nothing was changed. Choose another, or leave --port out.") from error


def _in_window(settings: Settings, instance: Instance, program: Program) -> str | None:
    """Show the window until it is closed; return why it could not be a window, if so."""
    window = Window(settings, program.gate.origin)
    program.save_file = window.choose_save_path
    program.choose_folder = window.choose_folder
    program.choose_file = window.choose_file
    program.open_file = open_with_system
    program.covered = window.go_home
    program.when_failed(window.close)
    program.start()

    def raise_it() -> str:
        window.come_forward()
        return "LinkDesk is open already. Its window was brought to the front."

    def late() -> None:
        _say("The window stays empty.")
        _offer_browser(settings, program)

    instance.answer(raise_it)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=window.close, daemon=True).start())
    window.show(program.gate.address, late)
    return f"the web view {window.refused} is too old" if window.refused else None


def _in_browser(settings: Settings, instance: Instance, program: Program, reason: str) -> None:
    """Say why there is no window, offer the browser, and serve until told to end."""
    with _until_told():
        _say(f"LinkDesk cannot open its window: {reason}.")
        _offer_browser(settings, program)
        instance.answer(lambda: f"LinkDesk is open already, in a browser: {_printed(program)}")
        _wait(program)


def _offer_browser(settings: Settings, program: Program) -> None:
    if has_display() and open_in_browser(settings, program.gate.address()):
        _say("It opens in your browser instead. If it does not, open this address on this computer:")
    else:
        _say("Open this address in a browser on this computer:")
    _say(_printed(program))


def _printed(program: Program) -> str:
    return program.gate.address(PRINTED_TICKET_SECONDS)


@contextmanager
def _until_told() -> Iterator[None]:
    """Take Ctrl+C, or the system's request to end, as the end of this block."""
    with suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        yield
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _wait(program: Program) -> None:
    """Wait for the end of the block, or for the news that the pages could not be built."""
    failed = threading.Event()
    program.when_failed(failed.set)
    while not failed.wait(1.0):  # a wait without end cannot be interrupted on Windows
        pass


def _say(line: str) -> None:
    """Write a line to the terminal at once; the built program on Windows has none."""
    if sys.stdout is not None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def _nothing() -> None:
    """There is no window to move; the page itself asks for the state."""
