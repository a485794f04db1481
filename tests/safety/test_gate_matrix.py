"""The door, every combination: 9 Hosts x 6 Origins x 5 Sec-Fetch-Sites x 4 tokens x 2 methods x every rule."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

import pytest
from werkzeug.test import run_wsgi_app

from linkdesk.record.clock import SystemClock
from linkdesk.web.gate import Gate

if TYPE_CHECKING:
    from wsgiref.types import StartResponse
    from wsgiref.types import WSGIEnvironment

    from flask import Flask

    from tests.furnished import House

pytestmark = pytest.mark.safety
PORT = 5123
HOME = f"127.0.0.1:{PORT}"
HOSTS = (
    HOME, "127.0.0.1", f"127.0.0.1:{PORT + 1}", f"localhost:{PORT}", f"[::1]:{PORT}", f"evil.example:{PORT}",
    f"{HOME}.evil.example", f"{HOME}, {HOME}", None,
)  # fmt: skip
ORIGINS = (None, f"http://{HOME}", f"https://{HOME}", f"http://127.0.0.1:{PORT + 1}", "http://evil.example", "null")
SITES = (None, "none", "same-origin", "same-site", "cross-site")
TOKENS = ("right", "wrong", "empty", "none")
METHODS = ("GET", "POST")
SAMPLES = {"uuid": "11111111-1111-4111-8111-111111111111", "int": "1", "path": "css/linkdesk.css", "": "x"}


@dataclass
class Inside:
    """What stands behind the door: it remembers each request that passed."""

    reached: list[str] = field(default_factory=list)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.reached.append(str(environ["PATH_INFO"]))
        start_response("200 OK", [])
        return [b"inside"]


@dataclass
class Door:
    """A gate with its cookie, before `Inside`."""

    inside: Inside = field(default_factory=Inside)

    def __post_init__(self) -> None:
        self.gate = Gate(self.inside, PORT, SystemClock())
        query = self.gate.address().partition("?")[2]
        entry = {"REQUEST_METHOD": "GET", "PATH_INFO": "/enter", "QUERY_STRING": query, "HTTP_HOST": HOME}
        _, _, headers = run_wsgi_app(self.gate, entry)
        self.right = headers["Set-Cookie"].partition(";")[0]
        name = self.right.partition("=")[0]
        self.cookies = {"right": self.right, "wrong": f"{name}={'x' * 43}", "empty": f"{name}=", "none": None}

    def ask(self, environ: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
        parts, status, headers = run_wsgi_app(self.gate, environ)
        return int(status.split()[0]), b"".join(parts), dict(headers)


def paths(app: Flask) -> list[str]:
    """Return one address for every rule, and one that no rule knows."""
    found = {
        re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", lambda hit: SAMPLES.get(hit[1] or "", "x"), rule.rule)
        for rule in app.url_map.iter_rules()
    }
    return [*sorted(found), "/nowhere", "/enter/", "/static/../secret", "//evil.example/"]


def combinations() -> Iterator[tuple[bool, str, dict[str, str | None]]]:
    """Yield whether it should pass, the method, and the headers."""
    for host, origin, site, token, method in itertools.product(HOSTS, ORIGINS, SITES, TOKENS, METHODS):
        passes = (
            host == HOME
            and origin in {None, f"http://{HOME}"}
            and site in {None, "none", "same-origin"}
            and token == "right"
        )
        headers = {"HTTP_HOST": host, "HTTP_ORIGIN": origin, "HTTP_SEC_FETCH_SITE": site, "token": token}
        yield passes, method, headers


def test_of_2160_combinations_exactly_12_pass_on_every_rule(house: House) -> None:
    door = Door()
    cases = list(combinations())
    assert len(cases) == 2160
    assert sum(passes for passes, _, _ in cases) == 12
    addresses = paths(house.app)
    assert len(addresses) > 30
    for path in addresses:
        for passes, method, headers in cases:
            asked = {"HTTP_COOKIE": door.cookies[str(headers["token"])], **headers}
            environ = {name: value for name, value in asked.items() if value is not None and name != "token"}
            before = len(door.inside.reached)
            status, body, _ = door.ask({"REQUEST_METHOD": method, "PATH_INFO": path, **environ})
            reached = len(door.inside.reached) > before
            assert reached == passes, (path, method, environ)
            assert (status == 200) == passes, (path, method, environ)
            assert passes or (status in {403, 421} and body.count(b"\n") == 1), (path, method, environ)
    assert len(door.inside.reached) == 12 * len(addresses)


NOT_YET = {"/settings/letter-head/logo": {"404"}}
"""A picture that a new service has none of."""


def test_each_page_behind_the_door_answers_the_right_window(house: House) -> None:
    """Positive control on the real pages: with the right headers none says 403 or 421."""
    gate = Gate(house.app, PORT, SystemClock())
    query = gate.address().partition("?")[2]
    entry = {"REQUEST_METHOD": "GET", "PATH_INFO": "/enter", "QUERY_STRING": query, "HTTP_HOST": HOME}
    cookie = run_wsgi_app(gate, entry)[2]["Set-Cookie"].partition(";")[0]
    right = {"HTTP_HOST": HOME, "HTTP_COOKIE": cookie, "HTTP_SEC_FETCH_SITE": "same-origin"}
    for rule in house.app.url_map.iter_rules():
        if "GET" in (rule.methods or set()) and not rule.arguments:
            environ = {"REQUEST_METHOD": "GET", "PATH_INFO": rule.rule, **_base(), **right}
            _, status, _ = run_wsgi_app(gate, environ)
            assert status.split()[0] in NOT_YET.get(rule.rule, {"200", "303"}), rule.rule


def _base() -> dict[str, str]:
    return {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": str(PORT), "wsgi.url_scheme": "http", "SCRIPT_NAME": ""}


def test_no_answer_allows_another_origin(house: House) -> None:
    door = Door()
    for path in paths(house.app):
        for origin in ("http://evil.example", f"http://{HOME}"):
            preflight = {
                "REQUEST_METHOD": "OPTIONS",
                "PATH_INFO": path,
                "HTTP_HOST": HOME,
                "HTTP_ORIGIN": origin,
                "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "POST",
            }
            _, _, headers = door.ask(preflight)
            assert not [name for name in headers if name.lower().startswith("access-control")]
