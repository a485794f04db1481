"""Plugged in disks are offered; what is not there or not ours is passed over."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from linkdesk.vault.backup import places
from linkdesk.vault.backup.places import sticks


def test_folders_below_the_roots_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(10):
        (tmp_path / "media" / f"STICK{number}").mkdir(parents=True)
    (tmp_path / "media" / "file").write_text("no folder")
    monkeypatch.setattr(places, "_roots", lambda: (tmp_path / "media", tmp_path / "missing"))
    assert [path.name for path in sticks()] == [f"STICK{number}" for number in range(8)]


@pytest.mark.parametrize(("platform", "root"), [("darwin", "/Volumes"), ("linux", "/media")])
def test_each_system_has_its_roots(monkeypatch: pytest.MonkeyPatch, platform: str, root: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert str(places._roots()[0]).startswith(root)


def test_windows_has_drive_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert places._roots() == ()
    assert places._drives() == ()
