"""A talk at the client's own screen against an empty Flask page behind the same door and server, in the same run.

`.venv/bin/python -m benchmarks.talk [ROUNDS]`. Whole requests over a loopback connection that is kept open, in an
order shuffled each round. The aim: the next page is there, 95 times of 100, within 3 x the empty page or 30 ms.
"""

from __future__ import annotations

import http.client
import itertools
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from unittest import mock
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import select

from benchmarks.pages import PASSPHRASE
from benchmarks.pages import practice_vault
from benchmarks.timing import high
from linkdesk.application import create_app
from linkdesk.application import open_session
from linkdesk.assessments import library
from linkdesk.assessments.parse import parse
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.clients.models import Client
from linkdesk.desktop.server import LoopbackServer
from linkdesk.desktop.server import listening_socket
from linkdesk.record.clock import SystemClock
from linkdesk.settings import Limits
from linkdesk.vault.lock import ClientMode
from linkdesk.vault.lock import Vault
from linkdesk.web.gate import Gate

if TYPE_CHECKING:
    from uuid import UUID
    from wsgiref.types import WSGIApplication

ROUNDS = 200
QUESTIONS = 150
LONG_FORM = "urn:example:form:150-questions"
HEAD = (
    "| What | p50, ms | p95, ms | Processor, ms | Empty page p50 | p95 | Processor | p95 to p95 |\n"
    "|---|---|---|---|---|---|---|---|"
)
_TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
_EMPTY = "<!doctype html><html lang=en><title>Empty</title><p>Empty</p></html>"


def long_form() -> bytes:
    """Return a form of 150 questions of every kind; each tenth is only asked after a yes before it."""
    kinds: tuple[dict[str, Any], ...] = (
        {"type": "boolean"},
        {"type": "choice", "answerOption": [{"valueCoding": {"code": c, "display": f"Answer {c}"}} for c in "abcde"]},
        {"type": "text"},
        {
            "type": "choice",
            "repeats": True,
            "answerOption": [{"valueCoding": {"code": c, "display": f"Part {c}"}} for c in "abcdefgh"],
        },
        {"type": "string"},
        {"type": "integer"},
    )
    items = [
        {"linkId": f"q{number}", "text": f"Question number {number}", **kinds[number % len(kinds)]}
        for number in range(QUESTIONS)
    ]
    for number in range(12, QUESTIONS, 12):
        items[number + 1]["enableWhen"] = [{"question": f"q{number}", "operator": "=", "answerBoolean": True}]
    form = {
        "resourceType": "Questionnaire",
        "url": LONG_FORM,
        "version": "1",
        "status": "active",
        "title": "A long form",
    }
    return json.dumps({**form, "item": items}).encode()


