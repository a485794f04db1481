"""The whole hour in the real window, on a computer whose only way out counts packets and whose disks are searched.

`tests/journeys/test_window.py` runs `python -m tests.safety.quiet_hour FOLDER` in a network namespace of its own; it
prints how many packets tried to leave. With `--any-network` the packets are not counted: not everybody may make one.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.journeys import steps
from tests.journeys.results import check_results
from tests.journeys.steps import Journey
from tests.journeys.window import real_window
from tests.safety.scan import scan
from tests.safety.scan import scan_open_files

if TYPE_CHECKING:
    from playwright.sync_api import Locator

WAY_OUT = "way-out"
WORDS = [steps.FAMILY_NAME, steps.HOPE, steps.GOAL, steps.STEP, "My sister sits beside me"]
SAVE_TRIES = 600


def build_way_out() -> None:
    """Make loopback, and one interface that swallows and counts whatever is sent anywhere else."""
    for command in (
        "ip link set lo up",
        f"ip link add {WAY_OUT} type veth peer name sink",
        "sysctl -q -w net.ipv6.conf.all.disable_ipv6=1",
        "ip link set sink up",
        f"ip link set {WAY_OUT} arp off up",
        f"ip addr add 10.99.0.1/24 dev {WAY_OUT}",
        f"ip route add default via 10.99.0.2 dev {WAY_OUT}",
    ):
        subprocess.run(command.split(), check=True)


def packets() -> int:
    """Return how many packets tried to leave until now."""
    out = subprocess.run(["ip", "-s", "link", "show", WAY_OUT], capture_output=True, text=True, check=True).stdout
    lines = out.splitlines()
    return int(lines[next(n for n, line in enumerate(lines) if "TX:" in line) + 1].split()[1])


def family(pid: int) -> list[int]:
    """Return a process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def by_dialog(saved: Path, journey: Journey, button: Locator, suffix: str) -> bytes:
    """The save dialog of the test program wrote into a folder beside the data, as the worker asked; return the file."""
    before = set(saved.iterdir())
    button.click()
    for _ in range(SAVE_TRIES):
        new = [path for path in set(saved.iterdir()) - before if path.suffix == suffix]
        if new and new[0].stat().st_size:
            assert steps.FAMILY_NAME.lower() not in new[0].name.lower()
            return new[0].read_bytes()
        journey.page.wait_for_timeout(100)
    raise AssertionError("nothing was saved")


def make_places(folder: Path) -> None:
    """Give every program started from here a home, temporary folders and caches of its own, all below `folder`."""
    places = {name: folder / "places" / name for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME")}
    for name, place in places.items():
        place.mkdir(parents=True, mode=0o700)
        os.environ[name] = str(place)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(places["HOME"] / name)


def walk_and_scan(folder: Path) -> None:
    """Walk the hour; search the disks for its words while all is open, after a kill and after a clean end.

    Raises:
        AssertionError: something lay in clear, or the search would not have found it.
    """
    data, log = folder / "data", folder / "log.txt"
    looked_at = [data, folder / "places", log]

    with real_window("tests.journeys.program", "run", str(data), log=log) as (page, program):
        journey = Journey(
            page, steps.ARTEFACTS / "window", lambda *what: by_dialog(folder / "saved", *what), whole_pages=False
        )
        check_results(*steps.whole_hour(journey))
        assert journey.faults == [], journey.faults
        assert any(data.rglob("*-wal")), "the store is open, so its log is looked at too"
        assert (found := scan(looked_at, WORDS)) == [], found
        for pid in family(program.pid):
            assert (found := scan_open_files(pid, WORDS)) == [], found
        passphrase = journey.passphrase
        for pid in reversed(family(program.pid)):
            os.kill(pid, signal.SIGKILL)
        program.wait(60)

    assert (found := scan(looked_at, [*WORDS, passphrase, journey.recovery_key])) == [], found

    with real_window("tests.journeys.program", "run", str(data), log=log) as (page, program):
        page.get_by_role("heading", level=1).first.wait_for()
    assert program.returncode == 0, program.returncode
    assert "Traceback" not in log.read_text("utf-8", "replace")
    assert not any((data / "webview").rglob("*")), "the web view's folder is swept"
    assert (found := scan(looked_at, [*WORDS, passphrase])) == [], found

    (data / "leak.log").write_text(f"could not save {steps.FAMILY_NAME}")
    assert scan(looked_at, WORDS), "the positive control: a planted word is found in these very places"


def main() -> None:
    """Walk and search, then send one packet to show that it would have been counted."""
    folder = Path(sys.argv[1])
    make_places(folder)
    if sys.argv[2:] == ["--any-network"]:
        walk_and_scan(folder)
        return
    build_way_out()
    before = packets()
    walk_and_scan(folder)
    during = packets() - before
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        control.sendto(b"x", ("10.99.0.7", 9))
    sys.stdout.write(f"{during} packets during the hour, {packets() - before - during} counted in the control\n")


if __name__ == "__main__":
    main()
