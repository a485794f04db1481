"""During the whole hour not one packet tries to leave the computer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.safety, pytest.mark.window]
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("ip") is None, reason="needs root to make a network of its own")
def test_nothing_leaves(tmp_path: Path) -> None:
    command = ["unshare", "--net", sys.executable, "-m", "tests.safety.quiet_hour", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stderr[-3000:]
    found = re.search(r"(\d+) packets during the hour, (\d+) counted in the control", run.stdout)
    assert found, run.stdout
    assert int(found[2]) == 1, "the positive control: a packet would have been counted"
    assert int(found[1]) == 0
