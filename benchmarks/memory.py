"""Memory of a running LinkDesk, all processes, before the first unlock and after the heaviest pages.

`python benchmarks/memory.py` needs Linux and prints one line a state: proportional set size (PSS) in MB against its
limit. Exit code 1 when a limit is passed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.furnished import PASSPHRASE
from tests.furnished import WORKER
from tests.furnished import make_practice
from tests.journeys.window import end
from tests.journeys.window import real_window
from tests.journeys.window import screen

PROGRAM = "tests.journeys.program"
CLIENTS = 20
SETTLE_SECONDS = 8
LOCKED_LIMIT = 400
UNLOCKED_LIMIT = 600


def pss(ancestor: int) -> tuple[int, int]:
    """Return the PSS of a process and all its descendants in MB, and how many they are."""
    parents = {int(folder.name): _parent(folder) for folder in Path("/proc").iterdir() if folder.name.isdigit()}
    family = [process for process in parents if _descends(process, ancestor, parents)]
    kilobytes = {process: _pss_of(process) for process in family}
    if "--each" in sys.argv:
        print({process: size // 1024 for process, size in kilobytes.items()})
    return sum(kilobytes.values()) // 1024, len(family)


def _parent(folder: Path) -> int:
    try:
        lines = (folder / "status").read_text("utf-8").splitlines()
    except OSError:  # it ended while we looked
        return 0
    return int(next(line.split()[1] for line in lines if line.startswith("PPid:")))


def _descends(process: int, ancestor: int, parents: dict[int, int]) -> bool:
    while process > 1 and process != ancestor:
        process = parents.get(process, 0)
    return process == ancestor


def _pss_of(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
    except OSError:  # it ended while we looked
        return 0
    return int(next(line.split()[1] for line in lines if line.startswith("Pss:")))


def report(state: str, program: int, limit: int) -> bool:
    """Print one line; tell whether the limit holds."""
    megabytes, processes = pss(program)
    print(f"{state:34} {megabytes:5d} MB in {processes} processes, limit {limit} MB")
    return megabytes <= limit


def locked(folder: Path) -> bool:
    """Measure the lock page in the window as a worker starts it, without the tests' driver."""
    command = [sys.executable, "-m", PROGRAM, "run", str(folder / "data")]
    with (folder / "log").open("wb") as log:
        program = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **screen()})
    try:
        time.sleep(SETTLE_SECONDS)
        return report("before the first unlock", program.pid, LOCKED_LIMIT)
    finally:
        end(program)


def unlocked(folder: Path) -> bool:
    """Unlock, open a client and the preview of a print; measure when the driver, which keeps every answer, has left."""
    with real_window(PROGRAM, "run", str(folder / "data"), log=folder / "log") as (page, program):
        page.set_default_timeout(60000)
        page.get_by_label(WORKER, exact=True).check()
        page.get_by_label("Passphrase").fill(PASSPHRASE)
        page.get_by_role("button", name="Unlock").click()
        page.get_by_role("navigation").get_by_role("link", name="Caseload").click()
        people = page.locator("[data-search-rows] a")
        for number in range(people.count()):
            people.nth(number).click()
            prints = page.locator("main a", has_text="Print plan")
            page.locator(".ld-next").wait_for()
            if prints.count():
                prints.first.click()
                page.locator("img.ld-preview__page").last.evaluate("picture => picture.decode()")
                break
            page.go_back()
        else:
            raise AssertionError("no client of the practice vault has a plan")
        browser = page.context.browser
        assert browser is not None
        browser.close()
        time.sleep(SETTLE_SECONDS)
        return report("unlocked, with a warm renderer", program.pid, UNLOCKED_LIMIT)


def main() -> int:
    """Measure both states on a practice vault."""
    if not os.access("/proc/self/smaps_rollup", os.R_OK):
        print("This system does not tell the proportional set size.")
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_practice(folder / "data", CLIENTS)
        held = [locked(folder), unlocked(folder)]
        return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
