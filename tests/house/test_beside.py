"""While someone is beside the worker no page holds a word about risk or safety: every GET page of the map is read."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest

from linkdesk.application import open_session
from linkdesk.assessments.models import Assessment
from linkdesk.clients.keepsafe.rules import SetKeepSafe
from linkdesk.clients.keepsafe.service import set_keep_safe
from linkdesk.clients.models import Client
from linkdesk.clients.queries import client_record
from linkdesk.clients.risks.rules import NoteRisk
from linkdesk.clients.risks.rules import RiskKind
from linkdesk.clients.risks.service import note_risk
from linkdesk.record.drafts import save_draft
from linkdesk.web.gate import Access
from linkdesk.web.gate import declared
from tests.furnished import House
from tests.house.test_routes import address
from tests.house.test_routes import ids  # noqa: F401 - a fixture
from tests.house.test_routes import rules
from tests.pages import parse

PLANTED = "Zvestrik"
"""No page says this by itself."""


@pytest.fixture
def planted(house: House, ids: dict[str, str]) -> dict[str, str]:  # noqa: F811 - the fixture
    """Every client has a keep-safe line, a risk and half a risk typed; the ids of a walk through all pages."""
    with open_session(house.settings, house.vault) as (session, actor):
        for client in house.ids(Client):
            version = client_record(session, client).version
            set_keep_safe(session, actor, SetKeepSafe(client, version, f"{PLANTED} See alone"))
            risk = note_risk(session, actor, NoteRisk(client, RiskKind.HOME_VISIT, PLANTED, comment=PLANTED))
            if str(client) == ids["client_id"]:
                ids["risk_id"] = str(risk)
            save_draft(session, actor, "risk_new", str(client), {"own_words": PLANTED})
    return ids


def shown(house: House, asked: dict[str, str]) -> list[str]:
    """Return the rules of all pages, and the answers of the search, that hold the planted word."""
    found = []
    worker = house.worker
    for rule in rules(house.app):
        if "GET" in (rule.methods or ()):
            with worker.client.get(address(house, rule, asked), follow_redirects=True) as answer:
                if PLANTED.encode() in answer.data:
                    found.append(rule.rule)
    headers = {"X-CSRFToken": worker.token("/clients/")}
    with worker.client.post("/clients/search", json={"search": ""}, headers=headers) as answer:
        if PLANTED.encode() in answer.data:
            found.append("search")
    return found


def switch(house: House, to: str) -> None:
    house.worker.post("/beside", {"beside": to, "here": "/"}, token_from="/clients/")


@pytest.mark.long
def test_every_page_is_silent_while_someone_is_beside(house: House, planted: dict[str, str]) -> None:
    before = shown(house, planted)
    risks = "/clients/<uuid:client_id>/risks"
    assert {risks, f"{risks}/new", f"{risks}/<uuid:risk_id>", f"{risks}/<uuid:risk_id>/end"} <= set(before)
    assert {"/", "/clients/", "/clients/<uuid:client_id>", "/clients/<uuid:client_id>/keep-safe", "search"} <= set(
        before
    )
    assert len(before) >= 10
    switch(house, "on")
    assert shown(house, planted) == []
    switch(house, "off")
    assert shown(house, planted) == before, "the positive control, once more"


@pytest.mark.long
def test_pages_about_clients_do_not_even_name_risk_or_safety(house: House, planted: dict[str, str]) -> None:
    """Not even a heading or a place in the navigation; settings speak of the team and Help now of everybody."""
    about = [rule for rule in rules(house.app) if {"client_id", "plan_id", "assessment_id"} & rule.arguments]
    paths = ["/", "/clients/", "/exchange/", *(address(house, rule, planted) for rule in about)]
    paths = [path for path in paths if "/prints/" not in path]  # a leaflet says the same to everyone who reads it
    named = re.compile(r"\b(risks?|safety|safeguard\w*|keep.safe|danger\w*|abus\w*|violen\w*)\b", re.IGNORECASE)

    def naming() -> set[str]:
        answers = ((path, house.worker.client.get(path)) for path in paths)
        pages = ((path, parse(answer.text)) for path, answer in answers if answer.mimetype == "text/html")
        return {path for path, tree in pages if named.search(words(tree))}

    assert {"/exchange/", f"/clients/{planted['client_id']}"} <= naming()
    switch(house, "on")
    assert naming() == set()


def words(tree: Element) -> str:
    """Return what can be read or heard: texts, and the values of attributes that are spoken or shown."""
    shown = ("aria-label", "alt", "title", "value", "placeholder")
    nodes = (node for node in tree.iter() if node.get("type") != "hidden")
    said = [node.get(name, "") for node in nodes for name in shown]
    return " ".join([*tree.itertext(), *said])


def test_every_page_is_silent_in_client_mode(house: House, planted: dict[str, str]) -> None:
    house.worker.get("/")
    mine = house.ids(Assessment)[0]
    house.vault.enter_client_mode(mine, house.ids(Client)[1])
    asked = {**planted, "assessment_id": str(mine)}
    read = 0
    for rule in rules(house.app):
        declaration = declared(house.app, rule.endpoint)
        if "GET" not in (rule.methods or ()) or declaration is None or rule.endpoint == "static":
            continue
        with house.worker.client.get(address(house, rule, asked)) as answer:
            read += declaration.level is Access.CLIENT and answer.status_code == 200
            assert PLANTED not in answer.get_data(as_text=True), rule.rule
    assert read >= 1
