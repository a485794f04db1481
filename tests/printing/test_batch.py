"""Many prints at once: in order, stopped, forgotten; a process that dies costs no other print."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from linkdesk.printing import batch
from linkdesk.printing.batch import Batch
from linkdesk.printing.batch import Ended
from linkdesk.printing.batch import Hand
from linkdesk.printing.batch import Job
from linkdesk.printing.hand import Words
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Limits

pytestmark = pytest.mark.prints

LONG = 120
ID = UUID(int=7)


class Pretended:
    """Stands for a process: what it is sent comes back, unless it is told to fail."""

    def __init__(self, answer: Callable[[Words], bytes | str]) -> None:
        self.answer = answer
        self.ended = threading.Event()
        self.closed = False

    def print(self, words: Words, _seconds: float) -> bytes | str:
        return self.answer(words)

    def end(self) -> None:
        self.ended.set()

    def close(self) -> None:
        self.end()
        self.closed = True


def echo(words: Words) -> bytes:
    return words.parts[0].encode()


def jobs(count: int) -> Callable[[], Iterator[Job]]:
    return lambda: (Job(ID, f"Person {number}", "My plan", (Words((str(number),)),)) for number in range(count))


class House:
    """Hires pretended processes and remembers them."""

    def __init__(self, answer: Callable[[Words], bytes | str] = echo) -> None:
        self.answer = answer
        self.hired: list[Pretended] = []

    def __call__(self, _limits: Limits) -> Any:
        self.hired.append(Pretended(self.answer))
        return self.hired[-1]


def ran(count: int, house: House, read: Callable[[], Iterator[Job]] | None = None) -> Batch:
    made = Batch(count, hire=house)
    made.start(read or jobs(count))
    assert made.wait(LONG)
    return made


def test_everything_comes_out_in_order_and_the_processes_end() -> None:
    house = House()
    done = ran(50, house)
    assert [outcome.made for outcome in done.outcomes()] == [(str(number).encode(),) for number in range(50)]
    assert done.progress() == batch.Progress(50, 50, Ended.DONE)
    assert 1 <= len(house.hired) <= batch.HANDS
    assert all(one.closed for one in house.hired)


def test_one_refusal_costs_no_other_print() -> None:
    done = ran(5, House(lambda words: "Too many pages." if words.parts[0] == "3" else echo(words)))
    assert [outcome.refusal for outcome in done.outcomes()] == ["", "", "", "Too many pages.", ""]


def test_a_process_that_dies_is_replaced_and_its_print_tried_again() -> None:
    died: list[str] = []

    def once(words: Words) -> bytes:
        if words.parts[0] == "2" and not died:
            died.append("2")
            raise EOFError
        return echo(words)

    house = House(once)
    done = ran(5, house)
    assert [bool(outcome.made) for outcome in done.outcomes()] == [True] * 5
    assert len(house.hired) >= 2


def test_a_print_that_kills_its_process_twice_is_said_plainly(caplog: pytest.LogCaptureFixture) -> None:
    def deadly(words: Words) -> bytes:
        if words.parts[0] == "2":
            raise EOFError
        return echo(words)

    done = ran(5, House(deadly))
    assert [outcome.refusal for outcome in done.outcomes()] == ["", "", batch.CRASHED, "", ""]
    assert "Person" not in caplog.text


def test_a_print_that_takes_too_long_ends_its_process_alone() -> None:
    def slow(words: Words) -> bytes:
        if words.parts[0] == "0":
            raise TimeoutError
        return echo(words)

    done = ran(4, House(slow))
    assert [outcome.refusal for outcome in done.outcomes()] == [batch.TOO_LONG, "", "", ""]


def test_without_the_library_nothing_is_tried_for_long() -> None:
    def missing(_words: Words) -> bytes:
        raise RuleBroken("No prints can be made here.")

    house = House(missing)
    done = ran(30, house)
    assert {outcome.refusal for outcome in done.outcomes()} == {"No prints can be made here."}
    assert len(house.hired) <= batch.HANDS


def test_a_person_whose_print_is_refused_needs_no_process() -> None:
    house = House()
    done = ran(1, house, lambda: iter([Job(ID, "Person", "", refusal="They have died.")]))
    assert [outcome.refusal for outcome in done.outcomes()] == ["They have died."]
    assert house.hired == []


def test_stopping_keeps_what_is_made_and_reads_no_further() -> None:
    read: list[int] = []

    def endless() -> Iterator[Job]:
        for number, job in enumerate(jobs(1000)()):
            read.append(number)
            yield job

    def last(words: Words) -> bytes:
        if words.parts[0] == "5":
            made.stop()
            raise EOFError
        return echo(words)

    house = House(last)
    made = Batch(1000, hire=house, hands=1)
    made.start(endless)
    assert made.wait(LONG)
    assert made.progress().ended is Ended.STOPPED
    outcomes = made.outcomes()
    assert [outcome.made for outcome in outcomes[:5]] == [(str(number).encode(),) for number in range(5)]
    assert outcomes[5].refusal == batch.NOT_MADE
    assert len(read) < 20
    assert all(one.ended.is_set() for one in house.hired)


def test_forgetting_keeps_nothing_that_is_made_afterwards() -> None:
    go_on, begun = threading.Event(), threading.Event()

    def late(words: Words) -> bytes:
        begun.set()
        assert go_on.wait(LONG)
        return echo(words)

    made = Batch(3, hire=House(late))
    made.start(jobs(3))
    assert begun.wait(LONG)
    made.forget()
    go_on.set()
    assert made.wait(LONG)
    assert made.outcomes() == ()


def test_a_fault_while_reading_stops_the_batch_and_names_nobody(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Iterator[Job]:
        yield from jobs(1)()
        raise ValueError("Maryam O’Testly")

    done = ran(3, House(), broken)
    assert done.progress().ended is Ended.STOPPED
    assert "ValueError while a batch was read" in caplog.text
    assert "Testly" not in caplog.text


@pytest.mark.parametrize(("fault", "ended"), [(OSError("No space left"), Ended.DONE), (RuntimeError(), Ended.STOPPED)])
def test_where_no_process_can_be_started_the_batch_ends_and_says_why(
    fault: Exception, ended: Ended, caplog: pytest.LogCaptureFixture
) -> None:
    def hire(_limits: Limits) -> Hand:
        raise fault

    made = Batch(20, hire=hire)
    made.start(jobs(20))
    assert made.wait(LONG)
    assert made.progress().ended is ended
    assert {one.refusal for one in made.outcomes()} == ({batch.NO_ROOM} if ended is Ended.DONE else set())
    assert type(fault).__name__ in caplog.text
    assert "space" not in caplog.text


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MOST_BYTES", 3)
    done = ran(5, House())
    assert sorted(outcome.refusal for outcome in done.outcomes()) == sorted(["", "", "", *[batch.TOO_MUCH] * 2])


def test_real_processes_print_and_one_that_is_killed_costs_nothing() -> None:
    page = "<html lang=en><title>A page</title><h1>{}</h1>"
    hired: list[Hand] = []

    def hire(limits: Limits) -> Hand:
        hired.append(Hand(limits))
        return hired[-1]

    def read() -> Iterator[Job]:
        for number in range(6):
            if number == 5:
                while not hired:  # reading runs ahead of the process that is only being started
                    time.sleep(0.01)
                hired[0].process.kill()
            yield Job(ID, "Person", "My plan", (Words((page.format(number),)),))

    made = Batch(6, Limits(print_seconds=LONG), hire=hire, hands=1)
    made.start(read)
    assert made.wait(LONG)
    assert [outcome.refusal for outcome in made.outcomes()] == [""] * 6
    assert all(outcome.made[0].startswith(b"%PDF") for outcome in made.outcomes())
    assert not any(one.process.is_alive() for one in hired)
