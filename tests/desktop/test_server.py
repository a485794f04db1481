"""The loopback server against raw bytes: odd requests, memory only, a clean stop."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from typing import BinaryIO

import pytest

from linkdesk.desktop.server import LoopbackServer
from linkdesk.desktop.server import listening_socket
from linkdesk.record.clock import SystemClock
from linkdesk.settings import Limits
from linkdesk.web.gate import Gate

if TYPE_CHECKING:
    from wsgiref.types import StartResponse
    from wsgiref.types import WSGIEnvironment

CANARY = b"CANARY-0815"


class Running:
    """A server with a gate and an app that remembers what reached it."""

    def __init__(self, large: Path = Path()) -> None:
        self.large = large
        self.file: BinaryIO | None = None
        listener = listening_socket()
        self.port = int(listener.getsockname()[1])
        self.reached: list[str] = []
        self.open_files: list[bytes] = []
        self.gate = Gate(self._app, self.port, SystemClock())
        self.server = LoopbackServer(self.gate, listener, Limits())
        self.server.start()
        answer = self.say(
            f"GET {self.gate.address().partition(str(self.port))[2]} HTTP/1.1\r\nHost: {self.host}\r\n\r\n"
        )
        self.cookie = answer.partition("Set-Cookie: ")[2].partition(";")[0]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def _app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.reached.append(str(environ["PATH_INFO"]))
        body = environ["wsgi.input"].read()
        self.open_files = [
            Path(f"/proc/self/fd/{link.name}").read_bytes()[:2_000_000]
            for link in Path("/proc/self/fd").iterdir()
            if _is_deleted_file(link)
        ]
        start_response("200 OK", [("Content-Type", "text/plain")])
        if environ["PATH_INFO"] == "/file":
            self.file = self.large.open("rb")
            wrapped: Iterable[bytes] = environ["wsgi.file_wrapper"](self.file)
            return wrapped
        return [b"inside %d" % len(body) + b"x" * (3_000_000 if environ["PATH_INFO"] == "/long" else 0)]

    def say(self, text: str, body: bytes = b"") -> str:
        """Send bytes, then everything that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as line:
            line.sendall(text.encode("latin-1") + body)
            line.shutdown(socket.SHUT_WR)
            parts = []
            while part := line.recv(65536):
                parts.append(part)
        return b"".join(parts).decode("latin-1")

    def ask(self, head: str, body: bytes = b"") -> str:
        """Send a request with the right Host and cookie."""
        return self.say(f"{head}\r\nHost: {self.host}\r\nCookie: {self.cookie}\r\n\r\n", body)


def _is_deleted_file(link: Path) -> bool:
    try:
        return str(link.readlink()).endswith("(deleted)")
    except OSError:
        return False


@pytest.fixture
def running() -> Iterator[Running]:
    server = Running()
    yield server
    assert server.server.stop()


def test_a_plain_request_passes(running: Running) -> None:
    """Positive control of all refusals below."""
    assert running.ask("GET / HTTP/1.1").startswith("HTTP/1.1 200")
    assert running.reached == ["/"]


