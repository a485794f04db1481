"""The eleventh guess waits, longer each time; neither a restart nor the clock shortens the wait."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import TooManyTries
from linkdesk.settings import Throttle as Bounds
from linkdesk.vault import throttle as module
from linkdesk.vault.throttle import Throttle
from tests.vault.conftest import HandClock

BOUNDS = Bounds()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tries.json"


def blocked(path: Path, clock: HandClock) -> Throttle:
    throttle = Throttle(path, BOUNDS, clock)
    for _ in range(BOUNDS.tries):
        throttle.attempt()
        clock.pass_time(1)
    return throttle


def test_ten_tries_are_free_and_the_next_waits(path: Path, clock: HandClock) -> None:
    throttle = blocked(path, clock)
    with pytest.raises(TooManyTries, match="Wait 29 seconds"):
        throttle.attempt()
    clock.pass_time(29)
    throttle.attempt()


def test_the_wait_doubles_up_to_an_hour(path: Path, clock: HandClock) -> None:
    throttle = blocked(path, clock)
    waits = []
    for _ in range(10):
        clock.pass_time(throttle.seconds_left())
        throttle.attempt()
        waits.append(throttle.seconds_left())
    assert waits[:4] == [60, 120, 240, 480]
    assert waits[-1] == BOUNDS.longest_wait
    with pytest.raises(TooManyTries, match="Wait 60 minutes"):
        throttle.attempt()


def test_a_refused_try_costs_nothing(path: Path, clock: HandClock) -> None:
    throttle = blocked(path, clock)
    before = path.read_bytes()
    for _ in range(5):
        with pytest.raises(TooManyTries):
            throttle.attempt()
    assert path.read_bytes() == before


def test_a_restart_forgets_nothing(path: Path, clock: HandClock) -> None:
    blocked(path, clock)
    again = Throttle(path, BOUNDS, clock)
    with pytest.raises(TooManyTries):
        again.attempt()
    clock.pass_time(29)
    Throttle(path, BOUNDS, clock).attempt()


def test_ten_restarts_are_ten_tries(path: Path, clock: HandClock) -> None:
    for _ in range(BOUNDS.tries):
        Throttle(path, BOUNDS, clock).attempt()
    with pytest.raises(TooManyTries):
        Throttle(path, BOUNDS, clock).attempt()


@pytest.mark.parametrize("jump", [-10 * 365 * 86400, -3600, 3600, 10 * 365 * 86400])
def test_moving_the_clock_does_not_shorten_the_wait(path: Path, clock: HandClock, jump: int) -> None:
    throttle = blocked(path, clock)
    clock.sleep(jump)
    with pytest.raises(TooManyTries):
        throttle.attempt()
    clock.pass_time(30)
    throttle.attempt()


def test_clock_set_back_across_a_restart_begins_the_wait_again_and_no_more(path: Path, clock: HandClock) -> None:
    blocked(path, clock)
    clock.sleep(-86400)
    again = Throttle(path, BOUNDS, clock)
    with pytest.raises(TooManyTries, match="30 seconds"):
        again.attempt()
    clock.pass_time(30)
    again.attempt()


def test_old_tries_are_forgotten_only_before_a_wait(path: Path, clock: HandClock) -> None:
    throttle = Throttle(path, BOUNDS, clock)
    for _ in range(30):
        throttle.attempt()
        clock.pass_time(BOUNDS.window / (BOUNDS.tries - 2))
    assert throttle.seconds_left() == 0


def test_the_right_secret_forgets(path: Path, clock: HandClock) -> None:
    throttle = blocked(path, clock)
    throttle.clear()
    assert not path.exists()
    throttle.attempt()


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b'{"at":[],"level":-1,"since":0}', b"x" * 5000])
def test_a_damaged_count_is_a_full_one(path: Path, clock: HandClock, damage: bytes) -> None:
    path.write_bytes(damage)
    throttle = Throttle(path, BOUNDS, clock)
    with pytest.raises(TooManyTries):
        throttle.attempt()
    clock.pass_time(BOUNDS.first_wait)
    throttle.attempt()


def test_a_full_disk_keeps_nobody_out_but_still_counts(
    path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise DiskFull

    monkeypatch.setattr(module, "write_atomic", full)
    throttle = blocked(path, clock)
    with pytest.raises(TooManyTries):
        throttle.attempt()


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["try", "restart", "wait", "jump"]), st.integers(-4000, 4000)), max_size=60))
def test_never_more_than_the_free_tries_in_a_window(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    clock = HandClock()
    path = tmp_path_factory.mktemp("tries") / "tries.json"
    throttle = Throttle(path, BOUNDS, clock)
    made: list[float] = []
    for step, amount in steps:
        if step == "wait":
            clock.pass_time(abs(amount) % 60)
        elif step == "restart":
            throttle = Throttle(path, BOUNDS, clock)
        elif step == "jump":
            clock.sleep(-abs(amount))
        else:
            for _ in range(1 + abs(amount) % 4):
                try:
                    throttle.attempt()
                    made.append(clock.monotonic())
                except TooManyTries:
                    break
    for start in made:
        # in any real 60 seconds: the free tries, and at most one more after the first wait of 30
        assert sum(start <= at < start + 60 for at in made) <= BOUNDS.tries + 1
