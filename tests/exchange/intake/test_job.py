"""One long work at a time, with its progress and its end."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest

from linkdesk.exchange.intake.job import Jobs
from linkdesk.exchange.intake.job import Progress
from linkdesk.exchange.intake.job import Stopped
from linkdesk.exchange.intake.service import Tick
from linkdesk.record.errors import Busy
from linkdesk.record.errors import RuleBroken

FILE, OTHER = UUID(int=1), UUID(int=2)


def test_a_work_tells_how_far_it_is_and_ends() -> None:
    jobs = Jobs()
    assert jobs.progress(FILE) is None
    assert jobs.wait(60)
    jobs.start(FILE, "Checking", lambda tick: tick(3, 4))
    assert jobs.wait(60)
    assert jobs.progress(FILE) == Progress("Checking", 3, 4, running=False)


@pytest.mark.parametrize("everything", [True, False])
def test_a_work_stops_when_it_is_asked_to(everything: bool) -> None:  # noqa: FBT001 - a parameter of the test
    jobs, begun, go_on = Jobs(), threading.Event(), threading.Event()

    def run(tick: Tick) -> None:
        tick(1, 2)
        begun.set()
        assert go_on.wait(60)
        tick(2, 2)

    jobs.start(FILE, "Bringing", run)
    assert begun.wait(60)
    assert jobs.progress(FILE) == Progress("Bringing", 1, 2, running=True)
    with pytest.raises(Busy, match="Another file"):
        jobs.start(OTHER, "Bringing", run)
    jobs.stop(OTHER)
    assert not jobs.wait(0.01)
    if everything:
        jobs.stop_all()
    else:
        jobs.stop(FILE)
    go_on.set()
    assert jobs.wait(60)
    ended = jobs.progress(FILE)
    assert ended is not None
    assert (ended.running, ended.done, ended.sentence) == (False, 1, Stopped().sentence)
    jobs.start(OTHER, "Checking", lambda tick: tick(0, 0))
    assert jobs.wait(60)


def test_a_refusal_is_told_in_its_own_words() -> None:
    jobs = Jobs()

    def run(_tick: Tick) -> None:
        raise RuleBroken("There is nothing to bring in.")

    jobs.start(FILE, "Bringing", run)
    assert jobs.wait(60)
    ended = jobs.progress(FILE)
    assert ended is not None
    assert ended.sentence == "There is nothing to bring in."


def test_a_fault_is_told_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    jobs = Jobs()

    def run(_tick: Tick) -> None:
        raise KeyError("Ada Quill")

    jobs.start(FILE, "Bringing", run)
    assert jobs.wait(60)
    ended = jobs.progress(FILE)
    assert ended is not None
    assert "Something went wrong" in ended.sentence
    assert "KeyError" in caplog.text
    assert "Quill" not in caplog.text
