"""The whole hour in the real window: the program as it is started, driven through the web view itself."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys import steps
from tests.journeys.steps import Journey
from tests.journeys.test_journey import check_results
from tests.journeys.window import real_window

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.window
SAVE_SECONDS = 60


def test_the_whole_hour_in_the_real_window(tmp_path: Path) -> None:
    saved = tmp_path / "saved"

    def by_dialog(_journey: Journey, button: Locator, suffix: str) -> bytes:
        """The worker chose a place in the save dialog; the program writes the file itself."""
        button.click()
        until = time.monotonic() + SAVE_SECONDS
        while time.monotonic() < until:
            found = list(saved.glob(f"*{suffix}"))
            if found and found[0].stat().st_size:
                time.sleep(0.2)
                assert steps.FAMILY_NAME.lower() not in found[0].name.lower()
                return found[0].read_bytes()
            time.sleep(0.1)
        raise AssertionError("nothing was saved")

    module = "tests.journeys.program"
    with real_window(module, "run", str(tmp_path / "data"), log=tmp_path / "log") as (page, program):
        journey = Journey(page, steps.ARTEFACTS / "window", by_dialog, whole_pages=False)
        check_results(*steps.whole_hour(journey))
        assert journey.faults == []
    assert program.returncode == 0
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8", "replace")
