"""The forms: buttons are answers, a page without a day means today, only an event of this connection is meant."""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from flask import Flask

from linkdesk.connections.forms import BarrierForm
from linkdesk.connections.forms import NextForm
from linkdesk.connections.forms import SolvedForm
from linkdesk.connections.forms import StartForm
from linkdesk.connections.forms import TakeBackForm
from linkdesk.connections.forms import WordsForm
from linkdesk.connections.rules import Barrier
from linkdesk.connections.rules import BarrierRecord
from linkdesk.connections.rules import Kind
from linkdesk.connections.rules import State
from tests.connections.test_rules import connection
from tests.connections.test_rules import event

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = date(2026, 3, 2)
WHO, OTHER = uuid.UUID(int=5), uuid.UUID(int=99)
ON = {"on-day": "2", "on-month": "3", "on-year": "2026"}


@contextmanager
def posted(data: dict[str, str]) -> Iterator[None]:
    app = Flask("connections")
    app.config.update(SECRET_KEY="only for this test", WTF_CSRF_ENABLED=False)
    with app.test_request_context(method="POST", data=data):
        yield


def test_how_they_come_together_is_the_button() -> None:
    with posted({"kind": "refer", "service_name": " Choir ", "reason": "Company", **ON}):
        form = StartForm()
        assert form.validate_on_submit()
        command = form.start(WHO, None, OTHER, None)
    assert (command.kind, command.service_name, command.on, command.goal_id) == (Kind.REFER, "Choir", DAY, OTHER)
    with posted(ON):
        form = StartForm()
        assert not form.validate_on_submit()
        assert "Press one of the buttons" in form.error_lines()[0].text


def test_what_came_next_is_one_of_what_can_come() -> None:
    kept = connection(event(1, State.SENT))
    with posted({"press": "waiting", "version": "1", "note": "Long list", **ON}):
        form = NextForm().of(kept)
        assert form.validate_on_submit()
        command = form.note_state(WHO, kept.id, DAY)
    assert (command.press, command.seen, command.on, command.note) == ("waiting", 1, DAY, "Long list")
    with posted({"press": "going", **ON}):
        assert not NextForm().of(kept).validate_on_submit()


def test_only_an_event_of_this_connection_is_taken_back() -> None:
    kept = connection(event(1, State.SENT))
    with posted({"event": str(kept.events[0].id)}):
        command = TakeBackForm().take_back(WHO, kept)
        assert command is not None
        assert command.event_id == kept.events[0].id
    with posted({"event": str(uuid.uuid4())}):
        assert TakeBackForm().take_back(WHO, kept) is None


def test_words_and_what_stood_in_the_way_are_read_whole() -> None:
    with posted({"feedback": "I liked it", "who_does": "Ann phones", "version": "3", "visit_time": "2pm"}):
        command = WordsForm().keep(WHO, OTHER)
        assert (command.feedback, command.who_does, command.version) == ("I liked it", "Ann phones", 3)
    with posted({"barrier": "cost", "words": "Too dear", "solved": ""}):
        noted = BarrierForm().note(WHO, OTHER)
        assert (noted.barrier, noted.words) == (Barrier.COST, "Too dear")
    with posted({"barrier": ""}):
        assert not BarrierForm().validate_on_submit()
    barrier = BarrierRecord(OTHER, OTHER, Barrier.COST, "", "", DAY)
    with posted({"solved": "A fund pays", "version": "1"}):
        assert SolvedForm().solve(WHO, barrier).solved == "A fund pays"
