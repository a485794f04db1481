"""After the whole hour in the real window, nothing about the client lies on any disk in clear, even when killed."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys import steps
from tests.journeys.steps import Journey
from tests.journeys.window import real_window
from tests.safety.scan import scan
from tests.safety.scan import scan_open_files

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = [pytest.mark.safety, pytest.mark.window]

WORDS = [steps.FAMILY_NAME, steps.HOPE, steps.GOAL, steps.STEP, "My sister sits beside me"]


def family(pid: int) -> list[int]:
    """Return a process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def by_dialog(journey: Journey, button: Locator, suffix: str) -> bytes:
    """The save dialog of the test program wrote into a folder beside the data, as the worker asked."""
    saved = journey.folder.parent / "saved"
    before = set(saved.iterdir())
    button.click()
    for _ in range(100):
        new = [path for path in set(saved.iterdir()) - before if path.suffix == suffix]
        if new:
            return new[0].read_bytes()
        journey.page.wait_for_timeout(100)
    raise AssertionError("nothing was saved")


def test_nothing_in_clear_while_open_after_a_kill_and_after_a_clean_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {name: tmp_path / "places" / name for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME")}
    for name, folder in places.items():
        folder.mkdir(parents=True, mode=0o700)
        monkeypatch.setenv(name, str(folder))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(places["HOME"] / name))
    data, log = tmp_path / "data", tmp_path / "log.txt"
    looked_at = [data, tmp_path / "places", log]

    with real_window("tests.journeys.program", "run", str(data), log=log) as (page, program):
        journey = Journey(page, tmp_path / "shots", by_dialog, whole_pages=False)
        steps.whole_hour(journey)
        assert journey.faults == []
        assert any(data.rglob("*-wal")), "the store is open, so its log is looked at too"
        assert scan(looked_at, WORDS) == []
        for pid in family(program.pid):
            assert scan_open_files(pid, WORDS) == []
        passphrase = journey.passphrase
        for pid in reversed(family(program.pid)):
            os.kill(pid, signal.SIGKILL)
        program.wait(60)

    assert scan(looked_at, [*WORDS, passphrase, journey.recovery_key]) == []

    with real_window("tests.journeys.program", "run", str(data), log=log) as (page, program):
        page.get_by_role("heading", level=1).first.wait_for()
    assert program.returncode == 0
    assert not any((data / "webview").rglob("*")), "the web view's folder is swept"
    assert scan(looked_at, [*WORDS, passphrase]) == []

    (data / "leak.log").write_text(f"could not save {steps.FAMILY_NAME}")
    assert scan(looked_at, WORDS), "the positive control: a planted word is found in these very places"
