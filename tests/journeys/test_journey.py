"""The whole hour in headless Chromium, over the real server in a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys import steps
from tests.journeys.accessibility import chromium
from tests.journeys.results import check_results
from tests.journeys.steps import Journey

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser


def by_download(journey: Journey, button: Locator, _suffix: str) -> bytes:
    """A browser is handed the file."""
    with journey.page.expect_download() as download:
        button.click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.long
def test_the_whole_hour_in_chromium(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.program", "serve", str(tmp_path / "data")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert program.stdout is not None
        address = program.stdout.readline().strip()
        with chromium() as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(address)
            journey = Journey(page, steps.ARTEFACTS / "chromium", by_download)
            check_results(*steps.whole_hour(journey))
            assert journey.faults == []
    finally:
        program.send_signal(signal.SIGTERM)
        _, complaints = program.communicate(timeout=60)
    assert (program.returncode, complaints) == (0, "")
