"""Drives the real window: starts the program with a debugging port and lends its page to Playwright.

Qt's web view speaks Chrome's protocol but has no browser-window commands; a small relay answers those itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import websockets
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection
from websockets.asyncio.server import serve

from linkdesk.desktop.window import DEBUG_PORT
from tests.journeys.accessibility import driver

if TYPE_CHECKING:
    from playwright.sync_api import Page

_UNKNOWN_TO_QT = frozenset(
    {
        "Browser.setDownloadBehavior",
        "Browser.getWindowForTarget",
        "Browser.setWindowBounds",
    }
)
_START_SECONDS = 120


class Relay:
    """Passes the protocol between Playwright and the web view; runs in a thread until closed."""

    def __init__(self, upstream: str) -> None:
        self._upstream = upstream
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._end: asyncio.Event | None = None
        self.port = 0
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._run(),))
        self._thread.start()
        assert self._ready.wait(60), "the relay did not start"

    def close(self) -> None:
        assert self._end is not None
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(60)
        self._loop.close()

    async def _run(self) -> None:
        self._end = asyncio.Event()
        async with serve(self._handle, "127.0.0.1", 0, max_size=None, ping_interval=None) as server:
            self.port = next(iter(server.sockets)).getsockname()[1]
            self._ready.set()
            await self._end.wait()

    async def _handle(self, client: ServerConnection) -> None:
        async with connect(self._upstream, max_size=None, ping_interval=None) as up:

            async def down() -> None:
                async for message in client:
                    call = json.loads(message)
                    if call.get("method") in _UNKNOWN_TO_QT:
                        session = {"sessionId": call["sessionId"]} if "sessionId" in call else {}
                        await client.send(json.dumps({"id": call["id"], "result": {}, **session}))
                    else:
                        await up.send(message)

            async def back() -> None:
                async for message in up:
                    await client.send(message)

            ways = [asyncio.create_task(down()), asyncio.create_task(back())]
            _, open_ways = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in open_ways:
                way.cancel()
            with contextlib.suppress(websockets.ConnectionClosed, asyncio.CancelledError):
                await asyncio.gather(*ways)


def screen() -> dict[str, str]:
    """Return what a program must be told to draw: nothing on a screen (Xvfb), else Qt's offscreen platform."""
    return {} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _debug_address(port: int, program: subprocess.Popen[bytes]) -> str:
    """Wait until the web view answers on its debugging port and shows a page."""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        assert program.poll() is None, f"the program ended with {program.returncode}"
        with contextlib.suppress(OSError):
            pages = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=30))
            if any(page["url"].startswith("http://127.0.0.1") for page in pages):
                version = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json/version", timeout=30))
                return str(version["webSocketDebuggerUrl"])
        time.sleep(0.05)
    raise AssertionError("the window did not answer in time")


def end(program: subprocess.Popen[bytes], seconds: float = 60) -> int:
    """Ask the program to end as a log-off does; return its exit code."""
    if program.poll() is None:
        program.send_signal(signal.SIGTERM)
    try:
        return program.wait(seconds)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait(seconds)
        raise


def _tell_where_it_stands(program: subprocess.Popen[bytes], log: Path) -> None:
    """Show what the program said, with what each of its threads is doing when it still runs."""
    if program.poll() is None:
        program.send_signal(signal.SIGUSR1)  # asks `tests.journeys.program` for its threads
        time.sleep(1)
    sys.stderr.write(log.read_text("utf-8", "replace"))


@contextlib.contextmanager
def real_window(module: str, *arguments: str, log: Path) -> Iterator[tuple[Page, subprocess.Popen[bytes]]]:
    """Start `python -m module arguments` with a real window and lend its page.

    What the program says goes to `log`; it is shown when the caller fails, with its threads.
    """
    port = free_port()
    environment = {**os.environ, DEBUG_PORT: str(port), **screen()}
    with log.open("wb") as out:
        program = subprocess.Popen([sys.executable, "-m", module, *arguments], stdout=out, stderr=out, env=environment)
        relay: Relay | None = None
        try:
            relay = Relay(_debug_address(port, program))
            browser = driver().chromium.connect_over_cdp(f"ws://127.0.0.1:{relay.port}/", timeout=60000)
            yield browser.contexts[0].pages[0], program
            browser.close()
        except BaseException:
            _tell_where_it_stands(program, log)
            raise
        finally:
            end(program)
            if relay is not None:
                relay.close()
