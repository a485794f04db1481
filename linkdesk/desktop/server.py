"""The loopback server: waitress on a port the kernel chose, nothing spooled to disk, stopped cleanly."""

from __future__ import annotations

import logging
import socket
import sys
import threading
from typing import TYPE_CHECKING

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.parser import ParsingError
from waitress.server import create_server

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

    from linkdesk.settings import Limits

_THREADS = 6
_BACKLOG = 64
_LARGEST_ANSWER = 1 << 30
_SINGLE = (b"host", b"content-length", b"transfer-encoding")


class _StrictParser(HTTPRequestParser):  # type: ignore[misc] # waitress publishes no types
    """Refuses what waitress would tidy up before the gate could see it."""

    def parse_header(self, header_plus: bytes) -> None:
        first, *rest = header_plus.split(b"\r\n")
        names = [line.partition(b":")[0].strip().lower() for line in rest]
        if any(names.count(name) > 1 for name in _SINGLE):
            raise ParsingError("A header stands twice.")
        if b"content-length" in names and b"transfer-encoding" in names:
            raise ParsingError("Two lengths.")
        target = first.split(b" ")[1:2]
        if target and not target[0].startswith(b"/"):
            raise ParsingError("Not a path.")
        super().parse_header(header_plus)


class _StrictChannel(HTTPChannel):  # type: ignore[misc] # waitress publishes no types
    parser_class = _StrictParser


def listening_socket(port: int = 0) -> socket.socket:
    """Return a socket that already listens on 127.0.0.1: callers may connect before the pages are ready.

    Raises:
        OSError: the port is taken.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform == "win32":  # pragma: no cover - Windows only
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


class LoopbackServer:
    """waitress in a thread of its own. Bodies and answers stay in memory: waitress's own spool files are plain."""

    def __init__(self, app: WSGIApplication, listener: socket.socket, limits: Limits) -> None:
        logging.getLogger("waitress").setLevel(logging.ERROR)
        self._server = create_server(
            app,
            sockets=[listener],
            threads=_THREADS,
            ident=None,
            backlog=_BACKLOG,
            max_request_body_size=limits.request_bytes,
            inbuf_overflow=2 * limits.request_bytes,
            outbuf_overflow=_LARGEST_ANSWER,
            clear_untrusted_proxy_headers=True,
        )
        self._server.channel_class = _StrictChannel
        self._thread = threading.Thread(target=self._server.run, daemon=True, name="server")

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self, seconds: float = 5.0) -> bool:
        """Finish what is being answered, close every connection, end the threads; tell whether all are gone.

        waitress's own `close()` leaves its loop running while a kept-alive connection is open, so the loop is
        told to close everything itself.
        """
        self._server.task_dispatcher.shutdown(timeout=seconds)
        self._server.trigger.pull_trigger(self._close_all)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _close_all(self) -> None:
        # A connection's own close() forgets the files of answers still on their way; its handle_close() closes them.
        for channel in list(self._server.active_channels.values()):
            channel.handle_close()
        self._server.asyncore.close_all(self._server._map, ignore_all=True)  # noqa: SLF001 - no public way
