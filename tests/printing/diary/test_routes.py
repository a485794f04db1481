"""The pages of the diary: what is close is asked about; the sheet and the file hold initials and no name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.episodes.models import Episode
from linkdesk.record.session import unit_of_work

if TYPE_CHECKING:
    from tests.furnished import House

DAY = date(2027, 6, 1)
"""A Tuesday on which nothing else of the practice vault is booked."""


@pytest.fixture
def names(house: House) -> list[str]:
    """Two people with a first visit booked half an hour apart; their family names."""
    with open_session(house.settings, house.vault) as (session, actor), unit_of_work(session, actor, "book") as work:
        found = select(Episode, Client).join(Client, Client.id == Episode.client_id)
        mine = found.where(Episode.closed_on.is_(None), Episode.worker_id == actor.worker_id)
        living = mine.where(Client.deceased_on.is_(None)).limit(2)
        booked = work.session.execute(living).all()
        for (visit, _client), time in zip(booked, ("10:00", "10:30"), strict=True):
            visit.first_visit_on, visit.first_visit_time, visit.first_visit_place = DAY, time, "Zvestrik Hall"
        return [client.family_name for _visit, client in booked]


def test_day_week_and_venue_show_what_is_booked_and_ask_about_what_is_close(house: House, names: list[str]) -> None:
    for view in ("day", "week", "venue"):
        page = house.worker.get(f"/diary?on={DAY}&view={view}").words
        assert all(name in page for name in names), view
        assert page.count("Close to another") == 2
        assert "less than 60 minutes apart" in page
        assert "Zvestrik Hall" in page
    assert names[0] not in house.worker.get("/diary?on=2027-06-02").words
    for wrong in ("nonsense", "9999-12-31", "0001-01-01"):
        assert "Today" in house.worker.get(f"/diary?on={wrong}&view=none").words


def test_sheet_and_file_hold_initials_times_and_venues_and_no_name(house: House, names: list[str]) -> None:
    sheet = house.worker.get(f"/diary/sheet?on={DAY}").words
    worker = house.worker
    sent = {"csrf_token": worker.token("/diary")}
    with worker.client.post(f"/diary/file?on={DAY}&view=week", data=sent) as answer:
        file = answer.get_data(as_text=True)
        assert answer.mimetype == "text/calendar"
    assert file.count("BEGIN:VEVENT") == 2
    assert "DTSTART:20270601T103000" in file
    for text in (sheet, file):
        assert "Zvestrik Hall" in text
        assert not any(name in text for name in names)


def test_beside_somebody_initials_stand_for_names(house: House, names: list[str]) -> None:
    house.worker.post("/beside", {"beside": "on"}, token_from="/")
    page = house.worker.get(f"/diary?on={DAY}").words
    assert not any(name in page for name in names)
    assert "10:30" in page
