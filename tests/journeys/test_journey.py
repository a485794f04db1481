"""The whole hour in headless Chromium, over the real server in a process of its own."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys import steps
from tests.journeys.steps import Journey

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
]


def by_download(journey: Journey, button: Locator, _suffix: str) -> bytes:
    """A browser is handed the file."""
    with journey.page.expect_download() as download:
        button.click()
    return Path(download.value.path()).read_bytes()


def check_results(printed: bytes, exported: bytes) -> None:
    """The print is a PDF, the export holds the plan's words."""
    assert printed.startswith(b"%PDF-1.7")
    with zipfile.ZipFile(io.BytesIO(exported)) as parcel:
        texts = [parcel.read(name).decode() for name in parcel.namelist() if name.endswith(".json")]
    assert texts
    assert any(steps.GOAL in text and steps.HOPE in text for text in texts)
    assert all(json.loads(text) for text in texts)


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
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(address)
            journey = Journey(page, steps.ARTEFACTS / "chromium", by_download)
            check_results(*steps.whole_hour(journey))
            assert journey.faults == []
            browser.close()
    finally:
        program.send_signal(signal.SIGTERM)
        _, complaints = program.communicate(timeout=60)
    assert (program.returncode, complaints) == (0, "")
