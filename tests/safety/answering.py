"""A client who answers over the loopback server of a LinkDesk that is killed at random moments.

Everything the server said yes to is noted; what was asked and not yet answered may be kept or not, but never half.
"""

from __future__ import annotations

import http.cookiejar
import json
import random
import re
import signal
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from dataclasses import dataclass
from dataclasses import field
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from linkdesk.assessments import library
from linkdesk.assessments.questionnaire import shown
from linkdesk.assessments.rules import Kind

if TYPE_CHECKING:
    from linkdesk.assessments.flow import Talk
    from linkdesk.assessments.questionnaire import Form
    from linkdesk.assessments.rules import AnswerValue

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120
LONGEST_LIFE = 1.5
"""Seconds: a life ends somewhere between the first answer and this."""
_TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
_QUESTION = re.compile(r"/question/(\d+)$")


@dataclass
class Desk:
    """One run of the program and a browser that is let in by its one-time address."""

    process: subprocess.Popen[str]
    origin: str
    opener: urllib.request.OpenerDirector
    token: str = ""

    @classmethod
    def start(cls, data: Path, passphrase: str) -> Desk:
        """Start the program, come in and unlock."""
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.program", "serve", str(data)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/\S+", process.stdout.readline())
        assert address is not None, "no address was printed"
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        desk = cls(process, address[0].partition("/enter")[0], opener)
        desk.get(address[0].removeprefix(desk.origin))
        desk.get("/unlock")
        desk.post("/unlock", {"passphrase": passphrase})
        desk.get("/")
        return desk

    def ask(self, method: str, path: str, body: bytes | None, kind: str) -> tuple[str, str]:
        """Return the address it led to and the text; redirects are followed."""
        headers = {"X-CSRFToken": self.token, "Origin": self.origin, "Content-Type": kind}
        request = urllib.request.Request(  # noqa: S310 - the program's own loopback address
            f"{self.origin}{path}", data=body, method=method, headers=headers
        )
        with self.opener.open(request, timeout=PATIENCE) as answer:
            text = answer.read().decode()
            found = _TOKEN.search(text)
            self.token = found[1] if found else self.token
            return answer.url.removeprefix(self.origin), text

    def get(self, path: str) -> tuple[str, str]:
        """Open a page."""
        return self.ask("GET", path, None, "text/plain")

    def post(self, path: str, fields: dict[str, str]) -> tuple[str, str]:
        """Send a form."""
        body = urllib.parse.urlencode({**fields, "csrf_token": self.token}).encode()
        return self.ask("POST", path, body, "application/x-www-form-urlencoded")

    def put(self, path: str, words: dict[str, str]) -> None:
        """Keep what stands on a page, as autosave does."""
        self.ask("PUT", path, json.dumps(words).encode(), "application/json")

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()


@dataclass
class Told:
    """What the server said yes to, and the one thing under way when it died."""

    values: dict[str, AnswerValue] = field(default_factory=dict)
    page: int = 1
    pending: tuple[str, AnswerValue, int] | None = None
    """The question, its value and the page after it."""
    answered: int = 0

    def faults(self, talk: Talk) -> list[str]:
        """Say how the talk as it is kept differs from what was said yes to."""
        link_id, value, page = self.pending or ("", None, self.page)
        found = [
            f"{name}: {talk.values.get(name)!r}, told {told!r}"
            for name, told in self.values.items()
            if talk.values.get(name) != told and not (name == link_id and talk.values.get(name) == value)
        ]
        if talk.here not in {self.page, page}:
            found.append(f"stands on {talk.here}, told {self.page}")
        return found


def answer_until_killed(desk: Desk, talk: str, told: Told, life: float, source: random.Random) -> None:
    """Answer question after question, again from the start at the end, until the program dies after `life` seconds."""
    form = library.form(library.WHAT_MATTERS)
    told.page = _page(desk.get(f"{talk}/talk")[0], form)
    timer = threading.Timer(life, desk.kill)
    timer.start()
    try:
        while True:
            _one_answer(desk, talk, told, form, source)
    except (OSError, HTTPException):
        timer.join()
        assert desk.process.poll() is not None, "it was not the kill that ended this"


def _one_answer(desk: Desk, talk: str, told: Told, form: Form, source: random.Random) -> None:
    if told.page > len(form.questions):
        told.pending = ("", None, 1)
        desk.post(f"{talk}/page/1?then=back", {})
        told.page, told.pending = 1, None
        return
    question = form.questions[told.page - 1]
    text = f"Zaunkönig {source.getrandbits(32)}"
    key = source.choice([option.key for option in question.options]) if question.options else ""
    value: Any = ((key,) if question.kind is Kind.MULTI else key) if key else text
    after = _after(form, {**told.values, question.link_id: value}, told.page)
    here = f"{talk}/question/{told.page}"
    told.pending = (question.link_id, value, told.page)
    desk.put(here, {"answer": key or text})
    told.values[question.link_id] = value
    told.pending = (question.link_id, value, after)
    url, _text = desk.post(here, {"answer": key or text, "go": "next"})
    told.page, told.pending = _page(url, form), None
    told.answered += 1


def _after(form: Form, values: dict[str, AnswerValue], page: int) -> int:
    asked = (question.number for question in shown(form, values) if question.number > page)
    return next(asked, len(form.questions) + 1)


def _page(url: str, form: Form) -> int:
    found = _QUESTION.search(url)
    return int(found[1]) if found else len(form.questions) + 1
