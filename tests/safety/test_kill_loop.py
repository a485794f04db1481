"""Nothing acknowledged is lost when the process dies at any moment (short form of `tests.safety.kill_loop`)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from tests.safety.kill_loop import Tally
from tests.safety.kill_loop import look
from tests.safety.kill_loop import open_store

KILLS = 60
ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.safety


@pytest.mark.long
def test_killed_while_saving(tmp_path: Path) -> None:
    """In a process of its own, because forking a test runner with threads is not safe."""
    command = [sys.executable, "-m", "tests.safety.kill_loop", "--kills", str(KILLS), "--folder", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stdout + run.stderr
    found = re.match(r"(\d+) kills, (\d+) acknowledged saves, 0 lost, 0 faults", run.stdout)
    assert found, run.stdout
    assert int(found[1]) == KILLS
    assert int(found[2]) > KILLS, "the writer must have been at work when it was killed"


def test_a_lost_save_would_be_counted(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(path).dispose()
    tally = Tally()
    look(path, [UUID(int=12345)], tally, thorough=True)
    assert (tally.lost, tally.faults) == (1, 0)


def test_a_row_changed_behind_the_audit_would_be_counted(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    engine = open_store(path)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO read_entry VALUES ('00000000000000000000000000000001', '2026-01-01 00:00:00.000000', "
            "'00000000000000000000000000000001', 'x', NULL)"
        )
        connection.exec_driver_sql(
            "INSERT INTO audit_entry SELECT 1, at, actor_id, 'v', 'insert', 'client', '1', NULL, x'00', x'00', x'00' "
            "FROM read_entry"
        )
    engine.dispose()
    tally = Tally()
    look(path, [], tally, thorough=True)
    assert tally.faults > 0
