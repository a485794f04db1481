"""The page with squares for the work phone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.deceased.rules import NoteDeath
from linkdesk.clients.deceased.service import note_death
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.contacts.routes import PLANNED
from linkdesk.desk.rules import Meeting
from linkdesk.episodes.rules import no_messages
from tests.web.squares import runs_of

if TYPE_CHECKING:
    from uuid import UUID

    from tests.furnished import House


def _clients(house: House, *, silent: bool) -> list[UUID]:
    with open_session(house.settings, house.vault) as (session, _):
        records = [client_record(session, each) for each in house.ids(Client)]
    return [each.id for each in records if each.phones and no_messages(each) is silent]


def test_each_number_has_a_square_that_calls_it_and_texts_where_they_are_safe(house: House) -> None:
    client = _clients(house, silent=False)[0]
    page = house.worker.get(f"/clients/{client}/phone")
    assert "Text: Hello, this is Robin Practice. When can I phone you?" in page.words
    squares = [each.get("d", "") for each in page.every("path") if (each.get("d") or "").count("v1h-") > 50]
    assert len(squares) % 4 == 0
    assert all(runs_of(each) for each in squares)
    assert "Call or text from the work phone" in house.worker.get(f"/clients/{client}").words


def test_where_no_message_may_be_left_there_is_no_text(house: House) -> None:
    page = house.worker.get(f"/clients/{_clients(house, silent=True)[0]}/phone")
    assert "So there are no ready texts here." in page.words
    assert "Hello, this is" not in page.answer.get_data(as_text=True)
    assert "Call 0" in page.words


def test_nobody_is_called_who_died(house: House) -> None:
    client = _clients(house, silent=False)[0]
    with open_session(house.settings, house.vault) as (session, actor):
        version = client_record(session, client).version
        note_death(session, actor, NoteDeath(client, version, date(2026, 11, 1), "GP"))
    assert "died" in house.worker.get(f"/clients/{client}/phone", expect=422).words
    assert "Call or text" not in house.worker.get(f"/clients/{client}").words


def test_the_ready_text_says_when_they_meet_next_and_not_where(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client = _clients(house, silent=False)[0]
    meeting = Meeting(date(2030, 12, 3), "14:30", "The women’s refuge")
    monkeypatch.setitem(house.app.extensions, PLANNED, lambda _client_id, _day: meeting)
    words = house.worker.get(f"/clients/{client}/phone").words
    assert "Our meeting: Tuesday 3 December 2030, 14:30." in words
    assert "refuge" not in words
