"""The real window, on a small house: it opens, stays at home, survives a crash of its page, leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.window import end
from tests.journeys.window import real_window
from tests.journeys.window import screen

pytestmark = pytest.mark.window
TINY = "tests.desktop.tiny"


@pytest.fixture
def abroad() -> Iterator[tuple[str, list[str]]]:
    """Another server on this computer, with the list of what reached it."""
    arrived: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            arrived.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_arguments: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", arrived
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_window_opens_at_home_with_a_plain_title(tmp_path: Path) -> None:
    with real_window(TINY, "run", str(tmp_path / "data"), log=tmp_path / "log") as (page, program):
        assert page.inner_text("h1") == "Tiny house"
        assert page.url.endswith("/")
        assert page.evaluate("document.cookie") == ""
        assert "ticket" not in page.evaluate("document.referrer")
        assert "ticket" not in Path(f"/proc/{program.pid}/cmdline").read_text()
    assert program.returncode == 0


def test_the_window_stays_at_home(tmp_path: Path, abroad: tuple[str, list[str]]) -> None:
    away, arrived = abroad
    with real_window(TINY, "run", str(tmp_path / "data"), log=tmp_path / "log") as (page, _):
        home = page.url
        for leave in ("#link", "#blank", "#form button"):
            page.goto(f"{home}?away={away}/x")
            page.evaluate("(what) => document.querySelector(what).click()", leave)
            page.wait_for_timeout(300)
        page.goto(home)
        for script in (
            f"location.href = '{away}/href'",
            f"location.href = '{home}away?to={away}/redirected'",
            f"new Image().src = '{away}/picture.png'",
            f"fetch('{away}/fetch', {{mode: 'no-cors'}}).catch(() => 0)",
            f"document.head.insertAdjacentHTML('beforeend', '<meta http-equiv=refresh content=\"0;url={away}/meta\">')",
        ):
            page.evaluate(script)
            page.wait_for_timeout(300)
            if not page.url.startswith(home):
                page.goto(home)
        assert arrived == []
        page.goto(home)
        assert page.inner_text("h1") == "Tiny house"


def said(data: Path) -> str:
    """Return what the page sent back; "" before it has."""
    return (data / "echo").read_text("utf-8") if (data / "echo").exists() else ""


def test_a_page_cannot_open_a_second_window(tmp_path: Path, abroad: tuple[str, list[str]]) -> None:
    """Without the driver: it waits for ever on a window that is refused."""
    away, arrived = abroad
    data = tmp_path / "data"
    data.mkdir()
    (data / "opens").write_text(away, "utf-8")
    program = subprocess.Popen(
        [sys.executable, "-m", TINY, "run", str(data)], env={**os.environ, **screen()}, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 60
        while not said(data) and time.monotonic() < until:
            time.sleep(0.1)
        assert said(data) == "refused"
    finally:
        assert end(program) == 0
    assert arrived == []


def test_the_other_server_would_have_been_reached(abroad: tuple[str, list[str]]) -> None:
    """Positive control of the test above."""
    away, arrived = abroad
    subprocess.run(
        [sys.executable, "-c", f"import urllib.request; urllib.request.urlopen('{away}/control')"], check=True
    )
    assert arrived == ["/control"]


def test_the_page_comes_back_after_its_process_crashed(tmp_path: Path) -> None:
    with real_window(TINY, "run", str(tmp_path / "data"), log=tmp_path / "log") as (_, program):
        drawing = _renderer(program.pid)
        assert drawing > 0
        os.kill(drawing, signal.SIGKILL)
        until = time.monotonic() + 60
        while _renderer(program.pid) in {0, drawing} and time.monotonic() < until:
            time.sleep(0.1)
        assert _renderer(program.pid) not in {0, drawing}
        assert program.poll() is None


def _renderer(program: int) -> int:
    """Return the process that draws the page: the child of a zygote that is our program's child. 0 if none."""
    parents = {int(folder.name): _parent(folder) for folder in Path("/proc").iterdir() if folder.name.isdigit()}
    zygotes = {process for process, parent in parents.items() if parent == program}
    return max((process for process, parent in parents.items() if parent in zygotes), default=0)


def _parent(process: Path) -> int:
    try:
        status = (process / "status").read_text()
    except OSError:  # it ended while we looked
        return 0
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("PPid:")))


def test_an_idle_lock_moves_the_window_to_the_lock_page(tmp_path: Path) -> None:
    with real_window(TINY, "run", str(tmp_path / "data"), log=tmp_path / "log") as (page, _):
        assert page.evaluate("fetch('/idle', {method: 'POST'}).then(r => r.text())") == "soon"
        page.wait_for_url("**/unlock", timeout=60000)
        assert page.inner_text("h1") == "Locked"


def test_a_second_start_raises_the_first_window(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    with real_window(TINY, "run", data, log=tmp_path / "log"):
        second = subprocess.run(
            [sys.executable, "-m", TINY, "run", data], capture_output=True, text=True, timeout=60, check=False
        )
    assert second.returncode == 0
    assert second.stdout == "LinkDesk is open already. Its window was brought to the front.\n"


def test_nothing_is_left_of_the_web_view(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with real_window(TINY, "run", str(data), log=tmp_path / "log") as (page, program):
        page.evaluate("localStorage.setItem('x', 'CANARY-4711')")
        program.kill()
        program.wait()
    for file in [file for file in data.rglob("*") if file.is_file()]:
        assert b"CANARY-4711" not in file.read_bytes(), file
    with real_window(TINY, "run", str(data), log=tmp_path / "log") as (_, again):
        pass
    assert again.returncode == 0
    assert sorted(entry.name for entry in data.iterdir()) == ["linkdesk.lock"]


def test_ending_the_program_asks_the_window_to_close(tmp_path: Path) -> None:
    with real_window(TINY, "run", str(tmp_path / "data"), log=tmp_path / "log") as (_, program):
        assert end(program) == 0
