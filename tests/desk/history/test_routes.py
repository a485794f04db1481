"""The history page, and what a lead may ask."""

from __future__ import annotations

import re

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.record.audit import ReadEntry
from linkdesk.team.rules import Role
from tests.desk.history.test_queries import KIT
from tests.desk.history.test_queries import change_town
from tests.furnished import House


def test_the_page_says_who_changed_what_and_who_looked(house: House) -> None:
    client = house.ids(Client)[1]
    change_town(house, client, "Newtown")
    worker = house.worker
    assert "Everything that happened" in worker.get(f"/clients/{client}").words
    page = worker.get(f"/clients/{client}/history")
    assert "Details changed Robin Practice" in page.words
    assert "Newtown" in page.words
    assert re.search(r"Opened the record(, \d+ times)? Robin Practice", page.words)
    looks = worker.get(f"/clients/{client}/history?show=looks&worker=")
    assert "Newtown" not in looks.words
    assert "Opened the record" in looks.words


def test_a_long_history_is_turned_page_by_page(house: House) -> None:
    client = house.ids(Client)[1]
    with open_session(house.settings, house.vault) as (session, actor):
        from linkdesk.record.audit import record_reading

        for _ in range(60):
            record_reading(session, actor, "client", client)
    first = house.worker.get(f"/clients/{client}/history?show=looks&worker=")
    assert "Page 1 of 2" in first.words
    older = next(a.get("href", "") for a in first.every("a") if a.text == "Older")
    assert "show=looks" in older
    second = house.worker.get(older)
    assert "Page 2 of 2" in second.words
    assert "Newer" in second.words


def test_it_is_put_away_while_someone_is_beside(house: House) -> None:
    client = house.ids(Client)[1]
    change_town(house, client, "Newtown")
    worker = house.worker
    worker.client.post("/beside", data={"csrf_token": worker.token("/"), "beside": "on", "here": "/"})
    assert "Newtown" not in worker.client.get(f"/clients/{client}/history").get_data(as_text=True)


def test_only_leads_ask_what_a_worker_looked_at_and_that_is_noted(house: House) -> None:
    kit = house.join(KIT, Role.LINK_WORKER, Role.ADMINISTRATOR)
    robin = house.vault.worker_id
    client = house.ids(Client)[1]
    worker = house.worker
    worker.get(f"/clients/{client}")
    assert KIT in worker.get("/settings/looked").words
    page = worker.get(f"/settings/looked/{robin}")
    assert "Opened the record" in page.words
    with open_session(house.settings, house.vault) as (session, _actor):
        assert session.query(ReadEntry).filter_by(kind="history", actor_id=robin).count() == 1
    assert "Nothing yet" in worker.get(f"/settings/looked/{kit}").words
    house.switch(KIT)
    browser = house.worker.client
    browser.get("/")
    assert browser.get(f"/settings/looked/{robin}").status_code == 403
    assert browser.get("/settings/looked").status_code == 403
