"""The way in for a browser: a private file, no ticket in a command line, the system's own libraries."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from urllib.parse import unquote
from urllib.parse import urlparse

import pytest

from linkdesk.desktop.browser import open_in_browser
from linkdesk.desktop.folder import opener
from linkdesk.settings import Settings

ADDRESS = "http://127.0.0.1:5123/enter?ticket=abc&x=1"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None]]:
    """What the browser was asked to open, and the library path it was given."""
    seen: list[tuple[str, str | None]] = []

    def remember(address: str) -> bool:
        seen.append((address, os.environ.get("LD_LIBRARY_PATH")))
        return True

    monkeypatch.setattr("webbrowser.open", remember)
    return seen


def test_the_browser_is_given_a_private_file(tmp_path: Path, opened: list[tuple[str, str | None]]) -> None:
    settings = Settings(data_dir=tmp_path)
    assert open_in_browser(settings, ADDRESS)
    address, _ = opened[0]
    assert address.startswith("file://")
    assert "ticket" not in address
    page = Path(unquote(urlparse(address).path))
    assert page == opener(settings)
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert 'content="0;url=http://127.0.0.1:5123/enter?ticket=abc&amp;x=1"' in page.read_text("utf-8")


@pytest.mark.parametrize("original", [None, "/usr/local/lib"])
def test_the_built_program_gives_the_system_its_libraries_back(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    opened: list[tuple[str, str | None]],
    original: str | None,
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/linkdesk/_internal")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if original is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", original)
    open_in_browser(Settings(data_dir=tmp_path), ADDRESS)
    assert opened[0][1] == original
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/linkdesk/_internal"
