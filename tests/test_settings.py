"""Limits stand once; the data folder is the worker's own."""

from __future__ import annotations

import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from linkdesk.settings import KDF_CEILING
from linkdesk.settings import KDF_FLOOR
from linkdesk.settings import Settings
from linkdesk.settings import default_data_dir
from linkdesk.settings import resources


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().testing = True  # type: ignore[misc]  # the fault under test


def test_the_key_function_is_between_floor_and_ceiling() -> None:
    cost = Settings().kdf
    assert KDF_FLOOR.memory_kib <= cost.memory_kib <= KDF_CEILING.memory_kib
    assert KDF_FLOOR.passes <= cost.passes <= KDF_CEILING.passes


def test_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    files = (settings.vault_file, settings.key_file, settings.throttle_file, settings.help_now_file)
    assert {path.parent for path in (*files, settings.lock_file, settings.webview_dir, settings.opened_dir)} == {
        tmp_path
    }


@pytest.mark.parametrize(
    ("platform", "variable", "ending"),
    [("win32", "LOCALAPPDATA", "LinkDesk"), ("linux", "XDG_DATA_HOME", "linkdesk")],
)
def test_each_system_names_its_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, variable: str, ending: str
) -> None:
    monkeypatch.delenv("LINKDESK_DATA", raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert default_data_dir() == tmp_path / ending


def test_macos_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LINKDESK_DATA", raising=False)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert default_data_dir().parts[-3:] == ("Library", "Application Support", "LinkDesk")


def test_a_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LINKDESK_DATA", str(tmp_path / "mine"))
    assert default_data_dir() == tmp_path / "mine"


def test_templates_are_found_in_a_built_program_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert (resources() / "templates").is_dir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources() == tmp_path
