"""The real clock is aware, in UTC, and its chance does not repeat."""

from __future__ import annotations

from datetime import UTC

from linkdesk.record.clock import SystemClock


def test_time_is_aware_and_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC
    assert SystemClock().monotonic() <= SystemClock().monotonic()


def test_chance_does_not_repeat() -> None:
    clock = SystemClock()
    assert clock.new_id() != clock.new_id()
    assert clock.new_id().version == 4
    assert len(clock.random(32)) == 32
    assert clock.random(32) != clock.random(32)
