"""What pywebview leaves undone on Qt: printing, staying at home, coming back after a crash of the page."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMarginsF
from PySide6.QtCore import QTimer
from PySide6.QtCore import QUrl
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWebEngineCore import QWebEngineNavigationRequest
from PySide6.QtWebEngineCore import QWebEngineSettings
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInterceptor

_INSIDE = frozenset({"data", "blob"})
_PULSE_MS = 250
"""How long a request of the system to end may wait: Python hears signals only between two of its own steps."""


class _HomeOnly(QWebEngineUrlRequestInterceptor):
    """Lets nothing leave for another address: no link, redirect, picture or script."""

    def __init__(self, origin: str) -> None:
        super().__init__()
        self.home = QUrl(origin)

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 - Qt's name
        """Block a request for anything that is not ours."""
        if not is_home(info.requestUrl(), self.home):
            info.block(True)  # noqa: FBT003 - Qt's signature


def is_home(url: QUrl, home: QUrl) -> bool:
    """Tell whether `url` is a page of ours or lies inside one."""
    if url.scheme() in _INSIDE:
        return True
    return (url.scheme(), url.host(), url.port()) == (home.scheme(), home.host(), home.port())


def take_in_hand(native: Any, origin: str) -> None:
    """Give pywebview's Qt window what it lacks. Must run in Qt's own thread."""
    view = native.webview
    native.home_only = _HomeOnly(origin)  # kept: Qt holds no reference
    native.profile.setUrlRequestInterceptor(native.home_only)
    allowed = view.page().settings()
    allowed.setAttribute(QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows, False)  # noqa: FBT003 - Qt's
    view.page().createWindow = _no_second_window
    view.page().navigationRequested.connect(lambda request: _stay(request, native.home_only.home))
    view.renderProcessTerminated.connect(lambda *_: view.reload())
    view.printRequested.connect(lambda: _print(native))
    native.pulse = QTimer(native)
    native.pulse.timeout.connect(_listen)
    native.pulse.start(_PULSE_MS)


def _listen() -> None:
    """Give Python a step in Qt's loop, which otherwise sleeps in C++ while nothing happens in the window."""


def _stay(request: QWebEngineNavigationRequest, home: QUrl) -> None:
    """Turn down a way out before it is tried, so that the page stays where it is."""
    if not is_home(request.url(), home):
        request.reject()


def _no_second_window(_kind: object) -> None:
    """Refuse `window.open` and `target=_blank`: pywebview would load the address in our own window."""


def _print(native: Any) -> None:
    """Show the system's print dialog and print the page; the printer must outlive this call.

    The page fills the whole sheet: pressed into the margins of the printer, every letter would be smaller than chosen.
    """
    native.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    native.printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if QPrintDialog(native.printer, native).exec():
        native.printer.setFullPage(True)
        native.printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        native.webview.print(native.printer)
