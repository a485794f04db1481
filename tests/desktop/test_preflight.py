"""Before the toolkit starts: can a window open here, and if not, why."""

from __future__ import annotations

import ctypes
import importlib.machinery
import importlib.util
from pathlib import Path

import pytest

from linkdesk.desktop.preflight import has_display
from linkdesk.desktop.preflight import why_no_window

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="other systems bring their own web view")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def test_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not has_display()
    assert why_no_window() == "there is no display"
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_display()


def test_a_display_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4711")
    assert why_no_window() == "the display :4711 does not answer"


def test_the_offscreen_platform_needs_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_window() is None


def test_a_missing_system_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, **_mode: int) -> ctypes.CDLL:
        raise OSError(f"libxcb-cursor.so.0: cannot open shared object file: No such file ({name})")

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("linkdesk.desktop.preflight.ctypes.CDLL", refuse)
    assert why_no_window() == "a system library is missing (libxcb-cursor.so.0)"


def test_a_missing_binding_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert why_no_window() == "the window library PySide6 is not installed"


def test_a_missing_web_view_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    spec = importlib.machinery.ModuleSpec("PySide6", None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: spec)
    assert why_no_window() == "the web view of PySide6 is not installed"
