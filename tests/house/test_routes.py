"""Every route is asked in every state; the answer is what its declared access promises."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select
from werkzeug.routing import Rule

from linkdesk.application import open_session
from linkdesk.assessments.models import Assessment
from linkdesk.clients.models import Client
from linkdesk.episodes.queries import episodes_of
from linkdesk.plans.models import Plan
from linkdesk.plans.rules import PlanStatus
from linkdesk.record.audit import ReadEntry
from linkdesk.vault.backup import make_backup
from linkdesk.web.gate import Access
from linkdesk.web.gate import declared
from linkdesk.web.gate import undeclared
from tests.furnished import House

if TYPE_CHECKING:
    from flask import Flask

LOCK_PAGES = {"/unlock", "/curtain", "/start"}
METHODS = ("GET", "POST", "PUT", "DELETE")
STRANGER = uuid.UUID(int=0xDEAD)


def rules(app: Flask) -> Iterator[Rule]:
    yield from sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)


def address(house: House, rule: Rule, ids: dict[str, str]) -> str:
    """Fill the variables of a rule with real ids."""
    filled = re.sub(r"<(?:[a-z_]+(?:\([^)]*\))?:)?([a-z_]+)>", lambda m: ids.get(m[1], ids["other"]), rule.rule)
    return filled or "/"


@pytest.fixture
def ids(house: House) -> dict[str, str]:
    return {
        "client_id": str(house.ids(Client)[1]),
        "plan_id": str(house.ids(Plan)[0]),
        "assessment_id": str(house.ids(Assessment)[0]),
        "episode_id": episode_id(house),
        "step": "triage",
        "button": "closing",
        "form": "client",
        "subject": "new",
        "filename": "css/theme.css",
        "item": "leaflet",
        "other": str(STRANGER),
    }


def episode_id(house: House) -> str:
    """Return the id of an episode of the client whose id is asked for."""
    with open_session(house.settings, house.vault) as (session, _actor):
        return str(episodes_of(session, house.ids(Client)[1])[0].id)


def ask(house: House, method: str, url: str) -> int:
    with house.worker.client.open(url, method=method) as answer:
        return answer.status_code


def test_every_view_declares_its_access(house: House) -> None:
    assert undeclared(house.app) == []


def test_a_silent_view_keeps_the_application_from_starting(house: House) -> None:
    house.app._got_first_request = False
    house.app.add_url_rule("/silent", "silent", lambda: "x")
    assert undeclared(house.app) == ["silent"]


def test_locked_every_page_but_the_open_ones_leads_to_the_lock(house: House, ids: dict[str, str]) -> None:
    house.vault.lock()
    for rule in rules(house.app):
        declaration = declared(house.app, rule.endpoint)
        assert declaration is not None
        if declaration.level in {Access.ALWAYS, Access.LOCKED}:
            continue
        for method in METHODS:
            answer = house.worker.client.open(address(house, rule, ids), method=method)
            if method in (rule.methods or ()):
                led = answer.status_code == 303 and answer.location == "/unlock"
                assert led or answer.status_code in {400, 403}, (method, rule.rule, answer.status_code)
            assert answer.status_code != 200, (method, rule.rule)


@pytest.mark.long
def test_every_page_about_a_client_leaves_a_trace(house: House, ids: dict[str, str]) -> None:
    """Whoever saw the name and NHS number of a client stands in the reading log, whichever page it was."""
    looked_at = 0
    for rule in rules(house.app):
        if "GET" not in (rule.methods or ()) or not any(name.endswith("_id") for name in rule.arguments):
            continue
        before = traces(house)
        with house.worker.client.get(address(house, rule, ids)) as answer:
            banner = answer.mimetype == "text/html" and 'class="ld-banner"' in answer.get_data(as_text=True)
        if banner:
            looked_at += 1
            assert [entry.client_id for entry in traces(house)[len(before) :]] != [], rule.rule
    assert looked_at >= 5


def traces(house: House) -> list[ReadEntry]:
    with open_session(house.settings, house.vault) as (session, _actor):
        return list(session.scalars(select(ReadEntry).order_by(ReadEntry.at)))


def test_a_page_in_flight_is_held_back_when_a_lock_falls(house: House) -> None:
    client = house.ids(Client)[1]
    view = house.app.view_functions["desk.client"]

    def slow(**given: object) -> object:
        made = view(**given)
        house.vault.curtain()
        return made

    slow.__dict__.update(view.__dict__)
    house.worker.get("/")
    house.app.view_functions["desk.client"] = slow  # type: ignore[assignment]
    with house.worker.client.get(f"/clients/{client}") as answer:
        assert (answer.status_code, answer.location) == (303, "/curtain")
        assert "NHS" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("lock", ["lock", "curtain"])
@pytest.mark.parametrize("token", ["", "good"])
def test_a_form_sent_again_behind_a_lock_brings_no_words_back(house: House, lock: str, token: str) -> None:
    worker = house.worker
    fields = {**worker.get("/clients/new").fields("/clients/new"), "family_name": "Wrenfield-Secret"}
    if not token:
        fields.pop("csrf_token")
    getattr(house.vault, lock)()
    with worker.client.post("/clients/new", data=fields) as answer:
        assert answer.status_code in {303, 400, 403}
        assert "Wrenfield-Secret" not in answer.get_data(as_text=True)


def test_covered_every_page_but_the_open_ones_leads_to_the_curtain(house: House, ids: dict[str, str]) -> None:
    house.worker.get("/")
    house.vault.curtain()
    assert house.vault.state.name == "CURTAINED"
    for rule in rules(house.app):
        declaration = declared(house.app, rule.endpoint)
        if (
            declaration is None
            or declaration.level in {Access.ALWAYS, Access.LOCKED}
            or "GET" not in (rule.methods or ())
        ):
            continue
        answer = house.worker.client.get(address(house, rule, ids))
        assert (answer.status_code, answer.location) == (303, "/curtain"), rule.rule


@pytest.mark.long
def test_in_client_mode_only_that_form_and_help_answer(house: House, ids: dict[str, str]) -> None:
    house.worker.get("/")
    mine, other = house.ids(Assessment)[:2]
    house.vault.enter_client_mode(mine, house.ids(Client)[1])
    for rule in rules(house.app):
        declaration = declared(house.app, rule.endpoint)
        assert declaration is not None
        if declaration.level is Access.ALWAYS:
            continue
        for method in sorted(set(METHODS) & (rule.methods or set())):
            for asked in (ids, {**ids, "assessment_id": str(other)}):
                is_form = declaration.level is Access.CLIENT and asked["assessment_id"] == str(mine)
                status = ask(house, method, address(house, rule, asked))
                if not is_form:
                    assert status in {400, 403}, (method, rule.rule, status)


@pytest.mark.long
def test_unlocked_every_page_answers(house: House, ids: dict[str, str]) -> None:
    """The positive control of the tests above."""
    answered = 0
    for rule in rules(house.app):
        if "GET" in (rule.methods or ()) and rule.rule not in LOCK_PAGES:
            status = ask(house, "GET", address(house, rule, ids))
            assert status in {200, 302, 303, 403, 404, 409, 422}, (rule.rule, status)
            answered += status == 200
    assert answered > 10


def test_a_strangers_id_is_not_found(house: House) -> None:
    for rule in rules(house.app):
        wanted = {name for name in rule.arguments if name.endswith("_id")}
        if not wanted or "GET" not in (rule.methods or ()):
            continue
        url = address(house, rule, {name: str(STRANGER) for name in (*rule.arguments, "other")})
        assert ask(house, "GET", url) == 404, rule.rule


def test_no_post_works_without_a_token(house: House, ids: dict[str, str]) -> None:
    for rule in rules(house.app):
        for method in {"POST", "PUT", "DELETE"} & (rule.methods or set()):
            assert ask(house, method, address(house, rule, ids)) in {400, 403, 404}, (method, rule.rule)


@pytest.mark.long
def test_no_get_changes_a_row_but_the_reading_it_owes(house: House, ids: dict[str, str]) -> None:
    from linkdesk.record.base import Base

    def counts() -> dict[str, int]:
        with open_session(house.settings, house.vault) as (session, _actor):
            return {
                table.name: session.connection().exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar_one()  # noqa: S608 - our own table names
                for table in Base.metadata.sorted_tables
            }

    for rule in rules(house.app):
        if "GET" not in (rule.methods or ()):
            continue
        before = counts()
        ask(house, "GET", address(house, rule, ids))
        after = counts()
        assert 0 <= after.pop("read_entry") - before.pop("read_entry") <= 1, rule.rule
        assert after == before, rule.rule


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 422, 429, 500, 507])
def test_every_refusal_has_its_page(house: House, status: int) -> None:
    from linkdesk.web.errors import error_answer

    with house.app.test_request_context("/"):
        answer = error_answer(status, "One plain sentence.")  # type: ignore[arg-type]
    assert answer.status_code == status
    assert "One plain sentence." in answer.get_data(as_text=True)


def test_words_on_the_plan_page_are_not_stale_when_their_writer_adds_a_goal(house: House) -> None:
    worker = house.worker
    with open_session(house.settings, house.vault) as (session, _actor):
        draft = session.scalars(select(Plan.id).where(Plan.status == PlanStatus.DRAFT)).first()
    path = f"/plans/{draft}"
    words = {**worker.get(path).fields(path), "what_matters": "My allotment"}
    headers = {"X-CSRFToken": worker.token(path)}
    assert worker.client.put(f"/drafts/plan/{draft}", json=words, headers=headers).status_code == 200
    worker.fill(f"{path}/goals/new", {"title": "Dig the beds"}, action=f"{path}/goals/new")
    kept = worker.get(path).fields(path)
    assert kept["what_matters"] == "My allotment"
    assert worker.client.post(path, data=kept).status_code == 303


@pytest.mark.parametrize("year", ["0001", "1800", "9999"])
def test_a_review_in_an_unbelievable_year_is_refused(house: House, year: str) -> None:
    worker = house.worker
    with open_session(house.settings, house.vault) as (session, _actor):
        draft = session.scalars(select(Plan.id).where(Plan.status == PlanStatus.DRAFT)).first()
    path = f"/plans/{draft}"
    fields = {"review_date-day": "1", "review_date-month": "2", "review_date-year": year}
    assert "Check the year" in worker.fill(path, fields, action=path, expect=422).words


def test_a_backup_is_no_easier_to_guess_than_the_vault(house: House, tmp_path: Path) -> None:
    """Neither from behind the curtain, nor again and again from the lock page."""
    stick = tmp_path / "stick"
    stick.mkdir()
    make_backup(house.vault, stick)
    worker = house.worker
    worker.get("/")
    house.vault.curtain()
    assert worker.client.get("/restore").location == "/curtain"
    house.vault.lock()
    wrong = {"folder": str(stick), "passphrase": "not the one at all"}
    answers = []
    for _ in range(14):
        fields = worker.get("/restore").fields("/restore") | wrong
        with worker.client.post("/restore", data=fields) as answer:
            answers.append(answer.status_code)
    assert answers.count(422) == house.settings.throttle.tries
    assert set(answers[house.settings.throttle.tries :]) == {429}
