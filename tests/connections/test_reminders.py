"""When to ask: each state with its days, a visit whose day is known, and nothing for what is over."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from linkdesk.connections.reminders import Ask
from linkdesk.connections.reminders import due
from linkdesk.connections.reminders import reminder
from linkdesk.connections.reminders import reminder_of
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import State
from tests.connections.test_rules import connection
from tests.connections.test_rules import event

if TYPE_CHECKING:
    from linkdesk.connections.rules import ConnectionRecord

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("state", "kind", "ask", "days"),
    [
        (State.SENT, Kind.SIGNPOST, Ask.HEARD, 14),
        (State.SENT, Kind.REFER, Ask.HEARD, 7),
        (State.SENT, Kind.ACCOMPANY, Ask.HEARD, 7),
        (State.ACCEPTED, Kind.REFER, Ask.PLACE, 14),
        (State.WAITING, Kind.REFER, Ask.WAIT, 28),
        (State.ATTENDED, Kind.REFER, Ask.FIRST, 2),
        (State.GOING, Kind.REFER, Ask.GOING, 84),
    ],
)
def test_each_state_has_its_day(state: State, kind: Kind, ask: Ask, days: int) -> None:
    found = reminder(state, DAY, kind=kind)
    assert found is not None
    assert (found.ask, found.on) == (ask, DAY + timedelta(days=days))


def test_of_somebody_who_was_only_told_it_asks_whether_they_got_there() -> None:
    found = reminder(State.SENT, DAY, kind=Kind.SIGNPOST)
    assert found is not None
    assert found.words == "Ask whether they got there"


def test_what_is_over_or_was_a_mistake_asks_nothing() -> None:
    for state in (State.STOPPED, State.REFUSED, None):
        assert reminder(state, DAY, kind=Kind.REFER) is None


def test_the_day_after_a_visit_that_is_booked_it_asks_whether_they_went() -> None:
    visit = DAY + timedelta(days=10)
    found = reminder(State.ACCEPTED, DAY, kind=Kind.ACCOMPANY, visit_on=visit)
    assert found is not None
    assert (found.ask, found.on) == (Ask.VISIT, visit + timedelta(days=1))
    moved = reminder(State.WAITING, visit + timedelta(days=1), kind=Kind.ACCOMPANY, visit_on=visit)
    assert moved is not None
    assert moved.ask is Ask.WAIT, "the day passed and something newer is known"


def test_who_told_how_the_first_visit_was_is_asked_later_if_they_still_go() -> None:
    found = reminder(State.ATTENDED, DAY, kind=Kind.REFER, feedback_on=DAY)
    assert found is not None
    assert (found.ask, found.on) == (Ask.GOING, DAY + timedelta(days=28))
    before = reminder(State.ATTENDED, DAY, kind=Kind.REFER, feedback_on=DAY - timedelta(days=1))
    assert before is not None
    assert before.ask is Ask.FIRST, "words from before the visit say nothing about it"


def test_the_longest_due_comes_first_and_what_is_not_due_does_not() -> None:
    def of(number: int, since: date) -> ConnectionRecord:
        return replace(connection(event(1, State.SENT, since)), id=uuid.UUID(int=number))

    old, new, later = of(1, DAY), of(2, DAY + timedelta(days=1)), of(3, DAY + timedelta(days=2))
    found = due([later, new, old], DAY + timedelta(days=8))
    assert [each.id for each, _said in found] == [old.id, new.id]
    assert reminder_of(later) is not None
