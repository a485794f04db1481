"""The pages of concerns: raised in one step, told, decided, named; typed words are kept; the title says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.concerns.queries import concerns_of
from linkdesk.concerns.queries import looks_at
from linkdesk.team.rules import Role
from tests.furnished import WORKER

if TYPE_CHECKING:
    import uuid

    from linkdesk.concerns.rules import ConcernRecord
    from tests.furnished import House

FACTS = "Zvestrik has a bruise"


@pytest.fixture
def person(house: House) -> uuid.UUID:
    return house.ids(Client)[0]


def newest(house: House, person: uuid.UUID) -> ConcernRecord:
    with open_session(house.settings, house.vault) as (session, actor):
        return concerns_of(session, actor, person)[0]


def raise_one(house: House, person: uuid.UUID, **more: str) -> str:
    """Raise a concern and return its address."""
    house.worker.fill(f"/clients/{person}/concerns/new", {"facts": FACTS, **more})
    return f"/clients/{person}/concerns/{newest(house, person).id}"


def test_it_is_raised_from_any_page_of_a_client_and_stands_on_today(house: House, person: uuid.UUID) -> None:
    link = next(a for a in house.worker.get(f"/clients/{person}").every("a") if a.get("data-keys") == "c")
    assert link.get("href") == f"/clients/{person}/concerns/new"
    page = house.worker.get(f"/clients/{person}/concerns/new")
    assert page.words.index("ring 999") < page.words.index("Is anybody in danger now?")
    assert WORKER in page.words, "the lead is named; the first worker has every role"
    assert not any(form.get("data-quick") for form in page.every("form")), "no box takes the page past the danger"
    here = raise_one(house, person, danger="now", kinds="money")
    shown = house.worker.get(here)
    assert FACTS in shown.words
    assert "ring 999" in shown.words
    today = house.worker.get("/")
    assert "In danger now" in today.words
    assert FACTS not in today.words
    assert "Financial or material abuse" in house.worker.get("/concerns").words


def test_nothing_said_is_refused_at_its_box_and_typed_words_come_back(house: House, person: uuid.UUID) -> None:
    path = f"/clients/{person}/concerns/new"
    assert "Nothing is written yet" in house.worker.fill(path, {"about": "adult"}, expect=422).words
    page = house.worker.fill(path, {"facts": FACTS, "happened_time": "25:99"}, expect=422)
    assert page.fields()["facts"] == FACTS
    future = {"happened_on-day": "1", "happened_on-month": "1", "happened_on-year": "2999", "facts": FACTS}
    house.worker.fill(path, future, expect=422)
    worker = house.worker
    headers = {"X-CSRFToken": worker.token(path)}
    kept = worker.client.put(f"/drafts/concern/{person}", json={"facts": "Half a"}, headers=headers)
    assert kept.status_code == 200
    assert house.worker.get(path).fields()["facts"] == "Half a"
    assert "A page about a client" in house.worker.get("/").words


def test_going_on_shows_both_texts_where_somebody_saved_in_between(house: House, person: uuid.UUID) -> None:
    here, worker = raise_one(house, person), house.worker
    older = worker.get(f"{here}/change").fields()
    house.worker.fill(f"{here}/change", {"facts": "Two bruises"})
    answer = worker.client.post(f"{here}/change", data={**older, "facts": "Three"})
    assert answer.status_code == 409
    assert "Two bruises" in answer.text
    assert "Three" in answer.text
    refused = house.worker.fill(f"{here}/change", {"facts": ""}, expect=422)
    assert "Nothing is written yet" in refused.words


def test_a_step_a_decision_and_a_reader(house: House, person: uuid.UUID) -> None:
    named = house.join("Nia", Role.LINK_WORKER)
    here = raise_one(house, person)
    house.worker.fill(f"{here}/steps", {"step": "told-council", "whom": "The duty team", "time": "2:30 pm"})
    page = house.worker.get(here)
    assert f"Told the council: {WORKER} to The duty team" in page.words
    assert "With the council" in page.words
    house.worker.fill(f"{here}/steps", {"step": "crisis"}, expect=422)
    house.worker.fill(f"{here}/steps", {"step": ""}, expect=422)
    house.worker.fill(f"{here}/decide", {"state": "closed", "reason": "no"}, expect=422)
    house.worker.fill(f"{here}/decide", {"state": "closed", "reason": "She moved in with her sister"})
    assert "She moved in with her sister" in house.worker.get(here).words
    assert f"/concerns/{newest(house, person).id}" not in house.worker.get("/").answer.text
    house.worker.fill(f"{here}/readers", {"workers": str(named)})
    assert newest(house, person).reader_ids == (named,)
    house.switch("Nia")
    assert FACTS in house.worker.get(here).words
    for path in ("decide", "readers"):
        assert house.worker.client.get(f"{here}/{path}").status_code == 403


def test_nothing_stands_in_a_title_and_each_look_is_on_record(house: House, person: uuid.UUID) -> None:
    here = raise_one(house, person)
    for path in (here, f"{here}/change", f"{here}/steps", f"{here}/decide", f"{here}/readers", here.rpartition("/")[0]):
        page = house.worker.get(path)
        assert page.every("title")[0].text == "A page about a client – LinkDesk"
    concern = newest(house, person).id
    with open_session(house.settings, house.vault) as (session, _actor):
        looks = looks_at(session, concern)
    assert [look.worker for look in looks] == [WORKER] * 6, "once when it was raised, once for each page that showed it"
    assert "Who looked at it" in house.worker.get(here).words


def test_beside_somebody_there_is_no_way_to_it_and_no_page(house: House, person: uuid.UUID) -> None:
    here = raise_one(house, person)
    house.worker.post("/beside", {"beside": "on"}, token_from="/")
    assert not [a for a in house.worker.get(f"/clients/{person}").every("a") if a.get("data-keys") == "c"]
    assert "Safeguarding" not in house.worker.get("/").words
    for path in (here, f"{here}/change", "/concerns", f"/clients/{person}/concerns/new"):
        assert "Put away for now" in house.worker.get(path).words


def test_the_limits_of_the_work_stand_with_their_numbers_and_days(house: House, person: uuid.UUID) -> None:
    words = house.worker.get("/limits").words
    for part in ("999", "116 123", "checked 22 November 2026", "LinkDesk cannot raise an alarm"):
        assert part in words
    shown = house.worker.get(raise_one(house, person, kinds="self-harm")).words
    assert "Thoughts of suicide or self-harm: what to do, whom to ring" in shown
    assert "116 123" in shown


def test_words_are_found_among_concerns_alone_and_not_beside_somebody(house: House, person: uuid.UUID) -> None:
    here = raise_one(house, person)
    links = [a.get("href") for a in house.worker.post("/concerns", {"words": "zvestrik BRUISE"}).every("a")]
    assert here in links
    assert "None of those you may read" in house.worker.post("/concerns", {"words": "elephant"}).words
    assert "Write what you look for" in house.worker.post("/concerns", {"words": " "}).words
    house.join("Otto", Role.ADMINISTRATOR)
    house.switch("Otto")
    assert "None of those you may read" in house.worker.post("/concerns", {"words": "zvestrik"}).words
    house.switch()
    house.worker.post("/beside", {"beside": "on"}, token_from="/")
    worker = house.worker
    sent = {"csrf_token": worker.token("/clients/"), "words": "zvestrik"}
    assert "Put away for now" in worker.client.post("/concerns", data=sent).text
