"""The built program, far from the source tree: practice vault, list, print, server, and its window on a bare screen.

Builds with PyInstaller (some minutes), or takes the folder named by LINKDESK_BUILT.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.window import free_port

pytestmark = [pytest.mark.slow, pytest.mark.skipif("sys.platform != 'linux'", reason="built for this system")]
ROOT = Path(__file__).resolve().parents[2]
PURPLE = (91, 42, 134)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the program, copied to a place of its own."""
    there = os.environ.get("LINKDESK_BUILT")
    away = tmp_path_factory.mktemp("away") / "linkdesk"
    if there is None:
        work = tmp_path_factory.mktemp("build")
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--distpath", str(work / "dist")]
        subprocess.run([*command, "--workpath", str(work), str(ROOT / "build.spec")], check=True, cwd=ROOT)
        there = str(work / "dist" / "linkdesk")
    shutil.copytree(there, away, symlinks=True)
    return away


@pytest.fixture(scope="module")
def bare() -> dict[str, str]:
    """An environment without Python's paths, home or screen."""
    return {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8"}


@pytest.fixture(scope="module")
def data(built: Path, bare: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice vault that the built program made."""
    folder = tmp_path_factory.mktemp("vault") / "data"
    (folder.parent / "passphrase").write_text("marble otter lantern quiet ferry\n", "utf-8")
    bare["LINKDESK_PASSPHRASE_FILE"] = str(folder.parent / "passphrase")
    said = run(built, bare, folder, "demo", "--clients", "3")
    assert "Practice vault with 3 invented people" in said
    return folder


def run(built: Path, environment: dict[str, str], data: Path, *words: str) -> str:
    """Run a command of the built program; it must end well and say nothing on standard error."""
    ended = subprocess.run(
        [str(built / "linkdesk"), "--data", str(data), *words],
        capture_output=True, text=True, env=environment, cwd="/", timeout=180, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def test_it_prints_a_plan_of_its_practice_vault(built: Path, bare: dict[str, str], data: Path, tmp_path: Path) -> None:
    clients = [json.loads(line) for line in run(built, bare, data, "list", "clients", "--json").splitlines()]
    assert len(clients) == 3
    refusals = 0
    for client in clients:
        out = tmp_path / f"{client['id']}.pdf"
        command = ["--data", str(data), "print", "plan", "--client", client["id"], "--safe", "yes", "--out", str(out)]
        ended = subprocess.run([str(built / "linkdesk"), *command], env=bare, cwd="/", timeout=180, check=False)
        refusals += ended.returncode
        assert ended.returncode or out.read_bytes().startswith(b"%PDF-1.7")
    assert refusals < len(clients), "no client of the practice vault has a plan"


def test_it_serves_its_pages(built: Path, bare: dict[str, str], data: Path) -> None:
    command = [str(built / "linkdesk"), "--data", str(data), "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=bare, cwd="/") as program:
        try:
            assert program.stdout is not None
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
            with opener.open(program.stdout.readline().strip(), timeout=60) as page:
                assert page.url.endswith("/unlock")
                assert "Unlock LinkDesk" in page.read().decode()
            with opener.open(f"{page.url.removesuffix('/unlock')}/static/css/linkdesk.css", timeout=60) as sheet:
                assert sheet.status == 200
        finally:
            program.send_signal(signal.SIGTERM)
            assert program.wait(60) == 0


@pytest.fixture
def screen() -> Iterator[str]:
    """A bare X screen."""
    number = f":{90 + free_port() % 900}"
    server = subprocess.Popen(["Xvfb", number, "-screen", "0", "1280x800x24", "-nolisten", "tcp"])
    yield number
    server.terminate()
    server.wait(60)


@pytest.mark.window
def test_its_window_shows_the_lock_page(
    built: Path, bare: dict[str, str], data: Path, screen: str, tmp_path: Path
) -> None:
    time.sleep(1)
    program = subprocess.Popen(
        [str(built / "linkdesk"), "--data", str(data)],
        env={**bare, "DISPLAY": screen}, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while not _shows_purple(screen, tmp_path / "screen.png") and time.monotonic() < until:
            assert program.poll() is None
            time.sleep(1)
        assert _shows_purple(screen, tmp_path / "screen.png")
        kept = ROOT / "tests" / "artefacts"
        kept.mkdir(exist_ok=True)
        shutil.copy(tmp_path / "screen.png", kept / "built-program.png")
    finally:
        program.send_signal(signal.SIGTERM)
        assert program.wait(60) == 0


def _shows_purple(display: str, picture: Path) -> bool:
    """Tell whether the screen shows our main button: a screen without a page has none of its colour."""
    subprocess.run(["import", "-display", display, "-window", "root", str(picture)], check=True)
    with Image.open(picture) as image:
        colours = image.convert("RGB").getcolors(1 << 24) or []
    return sum(count for count, colour in colours if colour == PURPLE) > 500
