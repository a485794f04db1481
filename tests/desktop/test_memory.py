"""What is told to the web view and to the memory pools."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from linkdesk.desktop.memory import lean_web_view

FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
POOLS = """
import re, threading
from linkdesk.desktop.memory import few_arenas
FEW
def take():
    kept.append([bytes(1000) for _ in range(2000)])
    ready.wait()
kept, ready = [], threading.Barrier(9)
threads = [threading.Thread(target=take) for _ in range(8)]
[thread.start() for thread in threads]
ready.wait()
maps = open("/proc/self/maps").read()
print(len(re.findall(r"^[0-9a-f]+000000-[0-9a-f]+ rw-p 00000000 00:00 0 *$", maps, re.M)))
"""


def test_the_web_view_keeps_no_page_that_was_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FLAGS, "--no-sandbox --disable-gpu")
    lean_web_view()
    told = os.environ[FLAGS].split()
    assert told[0] == "--no-sandbox"
    assert told.count("--disable-gpu") == 1
    assert any(flag.startswith("--disable-features=") and "BackForwardCache" in flag for flag in told)
    lean_web_view()
    assert os.environ[FLAGS].split() == told


def test_no_graphics_driver_is_asked_for_but_by_somebody_who_wants_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FLAGS, "")
    monkeypatch.delenv("QT_QUICK_BACKEND", raising=False)
    lean_web_view()
    assert os.environ["QT_QUICK_BACKEND"] == "software"
    monkeypatch.setenv("QT_QUICK_BACKEND", "rhi")
    lean_web_view()
    assert os.environ["QT_QUICK_BACKEND"] == "rhi"


def test_no_helping_thread_of_the_web_view_reads_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """With such threads one walk in about twenty through the whole hour ended in a window that stood still."""
    monkeypatch.delenv(FLAGS, raising=False)
    lean_web_view()
    told = os.environ[FLAGS].split()
    assert "--js-flags=--single-threaded" in told
    assert any("ScriptStreaming,BackgroundResourceFetch" in flag for flag in told)


@pytest.mark.skipif("sys.platform != 'linux'", reason="glibc's own")
def test_threads_share_their_memory_pools() -> None:
    def pools(first: str) -> int:
        script = POOLS.replace("FEW", first)
        return int(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout)

    assert pools("few_arenas()") < pools("")


GIVEN_BACK = """
from linkdesk.desktop.memory import give_back
def mine():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 // 1024**2
kept = [bytes(400) for _ in range(500_000)]
last = bytes(400)
kept.clear()
before = mine()
give_back()
print(before, mine())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc only")
def test_freed_memory_is_handed_back() -> None:
    run = subprocess.run(
        [sys.executable, "-c", GIVEN_BACK],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONMALLOC": "malloc"},
    )
    before, after = map(int, run.stdout.split())
    assert after < before - 50
