"""One window, from start until its page is loaded, then closed: `window.py bare`, `window.py linkdesk FOLDER`."""

from __future__ import annotations

import http.server
import os
import sys
import threading
from pathlib import Path
from unittest import mock

from linkdesk.desktop import program
from linkdesk.desktop.window import Window
from linkdesk.settings import Settings


class ClosingWindow(Window):
    """LinkDesk's own window, closed as soon as its page is there."""

    def _before_show(self) -> None:
        super()._before_show()
        self._window.events.loaded += self.close


class Hello(http.server.BaseHTTPRequestHandler):
    """The least page there can be."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>x</title><h1>Hello</h1>")

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def bare() -> None:
    """Open the floor: the same toolkit, one page, no application."""
    server = http.server.HTTPServer(("127.0.0.1", 0), Hello)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ["PYWEBVIEW_GUI"], os.environ["QT_API"] = "qt", "pyside6"
    if os.geteuid() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    import webview

    window = webview.create_window("bare", f"http://127.0.0.1:{server.server_port}/")
    if window is None:
        raise RuntimeError("no window")
    window.events.loaded += window.destroy
    webview.start()


def linkdesk(folder: Path) -> None:
    """Open LinkDesk on a locked vault."""
    with mock.patch.object(program, "Window", ClosingWindow):
        program.run(Settings(data_dir=folder))


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else linkdesk(Path(sys.argv[2]))
    program.leave(0)
