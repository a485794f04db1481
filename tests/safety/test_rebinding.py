"""A real browser on a hostile site: DNS rebinding, cross-site forms, probes. None gets a byte or changes a thing."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING
from typing import Any
from typing import ClassVar

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page

from linkdesk.desktop.server import LoopbackServer
from linkdesk.desktop.server import listening_socket
from linkdesk.record.clock import SystemClock
from linkdesk.settings import Limits
from linkdesk.web.gate import Gate
from tests.journeys.accessibility import CHROMIUM
from tests.journeys.accessibility import driver

if TYPE_CHECKING:
    from wsgiref.types import StartResponse
    from wsgiref.types import WSGIEnvironment

pytestmark = [pytest.mark.safety, pytest.mark.browser]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
    "--host-resolver-rules=MAP evil.example 127.0.0.1",
]  # fmt: skip
HTML = ("Content-Type", "text/html")


class Desk:
    """A loopback server with one secret page; remembers what reached the inside."""

    def __init__(self) -> None:
        listener = listening_socket()
        self.port = int(listener.getsockname()[1])
        self.reached: list[str] = []
        self.gate = Gate(self._inside, self.port, SystemClock())
        self.server = LoopbackServer(self.gate, listener, Limits())
        self.server.start()

    def _inside(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.reached.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        start_response("200 OK", [HTML])
        return [b"<!doctype html><title>Desk</title><link rel=icon href=data:,><h1>Secret of a client</h1>"]


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    assert made.server.stop()


@pytest.fixture
def hostile() -> Iterator[str]:
    """A web site of someone else, reachable under the name evil.example."""

    class Site(BaseHTTPRequestHandler):
        page: ClassVar[bytes] = b"<!doctype html><title>Evil</title><h1>Evil</h1>"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header(*HTML)
            self.end_headers()
            self.wfile.write(self.page)

        def log_message(self, *_arguments: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://evil.example:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    made = driver().chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield made
    made.close()


@pytest.fixture
def page(desk: Desk, browser: Browser) -> Iterator[Page]:
    """A page of a browser that holds the right cookie, as in browser mode."""
    context = browser.new_context()
    made = context.new_page()
    made.goto(desk.gate.address())
    assert made.inner_text("h1") == "Secret of a client"
    desk.reached.clear()
    yield made
    context.close()


def test_its_own_page_reaches_the_inside(desk: Desk, page: Page) -> None:
    """Positive control of everything below."""
    page.goto(f"{desk.gate.origin}/")
    assert page.evaluate("fetch('/x', {method: 'POST'}).then(answer => answer.text())").count("Secret") == 1
    assert desk.reached == ["GET /", "POST /x"]


def test_a_rebound_name_reads_nothing(desk: Desk, page: Page) -> None:
    answer = page.goto(f"http://evil.example:{desk.port}/")
    assert answer is not None
    assert answer.status == 421
    assert "Secret" not in page.content()
    assert desk.reached == []


def test_another_name_of_this_computer_reads_nothing(desk: Desk, page: Page) -> None:
    answer = page.goto(f"http://localhost:{desk.port}/")
    assert answer is not None
    assert answer.status == 421
    assert desk.reached == []


HOSTILE = {
    "form post": "const f = document.createElement('form'); f.method = 'post'; f.action = HOME + '/clients/new';"
    "document.body.append(f); f.submit()",
    "form get": "const f = document.createElement('form'); f.action = HOME + '/'; document.body.append(f); f.submit()",
    "link": "location.href = HOME + '/'",
    "no-cors fetch": "fetch(HOME + '/', {mode: 'no-cors', credentials: 'include'}).catch(() => 0)",
    "cors fetch": "fetch(HOME + '/', {credentials: 'include'}).catch(() => 0)",
    "put": "fetch(HOME + '/', {method: 'PUT', credentials: 'include', body: '{}'}).catch(() => 0)",
    "picture": "new Image().src = HOME + '/logo.png'",
    "script": "const s = document.createElement('script'); s.src = HOME + '/x.js'; document.body.append(s)",
    "style": "const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = HOME + '/x.css';"
    "document.head.append(l)",
    "frame": "const i = document.createElement('iframe'); i.src = HOME + '/'; document.body.append(i)",
    "socket": "new WebSocket(HOME.replace('http', 'ws') + '/')",
    "beacon": "navigator.sendBeacon(HOME + '/x', 'x')",
}


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_hostile_page_reaches_nothing(desk: Desk, page: Page, hostile: str, attack: str) -> None:
    page.goto(hostile)
    page.evaluate(f"(HOME) => {{ {HOSTILE[attack]} }}", desk.gate.origin)
    page.wait_for_timeout(300)
    assert desk.reached == []
    assert not any("Secret" in frame.content() for frame in page.frames)
