"""The doctor says what is there, and what to do about what is not; it changes nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from linkdesk import doctor
from linkdesk.doctor import findings
from linkdesk.printing import pdf
from linkdesk.settings import Settings


def words(folder: Path) -> list[str]:
    return [("ok " if found.good else "bad ") + found.words for found in findings(Settings(data_dir=folder))]


def test_a_sound_machine(tmp_path: Path) -> None:
    said = words(tmp_path / "data")
    assert any(line.startswith("ok SQLCipher 4.") for line in said)
    assert "ok Printing works" in said
    assert any("no vault in it yet" in line for line in said)
    assert not (tmp_path / "data").exists()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "PACKAGES", ("no-such-package",))
    assert "bad no-such-package is not installed. Run ./run.sh once with a network." in words(tmp_path)


def test_a_missing_cipher_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    assert any(line.startswith("bad") and "cannot encrypt" in line for line in words(tmp_path))


def test_missing_fonts_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "VENDOR_SAMPLE", ("nothing.ttf",))
    assert any("Fonts or pictures are missing" in line for line in words(tmp_path))


def test_a_missing_print_library_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Broken:
        def pdf(self, _html: str) -> bytes:
            raise OSError("libpango-1.0.so.0 is not here")

    monkeypatch.setattr(pdf, "press", Broken)
    assert any("libpango" in line and line.startswith("bad") for line in words(tmp_path))


def test_a_synced_folder_is_named(tmp_path: Path) -> None:
    assert any("OneDrive" in line and line.startswith("bad") for line in words(tmp_path / "OneDrive" / "x"))
