"""What came of all that led to a service: people, not rows; small numbers said carefully; the wait by hand."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

from linkdesk.connections.record import Outcome
from linkdesk.connections.record import outcome
from linkdesk.connections.rules import Said
from linkdesk.connections.rules import State
from tests.connections.test_rules import connection
from tests.connections.test_rules import event

if TYPE_CHECKING:
    from linkdesk.connections.rules import ConnectionRecord

DAY = date(2026, 3, 2)


def of(person: int, *states: tuple[State, int], by: Said | None = None) -> ConnectionRecord:
    events = [event(number, state, DAY + timedelta(days=days)) for number, (state, days) in enumerate(states, start=1)]
    events[-1] = replace(events[-1], by=by)
    return replace(connection(*events), client_id=uuid.UUID(int=person))


def test_people_are_counted_and_the_wait_is_the_middle_one() -> None:
    sent, went, going = (State.SENT, 0), State.ATTENDED, State.GOING
    found = outcome([
        of(1, sent, (went, 3), (going, 40)),
        of(1, sent, (went, 90)),
        of(2, sent, (went, 10), (State.STOPPED, 12)),
        of(3, sent, (went, 20), (going, 60), (State.STOPPED, 90)),
        of(4, sent, (State.REFUSED, 5), by=Said.SERVICE),
        of(5, sent, (State.REFUSED, 5), by=Said.PERSON),
    ])  # fmt: skip
    assert found == Outcome(connected=5, got_there=3, stayed=2, refused_there=1, wait=10)
    assert found.lines == (
        "5 people were connected with it.",
        "Fewer than 5 got there.",
        "Fewer than 5 still went when somebody asked later.",
    )


def test_what_was_a_mistake_is_nobody() -> None:
    mistake = connection(event(1, State.SENT, back=DAY))
    assert outcome([mistake]) == Outcome()
    assert Outcome().lines == ("Nobody was connected with it yet.",)


def test_of_few_people_nothing_more_is_said() -> None:
    assert Outcome(4, 4, 4, 0, 2).lines == ("Fewer than 5 people were connected with it: too few to say how it goes.",)


def test_of_enough_people_it_says_the_wait_and_the_refusals() -> None:
    assert Outcome(20, 12, 0, 6, 9.5).lines == (
        "20 people were connected with it.",
        "12 got there.",
        "Nobody still went when somebody asked later.",
        "Usual wait until the first visit: 9.5 days.",
        "It had to say no to 6 people.",
    )
    assert "the same day" in Outcome(9, 9, 9, 0, 0).lines[3]
    assert "1 day." in Outcome(9, 9, 9, 0, 1).lines[3]
