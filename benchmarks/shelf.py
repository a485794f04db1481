"""A form of 500 parts brought in, looked at and asked: `.venv/bin/python -m benchmarks.shelf FOLDER`.

Each beside the floor, an empty Flask page asked in the same rounds; the last column says how high 95 of 100 stay.
"""

from __future__ import annotations

import io
import itertools
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.pages import PASSPHRASE
from benchmarks.pages import open_desk
from benchmarks.pages import practice_vault
from benchmarks.timing import HEAD
from benchmarks.timing import Row
from benchmarks.timing import high
from benchmarks.timing import taken
from linkdesk.application import create_app
from linkdesk.application import open_session
from linkdesk.assessments.rules import Setting
from linkdesk.assessments.rules import StartAssessment
from linkdesk.assessments.service import start_assessment
from linkdesk.assessments.shelf import service
from linkdesk.clients.models import Client
from linkdesk.record.clock import SystemClock
from linkdesk.vault.lock import Vault

ROUNDS = 60
PARTS = 500
URL = "urn:benchmark:form"


def form(version: str, parts: int = PARTS) -> bytes:
    """Return a form of so many parts: choices of four, rows of numbers, words, each hanging on the one before."""
    items: list[dict[str, Any]] = []
    for number in range(parts):
        item: dict[str, Any] = {"linkId": f"q{number}", "text": f"How do you get on with part {number} of your day?"}
        if number % 3 == 0:
            options = [{"valueCoding": {"code": f"a{each}", "display": f"Answer {each}"}} for each in range(4)]
            item |= {"type": "choice", "answerOption": options}
        else:
            item |= {"type": "boolean" if number % 3 == 1 else "text"}
        if number % 3 == 2:
            item["enableWhen"] = [{"question": f"q{number - 1}", "operator": "=", "answerBoolean": True}]
        items.append(item)
    head = {"resourceType": "Questionnaire", "url": URL, "version": version, "title": "A long form", "item": items}
    return json.dumps(head).encode()


def empty_page() -> FlaskClient:
    """Return the floor: a Flask application that answers with nothing."""
    app = Flask("floor")
    app.add_url_rule("/", "floor", lambda: "")
    return app.test_client()


def main() -> int:
    """Measure and print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="linkdesk-bench-"))
    settings = practice_vault(folder / "shelf", clients=12)
    vault = Vault(settings, SystemClock())
    vault.unlock(PASSPHRASE)
    with open_session(settings, vault) as (session, actor):
        client = session.query(Client.id).first()
        form_id = service.bring_in(session, actor, form(f"first {SystemClock().now().isoformat()}"))
        service.use(session, actor, form_id)
        if client is None:
            raise RuntimeError("the practice vault has no clients")
        talk = start_assessment(session, actor, StartAssessment(client[0], URL, Setting.WORKER))
    desk, floor = open_desk(create_app(settings, vault)), empty_page()
    versions = itertools.count()

    def post(path: str, expected: int, **fields: Any) -> str:
        with desk.client.post(path, data={"csrf_token": desk.token, **fields}) as answer:
            if answer.status_code != expected:
                raise RuntimeError(f"{path} answered {answer.status_code}")
            return str(answer.location)

    def bring() -> None:
        data = form(f"{SystemClock().now().isoformat()}-{next(versions)}")
        post("/settings/forms", 303, file=(io.BytesIO(data), "form.json"))

    def onward() -> None:
        at = f"/assessments/{talk}/question/1"
        post(f"/assessments/{talk}/page/1", 303)
        desk.get(post(at, 303, answer="a1", go="next"))

    actions: dict[str, Callable[[], object]] = {
        f"Bring in a form of {PARTS} parts": bring,
        "Its page: what is asked, not used, hard to read": lambda: desk.get(f"/settings/forms/{form_id}"),
        "One page of it as the client will see it": lambda: desk.get(f"/settings/forms/{form_id}/page/250"),
        "In a talk: back to the first page, answer, next page": onward,
    }
    times = taken({**actions, "floor": lambda: floor.get("/")}, ROUNDS)
    sys.stdout.write(HEAD + "\n")
    for what in actions:
        found = Row(
            what, median(times[what]), "empty Flask page", median(times["floor"]), f"p95 {high(times[what]):.0f}"
        )
        sys.stdout.write(found.line() + "\n")
    vault.lock()
    return 0


if __name__ == "__main__":
    sys.exit(main())
