"""A running LinkDesk for a browser: the product's own server, without the gate in front."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from linkdesk.desktop.server import LoopbackServer
from linkdesk.desktop.server import listening_socket
from linkdesk.settings import Limits

if TYPE_CHECKING:
    from flask import Flask


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve without the gate, which is not about what a page looks like or does; lend the origin."""
    listener = listening_socket()
    server = LoopbackServer(app, listener, Limits())
    server.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        assert server.stop(60), "the server did not end"
