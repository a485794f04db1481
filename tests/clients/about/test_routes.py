"""The page about a person."""

from __future__ import annotations

from linkdesk.application import open_session
from linkdesk.clients.about.queries import about_of
from linkdesk.clients.about.rules import HEADINGS
from linkdesk.clients.models import Client
from linkdesk.record.drafts import save_draft
from tests.furnished import House


def people(house: House) -> str:
    with open_session(house.settings, house.vault) as (session, _actor):
        return about_of(session, house.ids(Client)[0]).people


def test_their_words_are_kept_and_stand_on_the_overview(house: House) -> None:
    client = house.ids(Client)[0]
    path = f"/clients/{client}/about"
    page = house.worker.fill(path, {"most_important": "My cat <b>", "supported_by": "Ana, a friend"})
    assert "Saved." in page.words
    assert "by Robin Practice" in page.words
    assert page.fields()["supported_by"] == "Ana, a friend"
    assert "“My cat <b>”" in house.worker.get(f"/clients/{client}").words


def test_a_text_too_long_is_refused_and_stays(house: House) -> None:
    path = f"/clients/{house.ids(Client)[0]}/about"
    page = house.worker.fill(path, {"people": "Ana", "household": "x" * 151}, expect=422)
    assert "This is 1 too many" in page.words
    assert page.fields()["people"] == "Ana"
    assert [
        node for node in page.every("details") if "open" in node.attrib and "govuk-details" in node.get("class", "")
    ]


def test_two_windows_lose_neither_text(house: House) -> None:
    path = f"/clients/{house.ids(Client)[0]}/about"
    worker = house.worker
    old = worker.get(path).fields()
    worker.fill(path, {"people": "Theirs"})
    page = worker.post(path, {**old, "people": "Mine"}, expect=409)
    assert "Theirs" in page.words
    assert page.fields()["people"] == "Mine"
    worker.post(path, page.fields())
    assert people(house) == "Mine"


def test_typed_words_come_back(house: House) -> None:
    client = house.ids(Client)[0]
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "about", str(client), {"people": "Half a name", "version": "0"})
    page = house.worker.get(f"/clients/{client}/about")
    assert page.fields()["people"] == "Half a name"
    assert "not saved yet" in page.words


def test_their_own_words_have_the_helper_that_marks_what_is_hard(house: House) -> None:
    page = house.worker.get(f"/clients/{house.ids(Client)[0]}/about")
    (helper,) = [one for one in page.every("div") if "data-easier" in one.attrib]
    named = {each.removesuffix(":") for each in (helper.get("data-easier-fields") or "").split()}
    assert named == set(HEADINGS)
