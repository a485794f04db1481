"""“Take me there”: bettered by who was there, nothing else of the service is touched, two windows see both texts."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.services import queries
from linkdesk.services import service
from linkdesk.services.rules import ServiceRecord
from tests.services.samples import GARDEN

if TYPE_CHECKING:
    from tests.furnished import House


@pytest.fixture
def garden(house: House) -> uuid.UUID:
    with open_session(house.settings, house.vault) as (session, actor):
        return service.add_service(session, actor, GARDEN)


def kept(house: House, service_id: uuid.UUID) -> ServiceRecord:
    with open_session(house.settings, house.vault) as (session, _actor):
        return queries.service_record(session, service_id)


def test_only_the_words_of_the_first_visit_change(house: House, garden: uuid.UUID) -> None:
    before = kept(house, garden)
    page = house.worker.fill(f"/services/{garden}/first-visit", {"first_visit": "Ola waves.\nTea comes first."})
    assert "The next person knows more" in page.words
    assert "Tea comes first." in page.words
    after = kept(house, garden)
    assert after.first_visit == "Ola waves.\nTea comes first."
    assert replace(after, first_visit=before.first_visit, version=before.version) == before


def test_who_was_there_has_checked_it(house: House, garden: uuid.UUID) -> None:
    assert kept(house, garden).checked_on is None
    house.worker.fill(f"/services/{garden}/first-visit", {"checked": "1"})
    assert kept(house, garden).checked_on is not None


def test_too_long_is_said_and_two_windows_see_both(house: House, garden: uuid.UUID) -> None:
    path = f"/services/{garden}/first-visit"
    page = house.worker.fill(path, {"quiet_times": "x" * 500}, expect=422)
    assert page.fields()["quiet_times"] == "x" * 500
    house.worker.fill(path, {"landmarks": "The blue door"})
    late = house.worker.post(path, {"version": "1", "landmarks": "The red door"}, token_from=path, expect=409)
    assert "The blue door" in late.words
    assert late.fields()["landmarks"] == "The red door"
