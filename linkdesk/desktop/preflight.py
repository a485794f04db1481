"""Can a window open here? Asked before the toolkit starts, because Qt aborts the process when it cannot."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from pathlib import Path

_ENGINE = "Qt/lib/libQt6WebEngineCore.so.6"
_XCB = "Qt/plugins/platforms/libqxcb.so"


def why_no_window() -> str | None:
    """Say in a few words why no window can open here; None when one can."""
    if sys.platform != "linux":
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform not in {"offscreen", "minimal"} and not has_display():
        return "there is no display"
    return _why_not_qt(platform)


def has_display() -> bool:
    """Tell whether the environment names a screen."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _why_not_qt(platform: str) -> str | None:
    """Load what Qt will load, in Qt's order, so that the loader names the file that is missing."""
    binding = _binding()
    if binding is None:
        return "the window library PySide6 is not installed"
    if not (binding / _ENGINE).exists():
        return "the web view of PySide6 is not installed"
    on_x = platform == "xcb" or (not platform and not os.environ.get("WAYLAND_DISPLAY"))
    for library in (_ENGINE, _XCB) if on_x else (_ENGINE,):
        try:
            ctypes.CDLL(str(binding / library), mode=os.RTLD_LAZY)
        except OSError as error:
            return f"a system library is missing ({str(error).partition(':')[0]})"
    if on_x and not _x_answers():
        return f"the display {os.environ.get('DISPLAY', '')} does not answer"
    return None


def _binding() -> Path | None:
    """Return the folder of PySide6 without importing it."""
    try:
        found = importlib.util.find_spec("PySide6")
    except ValueError:
        found = None
    places = list(found.submodule_search_locations or ()) if found else []
    return Path(places[0]) if places else None


def _x_answers() -> bool:
    """Try the display as Qt will; its plugin, loaded before, has brought libxcb."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_int)]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers
