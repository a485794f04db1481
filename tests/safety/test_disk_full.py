"""A full disk loses nothing that was saved and nothing that was typed, and says so plainly."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from linkdesk.application import verify_vault
from linkdesk.clients.models import Client
from tests.furnished import House

pytestmark = pytest.mark.safety

TYPED = "Long note about the allotment. " * 20


@contextmanager
def disk_full(house: House, *, room: int) -> Iterator[None]:
    """Let no file of this process grow past the log's size now and `room` bytes: the drive says "full".

    What is saved goes to the end of the log; the store itself is larger and is only read meanwhile.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = house.settings.vault_file.with_name("vault.db-wal")
    size = log.stat().st_size if log.exists() else 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture(autouse=True)
def _no_signal() -> Iterator[None]:
    """The kernel sends a signal beside the error; Python must ignore it, as it does by default."""
    import signal

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGXFSZ, before)


@pytest.mark.parametrize("room", [0, 4096, 9000, 20_000, 40_000])
def test_a_form_keeps_its_words_when_the_disk_is_full(house: House, room: int) -> None:
    worker = house.worker
    fields = worker.get("/clients/new").fields("/clients/new")
    fields |= {
        "given_name": "Ada",
        "family_name": "Diskfull",
        "birth_date-day": "1",
        "birth_date-month": "2",
        "birth_date-year": "1980",
        "town": "Leeds",
        "not_the_same": "yes",
    }
    before = set(house.ids(Client))
    answers = []
    with disk_full(house, room=room):
        for number in range(12):
            one = {**fields, "family_name": f"Diskfull{'abcdefghijklm'[number]}"}
            with worker.client.post("/clients/new", data=one) as answer:
                answers.append((answer.status_code, answer.get_data(as_text=True)))
    refused = [text for status, text in answers if status == 507]
    saved = sum(status == 303 for status, _ in answers)
    assert refused, [status for status, _ in answers]
    assert {status for status, _ in answers} <= {303, 507}
    assert all("Diskfull" in text and "disk is full" in text for text in refused)
    assert len(set(house.ids(Client)) - before) == saved, "what was acknowledged is there, and nothing else"
    assert verify_vault(house.settings, house.vault).faults == ()
    again = worker.client.post("/clients/new", data={**fields, "family_name": "Roomagain"})
    assert again.status_code == 303, "it works again once there is room"


def test_a_page_that_cannot_leave_its_trace_is_not_shown_and_says_why(house: House) -> None:
    worker = house.worker
    client = house.ids(Client)[1]
    token = worker.token("/clients/")
    with disk_full(house, room=0):
        answers = []
        for _ in range(30):
            with worker.client.get(f"/clients/{client}") as answer:
                answers.append((answer.status_code, answer.get_data(as_text=True), dict(answer.headers)))
        headers = {"X-CSRFToken": token}
        with worker.client.put("/drafts/client/new", json={"a": "x" * 9000}, headers=headers) as kept:
            draft = kept.status_code
    refused = [(text, headers) for status, text, headers in answers if status == 507]
    assert refused, [status for status, _, _ in answers]
    assert {status for status, _, _ in answers} <= {200, 507}
    assert all("disk is full" in text and "Traceback" not in text for text, _ in refused)
    assert all("default-src" in headers["Content-Security-Policy"] for _, headers in refused)
    assert draft == 507
