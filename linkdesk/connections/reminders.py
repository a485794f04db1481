"""When to ask about a connection: worked out from where it stands, so that nobody keeps a second list; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.connections.rules import BEFORE
from linkdesk.connections.rules import OVER
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import State
from linkdesk.settings import Following

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.connections.rules import ConnectionRecord


class Ask(StrEnum):
    """What to ask a person about a connection."""

    HEARD = "heard"
    PLACE = "place"
    WAIT = "wait"
    VISIT = "visit"
    FIRST = "first"
    GOING = "going"


ASK_WORDS = {
    Ask.HEARD: "Ask whether they heard back",
    Ask.PLACE: "Ask whether they have a first day",
    Ask.WAIT: "Ask how long they still wait",
    Ask.VISIT: "Ask whether they went",
    Ask.FIRST: "Ask how the first visit was",
    Ask.GOING: "Ask whether they are still going",
}
TOLD_WORDS = "Ask whether they got there"
"""Of somebody who was only told about it."""


@dataclass(frozen=True)
class Reminder:
    """What to ask, and from which day on. It is worked out and never kept."""

    ask: Ask
    on: date
    words: str


DAYS = Following()


def reminder(
    state: State | None,
    since: date | None,
    *,
    kind: Kind,
    visit_on: date | None = None,
    feedback_on: date | None = None,
    days: Following = DAYS,
) -> Reminder | None:
    """Return what to ask next about a connection and from when on; None where nobody has to ask."""
    if state is None or since is None or state in OVER:
        return None
    if state in BEFORE and visit_on is not None and visit_on >= since:
        return Reminder(Ask.VISIT, visit_on + timedelta(days.after_visit), ASK_WORDS[Ask.VISIT])
    if state is State.SENT:
        told = kind is Kind.SIGNPOST
        span = days.told if told else days.heard
        return Reminder(Ask.HEARD, since + timedelta(span), TOLD_WORDS if told else ASK_WORDS[Ask.HEARD])
    if state is State.ATTENDED and (feedback_on is None or feedback_on < since):
        return Reminder(Ask.FIRST, since + timedelta(days.first), ASK_WORDS[Ask.FIRST])
    ask, span = {
        State.ACCEPTED: (Ask.PLACE, days.place),
        State.WAITING: (Ask.WAIT, days.wait),
        State.ATTENDED: (Ask.GOING, days.still),
        State.GOING: (Ask.GOING, days.holds),
    }[state]
    return Reminder(ask, since + timedelta(span), ASK_WORDS[ask])


def reminder_of(record: ConnectionRecord, days: Following = DAYS) -> Reminder | None:
    """Return what to ask next about a connection."""
    return reminder(
        record.state,
        record.since,
        kind=record.kind,
        visit_on=record.visit_on,
        feedback_on=record.feedback_on,
        days=days,
    )


def due(records: Iterable[ConnectionRecord], today: date) -> tuple[tuple[ConnectionRecord, Reminder], ...]:
    """Return the connections somebody should ask about today, the longest due first."""
    found = ((each, reminder_of(each)) for each in records)
    asked = [(each, said) for each, said in found if said is not None and said.on <= today]
    return tuple(sorted(asked, key=lambda pair: (pair[1].on, pair[0].id)))
