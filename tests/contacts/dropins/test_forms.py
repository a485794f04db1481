"""The forms of drop-ins say what the commands need."""

from __future__ import annotations

import uuid
from datetime import UTC
from datetime import datetime
from typing import TYPE_CHECKING

from linkdesk.contacts.dropins.forms import ChangeForm
from linkdesk.contacts.dropins.forms import DropInForm
from linkdesk.contacts.dropins.forms import SessionForm
from linkdesk.contacts.dropins.rules import DropInRecord
from tests.episodes.conftest import TODAY

if TYPE_CHECKING:
    from tests.furnished import House

ONE = uuid.UUID(int=1)


def test_typed_minutes_count_before_pressed_ones(house: House) -> None:
    with house.app.test_request_context("/", method="POST"):
        form = DropInForm(
            data={"asked": "Bus pass", "venue": "Hall", "minutes": "10", "other_minutes": 12, "urgent": False}
        )
        command = form.new(ONE, TODAY)
        assert (command.minutes, command.on, command.drop_in_id) == (12, TODAY, ONE)
        assert form.has_more
        assert not DropInForm(data={"venue": "Hall"}).has_more


def test_what_is_on_record_comes_back_unchanged(house: House) -> None:
    for minutes in (10, 12, None):
        kept = DropInRecord(
            id=ONE, session_id=ONE, on=TODAY, venue="Hall", worker_id=ONE,
            created_at=datetime(2026, 11, 25, tzinfo=UTC), asked="Bus pass", given="A form",
            minutes=minutes, urgent=True, version=3,
        )  # fmt: skip
        with house.app.test_request_context("/", method="POST"):
            form = ChangeForm.of(kept)
            command = form.change_of(kept)
            assert form.has_more is (minutes == 12)
        assert (command.asked, command.given, command.minutes, command.urgent) == ("Bus pass", "A form", minutes, True)
        assert command.version == 3


def test_the_note_of_a_session(house: House) -> None:
    with house.app.test_request_context("/", method="POST"):
        said = SessionForm(data={"words": "Busy", "version": 2}).note_of(ONE)
    assert (said.words, said.version, said.drop_in_session_id) == ("Busy", 2, ONE)
