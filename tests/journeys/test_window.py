"""The whole hour in the real window: it can be walked, no packet tries to leave, nothing lies on any disk in clear."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.window
ROOT = Path(__file__).resolve().parents[2]
SECONDS = 900


def test_no_packet_leaves_and_nothing_is_in_clear_while_open_after_a_kill_and_after_a_clean_end(
    tmp_path: Path,
) -> None:
    """Where nobody may make a network of its own (not root), only the disks are searched."""
    walk = [sys.executable, "-m", "tests.safety.quiet_hour", str(tmp_path)]
    own_network = os.geteuid() == 0 and shutil.which("ip") is not None
    command = ["unshare", "--net", *walk] if own_network else [*walk, "--any-network"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=SECONDS)
    assert run.returncode == 0, run.stderr[-3000:]
    if not own_network:
        pytest.skip("the disks were searched; counting packets needs root to make a network of its own")
    found = re.search(r"(\d+) packets during the hour, (\d+) counted in the control", run.stdout)
    assert found, run.stdout
    assert int(found[2]) == 1, "the positive control: a packet would have been counted"
    assert int(found[1]) == 0
