"""From the command to a page that can be used, each a whole process: LinkDesk, a bare window, bare imports."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import Row
from benchmarks.timing import side_by_side

ROUNDS = 9
LONGEST = 60
HERE = Path(__file__).parent


def run(*command: str, environment: dict[str, str] | None = None) -> None:
    """Run one process to its end. Raises CalledProcessError."""
    subprocess.run(command, check=True, timeout=LONGEST, env={**os.environ, **(environment or {})}, capture_output=True)


def python(*words: str, environment: dict[str, str] | None = None) -> None:
    """Run this Python with these words."""
    run(sys.executable, *words, environment=environment)


def until_first_line(*words: str) -> None:
    """Start a process, wait for its first line, end it."""
    with subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        if process.stdout is None or not process.stdout.readline():
            raise RuntimeError("it said nothing")
        process.terminate()
        process.wait(LONGEST)


def served(folder: Path) -> None:
    """Start `linkdesk serve`, fetch the lock page through the one-time address, end it."""
    import http.cookiejar
    import urllib.request

    command = [sys.executable, "-m", "linkdesk", "--data", str(folder), "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            if process.stdout is None:
                raise RuntimeError("no output")
            address = process.stdout.readline().strip()
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
            if browser.open(address, timeout=LONGEST).status != 200:
                raise RuntimeError("no page")
        finally:
            process.terminate()
            process.wait(LONGEST)


def rows(folder: Path) -> Iterator[Row]:
    """Measure and yield the lines; a window needs a screen (Xvfb will do)."""
    data = folder / "vault"
    found = side_by_side({"ours": lambda: served(data), "floor": lambda: python("-c", "import flask")}, ROUNDS)
    yield Row("Start to lock page, no window", found["ours"], "import flask, nothing else", found["floor"])
    if not os.environ.get("DISPLAY"):
        return
    window = str(HERE / "window.py")
    found = side_by_side(
        {"ours": lambda: python(window, "linkdesk", str(data)), "floor": lambda: python(window, "bare")}, ROUNDS
    )
    yield Row("Start to usable window", found["ours"], "bare pywebview window", found["floor"])


if __name__ == "__main__":
    begun = time.perf_counter()
    for row in rows(Path(sys.argv[1])):
        sys.stdout.write(row.line() + "\n")
    sys.stdout.write(f"{time.perf_counter() - begun:.0f} s\n")
