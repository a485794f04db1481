"""Start and end of the program on a small house: addresses, second start, kill, refusal, other users."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from linkdesk.desktop.instance import Instance
from linkdesk.web.gate import PRINTED_TICKET_SECONDS
from tests.furnished import cheap_settings
from tests.journeys.window import free_port

ADDRESS = re.compile(r"^http://127\.0\.0\.1:(\d+)/enter\?ticket=[\w-]{43}$")
STRANGER = """
import os, socket, sys
port = int(sys.argv[1])
"loaded while Python's own files can still be read".encode("idna")
os.setgid(65534)
os.setuid(65534)
refused = 0
for number in range(100):
    path = ["/", "/away", "/unlock", "/static/x.css", "/nowhere"][number % 5]
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(f"GET {path} HTTP/1.1\\r\\nHost: 127.0.0.1:{port}\\r\\nConnection: close\\r\\n\\r\\n".encode())
        answer = b"".join(iter(lambda: line.recv(4096), b""))
    refused += answer.startswith(b"HTTP/1.1 403") and b"Tiny" not in answer and b"Set-Cookie" not in answer
print(refused)
"""


def start(how: str, data: Path, *more: str, **environment: str) -> subprocess.Popen[str]:
    environ = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.desktop.tiny", how, str(data), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**environ, **environment},
    )


def stop(program: subprocess.Popen[str]) -> tuple[int, str]:
    """End it as a log-off does; return its code and everything it still said."""
    program.send_signal(signal.SIGTERM)
    said, complaints = program.communicate(timeout=60)
    return program.returncode, said + complaints


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def served(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    program = start("serve", data)
    assert program.stdout is not None
    yield program, program.stdout.readline().strip()
    if program.poll() is None:
        assert stop(program) == (0, "")


def visit(address: str) -> str:
    """Use a one-time address as a browser does."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    return str(opener.open(address, timeout=60).read().decode())


def test_the_first_line_is_the_one_time_address(served: tuple[subprocess.Popen[str], str]) -> None:
    _, address = served
    assert ADDRESS.match(address)
    assert "Tiny house" in visit(address)
    with pytest.raises(urllib.error.HTTPError, match="403"):
        visit(address)


def test_the_asked_for_port_is_used(data: Path) -> None:
    port = free_port()
    program = start("serve", data, str(port))
    assert program.stdout is not None
    found = ADDRESS.match(program.stdout.readline().strip())
    assert found is not None
    assert int(found[1]) == port
    assert stop(program) == (0, "")


def test_a_taken_port_is_one_sentence(served: tuple[subprocess.Popen[str], str], tmp_path: Path) -> None:
    port = served[1].split(":")[2].partition("/")[0]
    program = start("serve", tmp_path / "other", port)
    said, complaints = program.communicate(timeout=60)
    assert (program.returncode, said) == (1, "")
    assert complaints == f"Port {port} is in use. Nothing was changed. Choose another, or leave --port out.\n"


def test_a_second_start_gets_a_fresh_address_and_ends(served: tuple[subprocess.Popen[str], str], data: Path) -> None:
    second = start("serve", data)
    said, complaints = second.communicate(timeout=60)
    assert (second.returncode, complaints) == (0, "")
    assert said.strip() != served[1]
    assert "Tiny house" in visit(said.strip())


def test_two_starts_at_once_are_one_linkdesk_and_no_refusal(data: Path) -> None:
    instance = Instance(cheap_settings(data))
    instance.hold()
    try:
        second = start("serve", data)
        time.sleep(1.5)
        instance.answer(lambda: "LinkDesk is open already.")
        said, complaints = second.communicate(timeout=60)
    finally:
        instance.release()
    assert (second.returncode, said, complaints) == (0, "LinkDesk is open already.\n", "")


def test_after_a_kill_it_starts_again(served: tuple[subprocess.Popen[str], str], data: Path) -> None:
    served[0].kill()
    served[0].communicate()
    again = start("serve", data)
    assert again.stdout is not None
    assert ADDRESS.match(again.stdout.readline().strip())
    assert stop(again) == (0, "")
    assert sorted(entry.name for entry in data.iterdir()) == ["linkdesk.lock"]


def test_without_a_display_it_says_so_and_serves(data: Path) -> None:
    program = start("run", data)
    assert program.stdout is not None
    lines = [program.stdout.readline().strip() for _ in range(3)]
    assert lines[0] == "LinkDesk cannot open its window: there is no display."
    assert lines[1] == "Open this address in a browser on this computer:"
    assert "Tiny house" in visit(lines[2])
    second = start("run", data)
    assert second.communicate(timeout=60)[0].startswith("LinkDesk is open already, in a browser: http://127.0.0.1:")
    assert stop(program) == (0, "")


@pytest.mark.parametrize("how", ["serve", "run"])
def test_a_vault_that_is_refused_is_one_sentence(data: Path, how: str) -> None:
    data.mkdir()
    (data / "damaged").touch()
    program = start(how, data)
    said, complaints = program.communicate(timeout=60)
    assert program.returncode == 1
    assert complaints == "The vault cannot be opened. It was left untouched.\n"
    assert said.startswith(("http://127.0.0.1:", "LinkDesk cannot open its window"))


def test_a_window_over_a_refused_vault_closes_with_the_sentence(data: Path) -> None:
    data.mkdir()
    (data / "damaged").touch()
    program = start("run", data, QT_QPA_PLATFORM="offscreen")
    _, complaints = program.communicate(timeout=60)
    assert program.returncode == 1
    assert "The vault cannot be opened. It was left untouched.\n" in complaints
    assert "Traceback" not in complaints


def test_a_synced_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    program = start("run", tmp_path / "Dropbox" / "LinkDesk")
    _, complaints = program.communicate(timeout=60)
    assert program.returncode == 1
    assert complaints.startswith("LinkDesk cannot keep its vault in Dropbox")
    assert not (tmp_path / "Dropbox").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become another user")
def test_another_user_of_the_computer_gets_nothing(served: tuple[subprocess.Popen[str], str]) -> None:
    port = served[1].split(":")[2].partition("/")[0]
    stranger = subprocess.run(
        [sys.executable, "-c", STRANGER, port], capture_output=True, text=True, check=True, cwd="/"
    )
    assert stranger.stdout == "100\n"
    assert "Tiny house" in visit(served[1])


def test_printed_addresses_last_long_enough_to_be_copied() -> None:
    assert PRINTED_TICKET_SECONDS >= 600


def test_a_thread_that_waits_for_ever_keeps_no_process_alive() -> None:
    """Pywebview leaves one behind when the window closes while a page is loading."""
    code = (
        "import threading; from linkdesk.desktop.program import leave; print('said');"
        "threading.Thread(target=threading.Event().wait).start(); leave(3)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (run.returncode, run.stdout) == (3, "said\n")
