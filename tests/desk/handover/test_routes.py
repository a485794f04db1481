"""Handing over by the pages."""

from __future__ import annotations

from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.team.rules import Role
from tests.furnished import PASSPHRASE
from tests.furnished import House

KIT = "Kit Practice"


def test_a_lead_chooses_whose_cases_and_gives_them(house: House) -> None:
    kit, robin = house.join(KIT, Role.LINK_WORKER), house.vault.worker_id
    worker = house.worker
    chosen = worker.get("/handover")
    assert KIT in chosen.words
    assert f"{len(house.ids(Client))} cases" in chosen.words
    path = f"/handover/{robin}"
    page = worker.fill(path, {"to": str(kit), "cases": str(house.ids(Client)[1])})
    assert "1 case is handed over" in page.words
    assert "Choose at least one case" in worker.fill(path, {"to": str(kit)}, expect=422).words
    worker.fill(path, {"to": str(kit), "everyone": "yes"})
    assert "has no cases" in worker.get(path).words
    history = worker.get(f"/clients/{house.ids(Client)[1]}/history").words
    assert "Handed over to another worker Robin Practice" in history
    assert "Whose caseload" in history


def test_a_link_worker_is_led_to_their_own_and_no_further(house: House) -> None:
    kit, robin = house.join(KIT, Role.LINK_WORKER), house.vault.worker_id
    house.switch(KIT)
    worker = house.worker
    assert worker.get("/handover").answer.request.path == f"/handover/{kit}"
    assert worker.client.get(f"/handover/{robin}").status_code == 403


def test_removing_a_worker_asks_who_takes_over_their_cases(house: House) -> None:
    kit, robin = house.join(KIT, Role.LINK_WORKER), house.vault.worker_id
    client = house.ids(Client)[1]
    worker = house.worker
    worker.fill(f"/handover/{robin}", {"to": str(kit), "cases": str(client)})
    path = f"/settings/team/{kit}/remove"
    refused = worker.fill(path, {"passphrase": PASSPHRASE}, expect=422)
    assert "Choose who takes over their cases" in refused.words
    done = worker.fill(path, {"passphrase": PASSPHRASE, "to": str(robin)})
    assert f"{KIT} can no longer open the vault" in done.words
    assert "has no cases" in worker.get(f"/handover/{kit}").words
    with open_session(house.settings, house.vault) as (session, _actor):
        assert session.get_one(Client, client).owner_id == robin


def test_cases_may_wait_for_somebody(house: House) -> None:
    kit, robin = house.join(KIT, Role.LINK_WORKER), house.vault.worker_id
    worker = house.worker
    worker.fill(f"/handover/{robin}", {"to": str(kit), "cases": str(house.ids(Client)[1])})
    worker.fill(f"/settings/team/{kit}/remove", {"passphrase": PASSPHRASE, "to": "nobody"})
    assert f"{KIT} 1 case" in worker.get("/handover").words, "a lead can still hand them over"


def test_an_administrator_changes_what_a_worker_does_but_keeps_one_administrator(house: House) -> None:
    kit, robin = house.join(KIT, Role.LINK_WORKER), house.vault.worker_id
    worker = house.worker
    path = f"/settings/team/{kit}/roles"
    page = worker.get(path)
    fields = page.fields() | {"passphrase": PASSPHRASE}
    answer = worker.client.post(path, data={**fields, "roles": ["safeguarding lead", "link worker"]})
    assert answer.status_code == 303
    assert "Link worker, safeguarding lead" in worker.get(f"/settings/team/{kit}").words
    own = f"/settings/team/{robin}/roles"
    fields = worker.get(own).fields() | {"passphrase": PASSPHRASE, "roles": "link worker"}
    assert "last administrator" in worker.client.post(own, data=fields).get_data(as_text=True)
    fields.pop("roles")
    assert worker.client.post(own, data=fields).status_code == 422
