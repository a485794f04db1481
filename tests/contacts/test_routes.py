"""The pages of contacts: one note, where it shows, what is put right, and nothing of it beside somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.contacts.queries import contacts_of
from linkdesk.contacts.rules import ContactRecord
from linkdesk.record.drafts import load_draft
from linkdesk.record.drafts import save_draft

if TYPE_CHECKING:
    import uuid

    from tests.furnished import House

WORDS = "Zvestrik will try the choir"


@pytest.fixture
def person(house: House) -> uuid.UUID:
    return house.ids(Client)[0]


def newest(house: House, person: uuid.UUID) -> ContactRecord:
    with open_session(house.settings, house.vault) as (session, _actor):
        return max(contacts_of(session, person), key=lambda each: each.created_at)


def beside(house: House, *, on: bool = True) -> None:
    house.worker.post("/beside", {"beside": "on" if on else "off"}, token_from="/")


def test_a_note_stands_in_the_timeline_on_contacts_and_is_found(house: House, person: uuid.UUID) -> None:
    house.worker.fill(f"/clients/{person}/contacts/new", {"words": WORDS, "minutes": "10"})
    page = house.worker.get(f"/clients/{person}")
    assert "Phone: we spoke, 10 minutes" in page.words
    assert WORDS in page.words
    listed = house.worker.get(f"/clients/{person}/contacts").words
    assert WORDS in listed
    assert "Robin Practice" in listed
    assert house.worker.get(f"/clients/{person}/contacts").every("article") == [], "several would need names"
    worker = house.worker
    headers = {"X-CSRFToken": worker.token("/clients/")}
    with worker.client.post("/clients/search", json={"search": "zvestrik"}, headers=headers) as answer:
        (row,) = answer.get_json()["rows"]
    assert row["url"] == f"/clients/{person}"
    assert row["why"].startswith("in a contact of")
    assert "Contact written down" in house.worker.get(f"/clients/{person}/history").words


def test_a_wrong_note_keeps_what_was_typed(house: House, person: uuid.UUID) -> None:
    path = f"/clients/{person}/contacts/new"
    empty = house.worker.fill(path, {"words": "", "place": "Library"}, expect=422)
    assert "The note is empty" in empty.words
    assert empty.fields()["place"] == "Library"
    late = {"words": WORDS, "on-day": "1", "on-month": "1", "on-year": "2090"}
    ahead = house.worker.fill(path, late, expect=422)
    assert "still to come" in ahead.words
    assert ahead.fields()["words"] == WORDS


def test_what_is_put_right_shows_both_texts_and_an_old_page_loses_nothing(house: House, person: uuid.UUID) -> None:
    house.worker.fill(f"/clients/{person}/contacts/new", {"words": WORDS})
    path = f"/clients/{person}/contacts/{newest(house, person).id}"
    assert "Nothing was changed since it was written" in house.worker.get(path).words
    old = house.worker.get(path).fields()
    house.worker.fill(path, {"words": "Will try the garden"})
    page = house.worker.get(path).words
    assert WORDS in page
    assert "Will try the garden" in page
    del old["csrf_token"]
    answer = house.worker.post(path, {**old, "words": "A third text"}, token_from=path, expect=409)
    assert "Somebody saved this page after you opened it" in answer.words
    assert "Will try the garden" in answer.words
    assert answer.fields()["words"] == "A third text"
    assert newest(house, person).words == "Will try the garden"


def test_after_two_meetings_without_them_the_safe_steps_are_shown(house: House, person: uuid.UUID) -> None:
    missed = {"words": "", "way": "venue", "attendance": "not-come"}
    for place in ("The library", "The café"):
        assert "times in a row" not in house.worker.get(f"/clients/{person}").words
        house.worker.fill(f"/clients/{person}/contacts/new", {**missed, "place": place})
    for path in (f"/clients/{person}", f"/clients/{person}/contacts"):
        page = house.worker.get(path)
        assert "They did not come 2 times in a row" in page.words
        assert "Nothing closes by itself" in page.words
        links = {link.get("href") for link in page.every("a")}
        assert {f"/clients/{person}/phone", "/help-now", f"/clients/{person}/prints/cannot-reach"} <= links
    house.worker.get(f"/clients/{person}/prints/cannot-reach")
    house.worker.fill(f"/clients/{person}/contacts/new", {"words": "Came after all"})
    assert "times in a row" not in house.worker.get(f"/clients/{person}").words


def test_beside_somebody_no_note_is_shown_and_a_new_one_can_be_written(house: House, person: uuid.UUID) -> None:
    house.worker.fill(f"/clients/{person}/contacts/new", {"words": WORDS, "present": WORDS})
    path = f"/clients/{person}/contacts"
    of = f"{path}/{newest(house, person).id}"
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "contact", str(person), {"words": WORDS})
    beside(house)
    for page in (f"/clients/{person}", path, of, f"{path}/new"):
        assert "Zvestrik" not in house.worker.get(page).words, page
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "contact", str(person), {"words": "Written beside them", "beside": "on"})
    assert house.worker.get(f"{path}/new").fields()["words"] == "Written beside them"
    house.worker.fill(f"{path}/new", {"words": "Written beside them"})
    assert newest(house, person).words == "Written beside them"


def test_words_typed_before_it_was_said_for_whom_come_along_only_from_there(house: House, person: uuid.UUID) -> None:
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "note", "new", {"words": WORDS})
    path = f"/clients/{person}/contacts/new"
    assert house.worker.get(path).fields()["words"] == ""
    carried = house.worker.get(f"{path}?carry=1").fields()
    assert carried["words"] == WORDS
    del carried["csrf_token"]
    house.worker.post(f"{path}?carry=1", carried, token_from=path)
    assert newest(house, person).words == WORDS
    with open_session(house.settings, house.vault) as (session, actor):
        assert load_draft(session, actor, "note", "new") is None
