"""The page of a booked meeting: from the list, kept words, a plain sentence, and nothing private beside somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.application import open_session
from linkdesk.contacts.queries import contacts_of
from linkdesk.printing.parting.queries import partings_of
from linkdesk.printing.parting.rules import PartingRecord
from tests.printing.parting.test_routes import AGAIN
from tests.printing.parting.test_routes import TODAY
from tests.printing.parting.test_routes import person  # noqa: F401 - a fixture

if TYPE_CHECKING:
    import uuid

    from tests.furnished import House

OFF = {"what": "off", "by": "they", "way": "phone", "why": "Her bus does not run"}
NEW = {"on-day": "5", "on-month": "1", "on-year": "2040", "time": "10 am", "place": "Café"}
WHY = "Her bus does not run"


def parting(house: House, client_id: uuid.UUID) -> PartingRecord:
    with open_session(house.settings, house.vault) as (session, _actor):
        return partings_of(session, client_id)[0]


def begin(house: House, client_id: uuid.UUID) -> str:
    house.worker.fill(f"/clients/{client_id}/before-you-go", AGAIN)
    return f"/clients/{client_id}/meetings/agreed/{parting(house, client_id).id}"


def test_it_is_called_off_from_the_list_and_a_new_day_is_agreed(house: House, person: uuid.UUID) -> None:  # noqa: F811
    path, listed = begin(house, person), f"/clients/{person}/meetings"
    assert path in [link.get("href") for link in house.worker.get(listed).every("a")]
    page = house.worker.fill(path, OFF)
    assert "Saved: it is called off. A card that they have at home says the old day." in page.words
    assert "No meeting is booked." in page.words
    assert "14:30" not in house.worker.get(TODAY).words
    contacts = house.worker.get(f"/clients/{person}/contacts").words
    assert "they cancelled the meeting of 2 January 2040" in contacts
    assert "Her bus does not run" in house.worker.get(f"/clients/{person}").words
    assert path in [link.get("href") for link in house.worker.get(listed).every("a")], "Agree a new day"
    assert "Thursday 5 January 2040, 10:00" in house.worker.fill(path, NEW).words


def test_it_is_moved_with_a_wrong_day_first(house: House, person: uuid.UUID) -> None:  # noqa: F811
    path = begin(house, person)
    moved = {**OFF, **NEW, "what": "moved", "by": "we"}
    wrong = house.worker.fill(path, {**moved, "on-year": "2020"}, expect=422)
    assert "The new day is in the past" in wrong.words
    assert wrong.fields()["why"] == WHY
    none = house.worker.fill(path, {**moved, "on-day": "", "on-month": "", "on-year": ""}, expect=422)
    assert "The meeting has no day" in none.words
    listed = house.worker.fill(path, moved).words
    assert "Thursday 5 January 2040, 10:00" in listed
    assert "Café" in listed
    with open_session(house.settings, house.vault) as (session, _actor):
        assert [each.words for each in contacts_of(session, person) if each.meeting_on] == [
            f"New day: Thursday 5 January 2040, 10:00, Café.\n{WHY}"
        ]


def test_an_older_page_changes_nothing_and_keeps_the_words(house: House, person: uuid.UUID) -> None:  # noqa: F811
    path, worker = begin(house, person), house.worker
    fields = worker.get(path).fields()
    worker.fill(path, {**OFF, **NEW, "what": "moved"})
    old = worker.post(path, {**fields, **OFF}, token_from="/", expect=409)
    assert "Somebody changed this meeting meanwhile" in old.words
    assert old.fields()["why"] == WHY
    assert parting(house, person).next_time == "10:00"


def test_a_meeting_that_is_nobodys_is_not_found(house: House, person: uuid.UUID) -> None:  # noqa: F811
    path = begin(house, person)
    house.worker.get(path.replace(str(person), "00000000-0000-0000-0000-00000000dead"), expect=404)
    house.worker.get(path.replace(str(parting(house, person).id), "00000000-0000-0000-0000-00000000dead"), expect=404)