@dataclass
class Browser:
    """One window that passed the door: a kept connection, its cookies and its token."""

    connection: http.client.HTTPConnection
    origin: str
    cookies: dict[str, str]
    token: str = ""

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[str, bytes]:
        """Return where the answer leads and its body.

        Raises:
            RuntimeError: the answer is neither a page nor a way on.
        """
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method != "GET":
            headers |= {"Origin": self.origin, "X-CSRFToken": self.token, "Content-Type": kind}
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status not in {200, 303}:
            raise RuntimeError(f"{method} {path} answered {answer.status}")
        return answer.headers.get("Location", ""), text

    def page(self, path: str) -> str:
        """Follow to the page and return its path."""
        where, text = self.ask("GET", path)
        while where:
            path = where
            where, text = self.ask("GET", path)
        found = _TOKEN.search(text.decode())
        self.token = found[1] if found else self.token
        return path

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form and return the page it led to."""
        where, _ = self.ask("POST", path, urlencode(fields).encode(), "application/x-www-form-urlencoded")
        return self.page(where)


@contextmanager
def served(app: WSGIApplication) -> Iterator[Browser]:
    """Serve an application as LinkDesk is served: its door, its server, its strict parser."""
    listener = listening_socket()
    port = listener.getsockname()[1]
    gate = Gate(app, port, SystemClock())
    server = LoopbackServer(gate, listener, Limits())
    server.start()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        browser = Browser(connection, gate.origin, {})
        browser.ask("GET", gate.address().removeprefix(gate.origin))
        yield browser
    finally:
        connection.close()
        server.stop(60)


def empty_app() -> Flask:
    """Return the floor: one view, one short page, no store."""
    app = Flask("floor")
    app.add_url_rule("/", "empty", lambda: _EMPTY)
    return app


class Answering:
    """A client at one talk, who answers page after page and begins again at the end."""

    def __init__(self, browser: Browser, vault: Vault, talk: UUID, url: str) -> None:
        self.vault, self.id = vault, talk
        self.browser, self.talk, self.form = browser, f"/assessments/{talk}", library.form(url)
        self.turn()
        self.here = browser.page(f"{self.talk}/talk")
        self.counter = itertools.count()

    def _answer(self) -> dict[str, str]:
        question = self.form.questions[int(self.here.rpartition("/")[2]) - 1]
        count = next(self.counter)
        if question.options:
            return {"answer": question.options[count % len(question.options)].key}
        return {"answer": {"boolean": "yes", "whole": str(count % 9)}.get(question.kind, f"Words {count} " * 20)}

    def turn(self) -> None:
        """Hand the screen to the client for this talk, whoever had it before."""
        self.vault.client_mode = ClientMode(self.id, self.id)

    def ready(self) -> None:
        """Go back to the first question where the last was answered."""
        self.turn()
        if self.here.endswith("/answers"):
            self.here = self.browser.post(f"{self.talk}/page/1?then=back", {})

    def next(self) -> None:
        """Press Next with an answer; the next page is there."""
        self.here = self.browser.post(self.here, {**self._answer(), "go": "next"})

    def keep(self) -> None:
        """Keep what stands on the page, as autosave does."""
        body = json.dumps(self._answer()).encode()
        self.browser.ask("PUT", self.here, body, "application/json")

    def open(self) -> None:
        """Open the talk where it stands."""
        self.browser.page(f"{self.talk}/talk")

    def to_the_check(self) -> None:
        """Answer every question, so that all are shown where answers are checked."""
        self.ready()
        while not self.here.endswith("/answers"):
            self.next()


Act = tuple[Callable[[], None], Callable[[], None]]
"""What is done before the clock runs, and what is timed."""


Times = list[tuple[float, float]]
"""For each run of an act: milliseconds by the clock, and of processor time of browser and server together."""


def measure(acts: dict[str, Act], rounds: int) -> dict[str, Times]:
    """Run every act `rounds` times in an order shuffled each round, five first that do not count."""
    found: dict[str, Times] = {name: [] for name in acts}
    source, names = random.Random(1), list(acts)  # noqa: S311 - an order, not a secret
    for turn in range(rounds + 5):
        source.shuffle(names)
        for name in names:
            before, act = acts[name]
            before()
            begun, used = time.perf_counter(), time.process_time()
            act()
            if turn >= 5:  # those before only warm up
                found[name].append(((time.perf_counter() - begun) * 1000, (time.process_time() - used) * 1000))
    return found


def _nothing() -> None:
    pass


def _started(vault: Vault, folder: Path, forms: tuple[str, ...]) -> list[UUID]:
    with open_session(practice_vault(folder), vault) as (session, actor):
        client = session.scalars(select(Client.id).order_by(Client.created_at, Client.id).limit(1)).one()
        return [start_assessment(session, actor, StartAssessment(client, url, Setting.CLIENT)) for url in forms]


def rows(folder: Path, rounds: int) -> Iterator[str]:
    """Measure and yield the lines."""
    settings = practice_vault(folder, 60)
    vault = Vault(settings, SystemClock())
    vault.unlock(PASSPHRASE)
    everything = (*library.forms(), parse(long_form()))
    with (
        mock.patch.object(library, "forms", return_value=everything),
        served(create_app(settings, vault)) as ours,
        served(empty_app()) as floor,
    ):
        made = _started(vault, folder, (library.MY_LIFE, LONG_FORM, LONG_FORM))
        ours.page("/")
        whole = Answering(ours, vault, made[2], LONG_FORM)
        whole.to_the_check()
        life, long = Answering(ours, vault, made[0], library.MY_LIFE), Answering(ours, vault, made[1], LONG_FORM)
        asked: dict[str, Act] = {
            "empty": (_nothing, _void(floor)),
            "“My life”: Next, until the next page is there": (life.ready, life.next),
            "“My life”: autosave, there and back": (life.ready, life.keep),
            "“My life”: opened where it stands": (life.ready, life.open),
            "150 questions: Next, until the next page is there": (long.ready, long.next),
            "150 questions: autosave, there and back": (long.ready, long.keep),
            "150 questions: opened where it stands": (long.ready, long.open),
            "150 questions: opened where all answers are checked": (whole.turn, whole.open),
        }
        found = measure(asked, rounds)
    vault.lock()
    base = found.pop("empty")
    for name, values in found.items():
        ratio = high([wall for wall, _ in values]) / high([wall for wall, _ in base])
        yield f"| {name} | {_figures(values)} | {_figures(base)} | {ratio:.1f} |"


def _figures(values: Times) -> str:
    wall, used = zip(*values, strict=True)
    return f"{statistics.median(wall):.1f} | {high(list(wall)):.1f} | {statistics.median(used):.1f}"


def _void(browser: Browser) -> Callable[[], None]:
    def ask() -> None:
        browser.ask("GET", "/")

    return ask


def main() -> None:
    """Print one Markdown table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    sys.stdout.write(HEAD + "\n")
    with tempfile.TemporaryDirectory(prefix="linkdesk-bench-") as folder:
        for line in rows(Path(folder), rounds):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
