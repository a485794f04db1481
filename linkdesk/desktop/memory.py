"""Keeping memory small: a laptop of eight gigabytes runs a mail program and a browser beside LinkDesk."""

from __future__ import annotations

import os
import sys

# The pages are plain and still, so drawing them by the processor is quick, and no graphics driver can get it wrong.
# A page that was left is not kept: it would take memory, and Back could show it after a lock.
# Scripts are read and tidied up after by the page's own thread. On two cores the helping threads of Qt WebEngine 6.12
# (Chromium 140) now and then wait for that thread while it waits for them, and the window stands still for ever.
_WEB_VIEW = (
    "--disable-gpu",
    "--enable-low-end-device-mode",
    "--renderer-process-limit=1",
    "--js-flags=--single-threaded",
    "--disable-features=BackForwardCache,SpareRendererForSitePerProcess,ScriptStreaming,BackgroundResourceFetch",
)
_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
_M_ARENA_MAX = -8
_ARENAS = 2


def few_arenas() -> None:
    """Let the threads share memory pools. glibc gives each thread its own, and keeps what it once took."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Hand freed memory back to the system: glibc keeps what a print or a page once took."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).malloc_trim(0)


def lean_web_view() -> None:
    """Tell Qt's web view to do without what our pages do not use; must run before it starts.

    A graphics driver is one of them: the one that draws by the processor alone takes thirty megabytes.
    """
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    given = os.environ.get(_FLAGS, "").split()
    os.environ[_FLAGS] = " ".join([*given, *(flag for flag in _WEB_VIEW if flag not in given)])
