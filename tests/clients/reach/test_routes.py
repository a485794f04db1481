"""Keeping apart as Robin, finding nothing as Kit, and getting in all the same."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pytest
from sqlalchemy import select

from linkdesk.application import listing
from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.reach.models import GlassBroken
from linkdesk.episodes.queries import all_episodes
from linkdesk.exchange.items import export
from linkdesk.printing.items import print_item
from linkdesk.record.audit import AuditEntry
from linkdesk.record.audit import ReadEntry
from linkdesk.record.audit import verify
from linkdesk.record.drafts import save_draft
from linkdesk.record.errors import NotFound
from linkdesk.team.rules import Role
from tests.clients.reach.conftest import KIT
from tests.clients.reach.conftest import WHY
from tests.clients.reach.conftest import Team
from tests.furnished import House

IN = "Her neighbour phoned: she may be in danger"


def readings(house: House) -> list[tuple[str, uuid.UUID | None]]:
    with open_session(house.settings, house.vault) as (session, _actor):
        rows = session.execute(select(ReadEntry.kind, ReadEntry.client_id).order_by(ReadEntry.at))
        return [(kind, client_id) for kind, client_id in rows]


def by_number(team: Team, **more: str) -> dict[str, str]:
    return {"nhs_number": team.client.nhs_number, "reason": IN, **more}


def test_a_lead_keeps_a_record_apart_names_others_and_opens_it_again(house: House) -> None:
    kit = house.join(KIT, Role.LINK_WORKER)
    client = house.ids(Client)[2]
    worker = house.worker
    assert "Keep this record apart" in worker.get(f"/clients/{client}").words
    address = f"/clients/{client}/apart"
    page = worker.fill(address, {"reason": WHY}, expect=200)
    assert "The record is kept apart" in page.words
    assert "Named: Robin Practice" in page.words
    assert "Only Robin Practice finds this record" in worker.get(f"/clients/{client}").words
    change = worker.get(address).answer.request.path
    assert change.startswith("/settings/apart/")
    fields = worker.get(change).fields()
    answer = worker.client.post(change, data={**fields, "workers": [str(kit)]})
    assert answer.status_code == 303
    worker.get(f"/clients/{client}", expect=404)
    assert f"Named: {KIT}" in worker.get("/settings/apart").words
    stale = worker.client.post(change, data={**fields, "workers": [str(kit)]})
    assert stale.status_code == 422
    assert "Somebody changed this meanwhile" in stale.get_data(as_text=True)
    done = worker.fill(f"{change}/end", {"reason": "She left the team"})
    assert "open to everybody again" in done.words
    worker.get(f"/clients/{client}")
    worker.get(change, expect=404)


def test_keeping_apart_asks_for_a_reason_and_a_name(house: House) -> None:
    address = f"/clients/{house.ids(Client)[2]}/apart"
    browser = house.worker
    fields = browser.get(address).fields()
    assert fields["workers"], "whoever keeps it apart is named unless they say otherwise"
    assert browser.client.post(address, data={**fields, "reason": "x"}).status_code == 422
    fields.pop("workers")
    assert browser.client.post(address, data={**fields, "reason": WHY}).status_code == 422


def test_a_link_worker_may_not_keep_apart_nor_see_who_is(team: Team) -> None:
    team.house.switch(KIT)
    browser = team.house.worker.client
    browser.get("/")
    for path in ("/settings/apart", f"/settings/apart/{team.restriction}", f"/settings/apart/{team.restriction}/end"):
        assert browser.get(path).status_code == 403
    assert "Keep this record apart" not in team.house.worker.get(f"/clients/{team.house.ids(Client)[2]}").words
    assert "Records kept apart" not in team.house.worker.get("/settings").words


def test_another_worker_finds_no_trace_on_any_page_or_in_any_file(team: Team, tmp_path: Path) -> None:
    house, name = team.house, team.client.family_name
    worker = house.worker
    own_words = worker.get("/clients/").words
    assert name in own_words
    total = len(house.ids(Client))
    house.switch(KIT)
    worker = house.worker
    for path in ("/", "/clients/", "/exchange/"):
        words = worker.get(path).words
        assert team.client.given_name not in words or name not in words, path
    token = worker.token("/clients/")
    for search in (name, team.client.nhs_number, f"{team.client.birth_date:%d/%m/%Y}"):
        found = worker.client.post(
            "/clients/search", json={"search": search}, headers={"X-CSRFToken": token}
        ).get_json()
        assert str(team.client.id) not in json.dumps(found)
    for path in (
        f"/clients/{team.client.id}",
        f"/clients/{team.client.id}/change",
        f"/exchange/?client={team.client.id}",
    ):
        worker.get(path, expect=404)
    with open_session(house.settings, house.vault) as (session, actor):
        listed = {line["id"] for line in listing(session, actor, "clients")}
        assert str(team.client.id) not in listed
        assert len(listed) == total - 1
        with pytest.raises(NotFound):
            export(session, actor, "csv", team.client.id, tmp_path / "one")
        with pytest.raises(NotFound):
            print_item(session, actor, "plan", team.client.id)
        for kind in ("csv", "fhir"):
            report = export(session, actor, kind, None, tmp_path / kind)
            assert report.clients == total - 1
            written = "".join(path.read_text("utf-8") for path in (tmp_path / kind).iterdir())
            assert str(team.client.id) not in written
            assert team.client.nhs_number not in written


def test_adding_the_same_person_says_no_more_than_to_ask(team: Team) -> None:
    team.house.switch(KIT)
    worker = team.house.worker
    born = team.client.birth_date
    typed = {
        "given_name": "Somebody", "family_name": "Else-Entirely", "nhs_number": team.client.nhs_number,
        "birth_date-day": "1", "birth_date-month": "2", "birth_date-year": "1970",
    }  # fmt: skip
    words = worker.fill("/clients/new", typed, expect=422).words
    assert "Ask your team lead before you add this person." in words
    assert team.client.family_name not in words
    same_name = {
        "given_name": "Somebody", "family_name": team.client.family_name,
        "birth_date-day": str(born.day), "birth_date-month": str(born.month), "birth_date-year": str(born.year),
    }  # fmt: skip
    words = worker.fill("/clients/new", same_name, expect=422).words
    assert "Ask your team lead" in words
    assert team.client.given_name not in words
    worker.fill("/clients/new", {**same_name, "not_the_same": "yes"})  # it warns and never stops


def test_who_must_get_in_gives_a_reason_and_the_lead_is_told(team: Team) -> None:
    house = team.house
    house.switch(KIT)
    worker = house.worker
    assert "Get into a record kept apart" in worker.get("/break-glass").words
    page = worker.fill("/break-glass", by_number(team))
    assert "You are in for 60 minutes" in page.words
    assert team.client.family_name in page.words
    assert ("glass broken", team.client.id) in readings(house)
    with open_session(house.settings, house.vault) as (session, _actor):
        row = session.scalars(select(GlassBroken)).one()
        assert (row.worker_id, row.reason) == (team.kit, IN)
        assert "break_glass" in set(session.scalars(select(AuditEntry.verb)))
        assert verify(session, house.vault.subkey("audit")).faults == ()
    assert "got into a record" not in worker.get("/").words, "who got in is not told"
    house.switch()
    lead = house.worker
    notice = lead.get("/").words
    assert f"{KIT} got into a record that is kept apart" in notice
    assert IN not in notice
    assert IN in lead.get("/settings/apart").words
    seen = lead.fill("/settings/apart", {}, action=f"/settings/apart/entries/{row.id}/seen")
    assert "Seen by Robin Practice" in seen.words
    assert "got into a record" not in lead.get("/").words
    again = lead.client.post(
        f"/settings/apart/entries/{uuid.uuid4()}/seen", data={"csrf_token": lead.token("/settings/apart")}
    )
    assert again.status_code == 404


@pytest.mark.parametrize("typed", ["number", "name"])
def test_it_is_on_record_before_anything_is_shown(team: Team, typed: str) -> None:
    """The read log says that it was broken before it says that the client was opened."""
    born = team.client.birth_date
    by_name = {
        "family_name": team.client.family_name, "birth_date-day": str(born.day),
        "birth_date-month": str(born.month), "birth_date-year": str(born.year), "reason": IN,
    }  # fmt: skip
    team.house.switch(KIT)
    team.house.worker.fill("/break-glass", by_number(team) if typed == "number" else by_name)
    about = [kind for kind, client_id in readings(team.house) if client_id == team.client.id]
    assert about.index("glass broken") < about.index("client")


def test_a_try_that_names_nobody_opens_nothing_and_is_on_record(team: Team) -> None:
    team.house.switch(KIT)
    worker = team.house.worker
    open_to_all = team.house.ids(Client)[2]
    with open_session(team.house.settings, team.house.vault) as (session, _actor):
        number = session.get_one(Client, open_to_all).nhs_number
    page = worker.fill("/break-glass", {"nhs_number": number, "reason": IN}, expect=422)
    assert "name no record that is kept apart from you" in page.words
    assert ("glass tried", None) in readings(team.house)
    assert worker.fill("/break-glass", {"reason": IN}, expect=422).words.count("Enter the NHS number")
    assert worker.fill("/break-glass", by_number(team, reason="why"), expect=422).words.count("Say why")
    worker.get(f"/clients/{team.client.id}", expect=404)


def test_a_draft_of_a_record_kept_apart_since_leads_nowhere_and_says_nothing(house: House) -> None:
    house.join(KIT, Role.LINK_WORKER)
    client = house.ids(Client)[2]
    house.switch(KIT)
    worker = house.worker
    path = f"/clients/{client}/change"
    fields = {**worker.get(path).fields(path), "town": "Typed in haste"}
    headers = {"X-CSRFToken": worker.token(path)}
    assert worker.client.put(f"/drafts/client/{client}", json=fields, headers=headers).status_code == 200
    assert "A client’s details" in worker.get("/").words or "A client's details" in worker.get("/").words
    house.switch()
    house.worker.fill(f"/clients/{client}/apart", {"reason": WHY})
    house.switch(KIT)
    assert "client's details" not in house.worker.get("/").words


def test_a_half_typed_step_of_a_referral_kept_apart_since_names_nobody(house: House) -> None:
    house.join(KIT, Role.LINK_WORKER)
    with open_session(house.settings, house.vault) as (session, _actor):
        episode = next(each for each in all_episodes(session) if each.is_open)
        name = client_record(session, episode.client_id).family_name
    house.switch(KIT)
    with open_session(house.settings, house.vault) as (session, actor):
        save_draft(session, actor, "referral_attempt", str(episode.id), {"words": "Halfway"})
        save_draft(session, actor, "referral", str(episode.client_id), {"reason": "Halfway"})
    drafts = f"{name} A referral"
    assert house.worker.get("/").words.count(drafts) == 2
    house.switch()
    house.worker.fill(f"/clients/{episode.client_id}/apart", {"reason": WHY})
    house.switch(KIT)
    words = house.worker.get("/").words
    assert "Typed and not saved yet" not in words
    assert drafts not in words


def test_a_draft_belongs_to_its_author(house: House) -> None:
    house.join(KIT, Role.LINK_WORKER)
    client = house.ids(Client)[2]
    path = f"/clients/{client}/change"
    worker = house.worker
    for form, subject, page in (("client", str(client), path), ("client", "new", "/clients/new")):
        fields = {**worker.get(page).fields(page), "town": "Robin-typed-this"}
        headers = {"X-CSRFToken": worker.token(page)}
        assert worker.client.put(f"/drafts/{form}/{subject}", json=fields, headers=headers).status_code == 200
    assert "Robin-typed-this" in worker.client.get(path).get_data(as_text=True), "the author finds it again"
    house.switch(KIT)
    other = house.worker
    for page in ("/", path, "/clients/new", f"/clients/{client}"):
        html = other.client.get(page, follow_redirects=True).get_data(as_text=True)
        assert "Robin-typed-this" not in html
        assert "not saved yet" not in html
