"""A real server on loopback that answers as a test tells it."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Answer:
    """What is sent: `length` may promise more than there is, one that `hangs` sends `rest` when it is let go."""

    body: bytes = b""
    status: int = 200
    length: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    rest: bytes = b""


@dataclass
class Feed:
    """The server: its answers by path with query, and what it was asked."""

    address: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def pages(self, *pages: list[dict[str, Any]]) -> str:
        """Serve a list in pages of Open Referral 3.0 and return its address."""
        for number, contents in enumerate(pages, 1):
            page = {"total_items": sum(map(len, pages)), "total_pages": len(pages), "page_number": number}
            body = json.dumps({**page, "last_page": number == len(pages), "contents": contents}).encode()
            self.answers["/services" + (f"?page={number}" if number > 1 else "")] = Answer(body)
        return f"{self.address}/services"

    def one(self, answer: Answer) -> str:
        """Serve one answer and return its address."""
        self.answers["/services"] = answer
        return f"{self.address}/services"


@contextmanager
def serving() -> Iterator[Feed]:
    """Serve on a port the kernel chose."""
    feed = Feed()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            feed.asked.append(self.path)
            feed.sent.append(dict(self.headers))
            answer = feed.answers.get(self.path, Answer(status=404))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
            self.end_headers()
            self.wfile.write(answer.body)
            if answer.hangs:
                self.wfile.flush()
                feed.over.wait(30)
                with suppress(OSError):  # who asked may have left
                    self.wfile.write(answer.rest)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    feed.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield feed
    finally:
        feed.over.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
