"""The whole hour in the real window, on a computer whose only way out counts packets.

Run in a network namespace of its own by `test_no_network`; prints how many packets tried to leave.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from tests.journeys import steps
from tests.journeys.steps import Journey
from tests.journeys.window import real_window
from tests.safety.test_no_plaintext import by_dialog

WAY_OUT = "way-out"


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


def main() -> None:
    """Walk the hour, then send one packet to show that it would have been counted."""
    build_way_out()
    before = packets()
    folder = Path(sys.argv[1])
    os.environ["HOME"] = str(folder)
    with real_window("tests.journeys.program", "run", str(folder / "data"), log=folder / "log") as (page, _program):
        journey = Journey(page, folder / "shots", by_dialog, whole_pages=False)
        steps.whole_hour(journey)
    during = packets() - before
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        control.sendto(b"x", ("10.99.0.7", 9))
    sys.stdout.write(f"{during} packets during the hour, {packets() - before - during} counted in the control\n")


if __name__ == "__main__":
    main()
