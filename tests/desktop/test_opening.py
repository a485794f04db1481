"""The system's own program for a file is asked with the file alone."""

from __future__ import annotations

import stat
import time
from pathlib import Path

import pytest

from linkdesk.desktop.opening import open_with_system


def test_the_systems_program_gets_the_path_and_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "told"
    for name in ("xdg-open", "open"):
        program = tmp_path / name
        program.write_text(
            f'#!/bin/sh\nprintf "%s|%s" "$#" "$1" > "{told}.part" && mv "{told}.part" "{told}"\n', "utf-8"
        )
        program.chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    path = tmp_path / "a plan; rm -rf $HOME.pdf"
    assert open_with_system(path)
    until = time.monotonic() + 60
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert told.read_text("utf-8") == f"1|{path}"


def test_without_one_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not open_with_system(tmp_path / "Plan.pdf")
