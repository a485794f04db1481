"""The line of work of an application: one at a time, in its context, and the window's dialog."""

from __future__ import annotations

import threading
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from flask import current_app

from linkdesk.exchange.open_referral import working
from linkdesk.record.errors import Busy

if TYPE_CHECKING:
    from collections.abc import Callable


class Lock:
    """A vault that only tells of its lock."""

    def on_lock(self, told: Callable[[], None]) -> None:
        self.told = told


def test_one_work_at_a_time_in_the_application_and_the_lock_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "SMALL", 0)
    app, lock, job = Flask("desk"), Lock(), uuid.uuid4()
    app.extensions["vault"] = lock
    working.prepare(app)
    go_on, seen = threading.Event(), list[str]()

    def run(tick: Callable[[int, int], None]) -> None:
        seen.append(current_app.name)
        assert go_on.wait(60)
        tick(1, 2)
        seen.append("went on")

    with app.app_context():
        working.begin(job, "Reading", run)
        with pytest.raises(Busy):
            working.begin(uuid.uuid4(), "Reading", run)
        lock.told()
        go_on.set()
        assert working.jobs().wait(60)
        ended = working.jobs().progress(job)
    assert seen == ["desk"]
    assert ended is not None
    assert ended.sentence


def test_the_dialog_is_there_only_in_a_window() -> None:
    app = Flask("desk")
    with app.app_context():
        assert (working.has_dialog(), working.ask_for_file()) == (False, None)
        app.extensions[working.CHOOSE_FILE] = lambda: Path("gb.zip")
        assert (working.has_dialog(), working.ask_for_file()) == (True, Path("gb.zip"))
