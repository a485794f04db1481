"""The window: pywebview, told to keep nothing, stay at home and say nothing about clients."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.desktop.memory import lean_web_view

if TYPE_CHECKING:
    from linkdesk.settings import Settings

TITLE = "LinkDesk"
LOAD_SECONDS = 20.0
RENDERERS = frozenset({"qtwebengine", "edgechromium", "wkwebview", "cocoa"})
"""Web views that keep our promises; Windows without WebView2 would fall back to Internet Explorer."""

DEBUG_PORT = "LINKDESK_TEST_DEBUG_PORT"
"""Environment variable with a port for the tests' driver; obeyed only when `Settings.testing` is set."""


class Window:
    """The one window of a run. `show()` blocks the main thread until it is closed."""

    def __init__(self, settings: Settings, origin: str) -> None:
        self._settings = settings
        self._origin = origin
        self._window: Any = None
        self._refused = ""
        self._asked_to_close = False
        self._address: Callable[[], str] = lambda: origin

    def show(self, address: Callable[[], str], late: Callable[[], None]) -> None:
        """Open the window; `refused` tells afterwards whether it was no window at all.

        `address()` is asked at the last moment, because its ticket is short-lived and toolkits start slowly on a
        cold disk. `late()` is called from a thread when nothing was drawn within `LOAD_SECONDS`.
        """
        webview = _toolkit(self._settings)
        self._address = address
        self._window = webview.create_window(
            TITLE,
            self._origin,
            width=1200,
            height=700,
            min_size=(320, 480),
            maximized=True,
            text_select=True,
            zoomable=True,
        )
        self._window.events.initialized += self._may_use
        self._window.events.before_show += self._before_show
        self._window.events.shown += self._close_if_asked
        threading.Thread(target=self._watch_loading, args=(late,), daemon=True, name="loading").start()
        webview.start(private_mode=True, storage_path=str(self._settings.webview_dir), debug=False)

    @property
    def refused(self) -> str:
        """The web view that was found but may not be used; empty when all is well."""
        return self._refused

    def close(self) -> None:
        """Close the window, now or as soon as it is there; `show()` returns."""
        self._asked_to_close = True
        if self._window is not None and self._window.events.shown.is_set():
            self._window.destroy()

    def go_home(self) -> None:
        """Load the first page, which leads to the lock page when locked."""
        if self._window is not None:
            self._window.load_url(f"{self._origin}/")

    def come_forward(self) -> None:
        """Bring the window to the front, as large as it starts."""
        if self._window is not None:
            self._window.restore()
            self._window.maximize()

    def choose_save_path(self, name: str) -> Path | None:
        """Ask the worker where to save a file; None when they think better of it.

        `name` is a suggestion and holds no client's name: file dialogs remember names.
        """
        from webview import FileDialog

        chosen = self._window.create_file_dialog(FileDialog.SAVE, directory=str(Path.home()), save_filename=name)
        return Path(chosen[0]) if chosen else None

    def choose_folder(self) -> Path | None:
        """Ask the worker for a folder or stick; None when they think better of it."""
        from webview import FileDialog

        chosen = self._window.create_file_dialog(FileDialog.FOLDER, directory=str(Path.home()))
        return Path(chosen[0]) if chosen else None

    def choose_file(self) -> Path | None:
        """Ask the worker for a file that is on this computer; None when they think better of it."""
        from webview import FileDialog

        chosen = self._window.create_file_dialog(FileDialog.OPEN, directory=str(Path.home()))
        return Path(chosen[0]) if chosen else None

    def _may_use(self, renderer: str) -> bool:
        if renderer in RENDERERS:
            self._window.real_url = self._address()
            return True
        self._refused = renderer
        return False

    def _before_show(self) -> None:
        """Runs in the thread of the toolkit, once, before anything is drawn."""
        if sys.platform == "linux":
            from linkdesk.desktop.qt import take_in_hand

            take_in_hand(self._window.native, self._origin)

    def _close_if_asked(self) -> None:
        if self._asked_to_close:
            self._window.destroy()

    def _watch_loading(self, late: Callable[[], None]) -> None:
        if not self._window.events.loaded.wait(LOAD_SECONDS):
            late()


def _toolkit(settings: Settings) -> Any:
    """Import pywebview, told which toolkit to use and what it may not do."""
    if sys.platform == "linux":
        os.environ["PYWEBVIEW_GUI"] = "qt"
        os.environ["QT_API"] = "pyside6"
        lean_web_view()
        if os.geteuid() == 0:  # Chromium's sandbox refuses root; LinkDesk is only run so in tests and containers
            os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    import webview

    webview.settings["ALLOW_DOWNLOADS"] = False
    webview.settings["ALLOW_FILE_URLS"] = False
    webview.settings["OPEN_EXTERNAL_LINKS_IN_BROWSER"] = False
    webview.settings["OPEN_DEVTOOLS_IN_DEBUG"] = False
    if settings.testing and DEBUG_PORT in os.environ:
        webview.settings["REMOTE_DEBUGGING_PORT"] = int(os.environ[DEBUG_PORT])
    return webview