def odd_requests(running: Running) -> dict[str, str]:
    host, cookie = f"Host: {running.host}", f"Cookie: {running.cookie}"
    return {
        "no Host": f"GET / HTTP/1.1\r\n{cookie}\r\n\r\n",
        "empty Host": f"GET / HTTP/1.1\r\nHost:\r\n{cookie}\r\n\r\n",
        "two Hosts": f"GET / HTTP/1.1\r\n{host}\r\nHost: evil.example\r\n{cookie}\r\n\r\n",
        "the same Host twice": f"GET / HTTP/1.1\r\n{host}\r\n{host}\r\n{cookie}\r\n\r\n",
        "absolute URI": f"GET http://{running.host}/ HTTP/1.1\r\n{host}\r\n{cookie}\r\n\r\n",
        "foreign absolute URI": f"GET http://evil.example/ HTTP/1.1\r\n{host}\r\n{cookie}\r\n\r\n",
        "asterisk": f"OPTIONS * HTTP/1.1\r\n{host}\r\n{cookie}\r\n\r\n",
        "HTTP/1.0 without Host": f"GET / HTTP/1.0\r\n{cookie}\r\n\r\n",
        "other port": f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{running.port + 1}\r\n{cookie}\r\n\r\n",
        "no port": f"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}\r\n\r\n",
        "TRACE": f"TRACE / HTTP/1.1\r\n{host}\r\n{cookie}\r\n\r\n",
        "CONNECT": f"CONNECT evil.example:443 HTTP/1.1\r\n{host}\r\n{cookie}\r\n\r\n",
        "both lengths": (
            f"POST / HTTP/1.1\r\n{host}\r\n{cookie}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        "two lengths": f"POST / HTTP/1.1\r\n{host}\r\n{cookie}\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nxxxxx",
        "unknown coding": f"POST / HTTP/1.1\r\n{host}\r\n{cookie}\r\nTransfer-Encoding: gzip\r\n\r\n",
        "folded header": f"GET / HTTP/1.1\r\n{host}\r\n evil\r\n{cookie}\r\n\r\n",
        "space before colon": f"GET / HTTP/1.1\r\nHost : {running.host}\r\n{cookie}\r\n\r\n",
        "forwarded host": f"GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-Host: {running.host}\r\n{cookie}\r\n\r\n",
        "no request at all": "\r\n\r\n",
        "too large": f"POST / HTTP/1.1\r\n{host}\r\n{cookie}\r\nContent-Length: {Limits().request_bytes + 1}\r\n\r\n",
    }


def test_odd_requests_reach_no_page(running: Running) -> None:
    for name, text in odd_requests(running).items():
        answer = running.say(text)
        assert not answer.startswith(("HTTP/1.1 2", "HTTP/1.0 2", "HTTP/1.1 3")), name
        assert "inside" not in answer, name
        assert "evil" not in answer, name
    assert running.reached == []
    assert running.ask("GET / HTTP/1.1").startswith("HTTP/1.1 200")


def test_a_chunked_body_arrives_whole(running: Running) -> None:
    text = (
        f"POST / HTTP/1.1\r\nHost: {running.host}\r\nCookie: {running.cookie}\r\n"
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    )
    assert running.say(text).endswith("inside 5")


def test_a_large_body_is_never_spooled_to_disk(running: Running) -> None:
    body = CANARY * 100_000
    answer = running.ask(f"POST / HTTP/1.1\r\nContent-Length: {len(body)}", body)
    assert answer.endswith(f"inside {len(body)}")
    assert not any(CANARY in held for held in running.open_files)


def test_the_spool_file_would_have_been_seen(running: Running) -> None:
    """Positive control: waitress's own default spools such a body to a deleted file in the clear."""
    running.server._server.adj.inbuf_overflow = 524288
    body = CANARY * 100_000
    running.ask(f"POST / HTTP/1.1\r\nContent-Length: {len(body)}", body)
    assert any(CANARY in held for held in running.open_files)


def test_a_large_answer_arrives_whole(running: Running) -> None:
    assert len(running.ask("GET /long HTTP/1.1")) > 3_000_000


def test_it_listens_on_this_computer_only(running: Running) -> None:
    with pytest.raises(OSError, match=r"refused|timed out|unreachable"):
        socket.create_connection(("127.0.0.2", running.port), timeout=1)


def test_it_stops_with_a_connection_kept_alive() -> None:
    running = Running()
    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: {running.host}\r\nCookie: {running.cookie}\r\n\r\n".encode())
        assert line.recv(20).startswith(b"HTTP/1.1 200")
        assert running.server.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "server"]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", running.port), timeout=1)


def test_a_file_half_sent_is_closed_when_it_stops(tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.write_bytes(b"x" * 50_000_000)
    running = Running(large)
    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as line:
        line.sendall(f"GET /file HTTP/1.1\r\nHost: {running.host}\r\nCookie: {running.cookie}\r\n\r\n".encode())
        assert line.recv(20).startswith(b"HTTP/1.1 200")
        assert running.file is not None
        assert not running.file.closed
        assert running.server.stop()
    assert running.file.closed


def test_a_taken_port_says_so(running: Running) -> None:
    with pytest.raises(OSError, match="in use"):
        listening_socket(running.port)
