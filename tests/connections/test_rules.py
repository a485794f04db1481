"""Where a connection can stand and what may follow: the whole table, written out a second time."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.connections import rules
from linkdesk.connections.rules import NEXT
from linkdesk.connections.rules import ConnectionRecord
from linkdesk.connections.rules import EventRecord
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import NoteState
from linkdesk.connections.rules import Said
from linkdesk.connections.rules import State
from linkdesk.record.errors import RuleBroken

DAY = date(2026, 3, 2)
ALLOWED = {
    "sent": {"sent", "accepted", "waiting", "attended", "refused"},
    "accepted": {"accepted", "waiting", "attended", "refused"},
    "waiting": {"waiting", "accepted", "attended", "refused"},
    "attended": {"going", "stopped"},
    "going": {"going", "stopped"},
    "stopped": {"going"},
    "refused": {"sent"},
}


def event(number: int, state: State, on: date = DAY, by: Said | None = None, back: date | None = None) -> EventRecord:
    return EventRecord(uuid.UUID(int=number), uuid.UUID(int=99), number, state, on, by, "", uuid.UUID(int=1), back)


def connection(*events: EventRecord, kind: Kind = Kind.INTRODUCE) -> ConnectionRecord:
    state, since = rules.stands(events)
    return ConnectionRecord(
        id=uuid.UUID(int=99),
        client_id=uuid.UUID(int=5),
        version=1,
        kind=kind,
        service_id=None,
        service_name="Hill Choir",
        organization="",
        to_name="",
        contact="",
        episode_id=None,
        goal_id=None,
        step_id=None,
        reason="",
        who_does="",
        visit_on=None,
        visit_time="",
        visit_place="",
        feedback="",
        feedback_on=None,
        state=state,
        since=since,
        worker_id=uuid.UUID(int=1),
        events=events,
    )


def test_the_table_is_whole() -> None:
    assert {str(state): {str(each.state) for each in presses} for state, presses in NEXT.items()} == ALLOWED
    for presses in NEXT.values():
        keys = [each.key for each in presses]
        assert len(keys) == len(set(keys))
        assert all(each.by for each in presses if each.state is State.REFUSED)


def test_each_state_and_kind_has_words() -> None:
    assert set(rules.STATE_WORDS) == set(NEXT) == set(State)
    assert set(rules.KIND_WORDS) == set(rules.KIND_BUTTONS) == set(Kind)
    assert set(rules.BARRIER_WORDS) == set(rules.Barrier)
    assert set(rules.SAID_WORDS) == set(Said)


@given(st.lists(st.integers(0, 5), max_size=25))
def test_nobody_goes_for_the_first_time_twice_or_stops_before(choices: list[int]) -> None:
    events = [event(1, State.SENT)]
    for number, choice in enumerate(choices, start=2):
        presses = connection(*events).presses
        chosen = presses[choice % len(presses)]
        events.append(event(number, chosen.state, by=chosen.by))
    states = [each.state for each in events]
    assert states.count(State.ATTENDED) <= 1
    for late in (State.GOING, State.STOPPED):
        if late in states:
            assert State.ATTENDED in states[: states.index(late)]
    if State.ATTENDED in states:
        assert State.REFUSED not in states[states.index(State.ATTENDED) :]


def test_what_was_taken_back_counts_no_more_and_stays() -> None:
    kept = connection(event(1, State.SENT), event(2, State.WAITING, back=DAY), event(3, State.ATTENDED))
    assert (kept.state, kept.seen, len(kept.events), len(kept.standing)) == (State.ATTENDED, 3, 3, 2)
    nothing = connection(event(1, State.SENT, back=DAY))
    assert (nothing.state, nothing.presses, nothing.is_open) == (None, (), False)
    assert (nothing.state_words, nothing.started_on) == ("Noted by mistake", None)


def test_it_says_where_it_stands_as_the_kind_has_it() -> None:
    assert connection(event(1, State.SENT), kind=Kind.SIGNPOST).state_words == "Told about it"
    said = connection(event(1, State.SENT), event(2, State.REFUSED, by=Said.SERVICE))
    assert (said.state_words, said.is_open, said.first_on, said.stayed) == ("The service said no", False, None, False)
    going = connection(event(1, State.SENT), event(2, State.ATTENDED), event(3, State.GOING))
    assert (going.first_on, going.stayed, going.started_on) == (DAY, True, DAY)


@pytest.mark.parametrize(
    ("press", "on", "says"),
    [
        ("going", DAY, "cannot be noted"),
        ("nonsense", DAY, "cannot be noted"),
        ("attended", DAY + timedelta(days=9), "in the future"),
        ("attended", DAY - timedelta(days=1), "before the last thing"),
    ],
)
def test_what_cannot_follow_is_refused(press: str, on: date, says: str) -> None:
    kept = connection(event(1, State.SENT))
    with pytest.raises(RuleBroken, match=says):
        rules.check_next(kept, NoteState(kept.client_id, kept.id, 1, press, on), DAY + timedelta(days=2))


def test_what_can_follow_is_said() -> None:
    kept = replace(connection(event(1, State.SENT)), service_name="Choir")
    told = rules.check_next(kept, NoteState(kept.client_id, kept.id, 1, "not-them", DAY), DAY)
    assert (told.state, told.by) == (State.REFUSED, Said.PERSON)
