"""Every id in an address is led to its client; what leads nowhere keeps the application from starting."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from linkdesk.application import ID_TABLES
from linkdesk.application import open_session
from linkdesk.clients.models import Client
from linkdesk.clients.reach.guard import ids_of
from linkdesk.clients.reach.guard import table_of
from linkdesk.clients.reach.guard import unresolved
from linkdesk.clients.reach.models import Restriction
from linkdesk.plans.models import Plan
from linkdesk.record.session import unit_of_work
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from tests.furnished import House


def test_every_id_of_every_address_leads_to_its_client_or_says_why_not(house: House) -> None:
    assert unresolved(house.app, ID_TABLES) == []
    known = {name for rule in house.app.url_map.iter_rules() for name in ids_of(rule)}
    assert {"client_id", "plan_id", "assessment_id", "goal_id"} <= known
    assert set(ID_TABLES) <= known, "a line of ID_TABLES that no address needs"


def test_an_id_is_found_by_its_name_its_kind_or_its_line() -> None:
    assert getattr(table_of("plan_id", {}), "name", "") == "plan"
    assert getattr(table_of("goal_id", {"goal_id": "plan_goal"}), "name", "") == "plan_goal"
    assert table_of("worker_id", {"worker_id": None}) is None
    for astray in ("worker_id", "nothing_id", "draft_id"):
        with pytest.raises(LookupError):
            table_of(astray, {})


def test_an_id_that_leads_nowhere_is_named() -> None:
    app = Flask("astray")
    app.add_url_rule("/x/<uuid:thing>", "thing", lambda **_: "")
    app.add_url_rule("/y/<parcel_id>", "parcel", lambda **_: "")
    app.add_url_rule("/z/<int:number>", "number", lambda **_: "")
    assert unresolved(app, {}) == ["parcel_id in /y/<parcel_id>", "thing in /x/<uuid:thing>"]


@pytest.fixture
def pair(house: House) -> House:
    """An application that has a page with two ids: a client's, and a plan's under it."""
    house.app._got_first_request = False

    @access(Access.OPEN)
    def both(client_id: uuid.UUID, plan_id: uuid.UUID) -> str:
        return f"{client_id} {plan_id}"

    @access(Access.OPEN)
    def odd(plan_id: str) -> str:
        return plan_id

    house.app.add_url_rule("/both/<uuid:client_id>/<uuid:plan_id>", "both", both)
    house.app.add_url_rule("/odd/<plan_id>", "odd", odd)
    return house


def plan_and_clients(house: House) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID]:
    with open_session(house.settings, house.vault) as (session, _actor):
        plan, owner = session.execute(select(Plan.id, Plan.client_id)).first() or (None, None)
        other = session.scalars(select(Client.id).where(Client.id != owner)).first()
    assert plan is not None
    assert owner is not None
    assert other is not None
    return plan, owner, other


def test_another_clients_id_under_a_clients_address_is_not_there(pair: House) -> None:
    plan, owner, other = plan_and_clients(pair)
    browser = pair.worker.client
    assert browser.get(f"/both/{owner}/{plan}").status_code == 200
    assert browser.get(f"/both/{other}/{plan}").status_code == 404
    assert browser.get(f"/both/{uuid.uuid4()}/{plan}").status_code == 404
    assert browser.get(f"/both/{owner}/{uuid.uuid4()}").status_code == 404


def test_a_word_in_place_of_an_id_is_not_there(pair: House) -> None:
    assert pair.worker.client.get("/odd/anything").status_code == 404


def test_a_record_kept_apart_answers_as_if_it_were_not_there(house: House) -> None:
    plan, owner, other = plan_and_clients(house)
    browser = house.worker.client
    assert browser.get(f"/plans/{plan}").status_code == 200
    with open_session(house.settings, house.vault) as (session, actor), unit_of_work(session, actor, "keep") as work:
        work.session.add(Restriction(client_id=owner, reason="A relative of a worker", ended_reason=""))
    apart = browser.get(f"/clients/{owner}")
    unknown = browser.get(f"/clients/{uuid.uuid4()}")
    assert apart.status_code == unknown.status_code == 404
    assert len(apart.get_data()) == len(unknown.get_data())
    assert browser.get(f"/plans/{plan}").status_code == 404
    assert browser.get(f"/clients/{other}").status_code == 200
