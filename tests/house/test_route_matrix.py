"""Every rule and method x role x lock state x whose ids, by real requests through every guard of the application.

The views are replaced by a stub that says "reached", so that nothing is changed and an answer can only be the
guards'. What must come out is worked out here from the declarations alone; `test_routes.py` asks the real views.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

import pytest
import sqlalchemy as sa

from linkdesk.application import ID_TABLES
from linkdesk.application import create_app
from linkdesk.application import open_session
from linkdesk.assessments.models import Assessment
from linkdesk.clients.models import Client
from linkdesk.clients.reach.guard import ids_of
from linkdesk.clients.reach.guard import table_of
from linkdesk.clients.reach.rules import KeepApart
from linkdesk.clients.reach.service import keep_apart
from linkdesk.record.clock import SystemClock
from linkdesk.record.session import unit_of_work
from linkdesk.team.models import WorkerRow
from linkdesk.team.rules import Role
from linkdesk.vault.lock import Vault
from linkdesk.web.gate import Access
from linkdesk.web.gate import Declaration
from linkdesk.web.gate import declared
from tests.furnished import House
from tests.furnished import cheap_settings

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from werkzeug.routing import Rule

METHODS = ("GET", "POST", "PUT", "DELETE")
REACHED = "reached"
NAMED = str(Role.SAFEGUARDING_LEAD)
"""Who alone is named for the record that is kept apart: the positive control of that column."""

ROLES = (*(str(role) for role in Role), "none")
STATES = ("open", "client mode", "curtained", "locked")
WHOSE = ("own", "another's", "unknown", "kept apart")
LEADS_TO = {"locked": "/unlock", "curtained": "/curtain", "absent": "/start"}
PLAIN = {
    "number": "1",
    "step": "triage",
    "button": "closing",
    "form": "client",
    "item": "leaflet",
    "subject": "new",
    "filename": "css/theme.css",
    "topic": "religion",
    "here": "plans",
    "tag": "ur",
    "key": "phone-group",
}
FILL: dict[type[Any], Any] = {
    sa.String: "x", sa.Integer: 1, sa.Boolean: False, sa.JSON: "[]", sa.Date: date(2026, 11, 1),
    sa.DateTime: datetime(2026, 11, 1, tzinfo=UTC).replace(tzinfo=None), sa.LargeBinary: b"x",
}  # fmt: skip


@dataclass
class Matrix:
    """The furnished house with a worker for each role, a record kept apart, and an id of every kind for each client."""

    house: House
    own: uuid.UUID
    other: uuid.UUID
    apart: uuid.UUID
    talk: uuid.UUID
    rules: list[Rule]
    rows: dict[tuple[str, uuid.UUID], uuid.UUID] = field(default_factory=dict)

    def id_of(self, name: str, client: uuid.UUID) -> uuid.UUID:
        """Return an id of this kind that belongs to a client; a row is made where there is none."""
        table = table_of(name, ID_TABLES)
        if table is None:
            return uuid.UUID(int=0xABC)
        if table.name == "client":
            return client
        if (name, client) not in self.rows:
            self.rows[name, client] = self._row(table, client)
        return self.rows[name, client]

    def _row(self, table: sa.Table, client: uuid.UUID) -> uuid.UUID:
        with open_session(self.house.settings, self.house.vault) as (session, _actor):
            found = session.execute(sa.select(table.c.id).where(table.c.client_id == client)).first()
            if found is not None:
                made: uuid.UUID = found[0]
                return made
            made = uuid.uuid4()
            values: dict[str, Any] = {"id": made.hex, "client_id": client.hex}
            for column in table.columns:
                if column.name not in values and not column.nullable:
                    values[column.name] = _any(column)
            raw = session.connection().connection
            raw.rollback()
            raw.execute("PRAGMA foreign_keys=OFF")  # what else the row points to is nothing to these guards
            names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" for _ in values)
            raw.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', tuple(values.values()))  # noqa: S608
            raw.commit()
            raw.execute("PRAGMA foreign_keys=ON")
            return made

    def ids(self, rule: Rule, whose: str) -> dict[str, uuid.UUID]:
        """Return the ids of an address: another's is another client's id under the own client's address."""
        names = list(ids_of(rule))
        if whose == "unknown":
            return {name: uuid.UUID(int=0xDEAD) for name in names}
        if whose == "kept apart":
            return {name: self.id_of(name, self.apart) for name in names}
        made = {name: self.id_of(name, self.own) for name in names}
        if whose == "another's":
            about = [name for name in names if table_of(name, ID_TABLES) is not None]
            below = [name for name in about if name != "client_id"] or about
            made.update({name: self.id_of(name, self.other) for name in below[-1:]})
        return made


def _any(column: sa.Column[Any]) -> Any:
    """Return a value that a column takes; a choice takes its own words only by the model, never by plain SQL."""
    if isinstance(column.type, sa.Uuid):
        return uuid.uuid4().hex
    kind: Any = column.type
    if isinstance(kind, sa.types.TypeDecorator):
        kind = kind.impl_instance
    value = next((given for known, given in FILL.items() if isinstance(kind, known)), "x")
    return value.isoformat(" ") if isinstance(value, datetime) else value


def _stub(declaration: Declaration) -> Callable[..., str]:
    def reached(**_given: object) -> str:
        return REACHED

    reached.__dict__["access"] = declaration
    return reached


def stubbed(app: Flask) -> Flask:
    """Put the stub in place of every view, with what the view declared."""
    app.config["WTF_CSRF_ENABLED"] = False  # a request without a token ends before the guards; test_routes.py asks that
    for endpoint in list(app.view_functions):
        declaration = declared(app, endpoint)
        assert declaration is not None
        app.view_functions[endpoint] = _stub(declaration)
    return app


@pytest.fixture
def matrix(house: House) -> Matrix:
    ids: dict[str, uuid.UUID] = {}
    for role in ROLES:
        ids[role] = house.join(role, *([Role(role)] if role != "none" else [Role.LINK_WORKER]))
    with open_session(house.settings, house.vault) as (session, actor):
        talks = session.execute(sa.select(Assessment.client_id, Assessment.id)).all()
        own, talk = talks[0]
        other = next(client for client, _talk in talks if client != own)
        apart = next(client for client in session.scalars(sa.select(Client.id)) if client not in {own, other})
        with unit_of_work(session, actor, "change_worker") as work:
            work.session.get_one(WorkerRow, ids["none"]).roles = []
    made = Matrix(house, own, other, apart, talk, sorted(house.app.url_map.iter_rules(), key=lambda rule: rule.rule))
    for rule in made.rules:
        for client in (own, other, apart):
            for name in ids_of(rule):
                made.id_of(name, client)
    with open_session(house.settings, house.vault) as (session, actor):
        keep_apart(session, actor, KeepApart(apart, "A relative of a worker", (ids[NAMED],)))
    stubbed(house.app)
    return made


def address(rule: Rule, ids: dict[str, uuid.UUID]) -> str:
    filled = re.sub(r"<(?:[a-z_]+(?:\([^)]*\))?:)?([a-z_]+)>", lambda m: str(ids.get(m[1]) or PLAIN[m[1]]), rule.rule)
    return filled or "/"


def enter(matrix: Matrix, role: str, state: str) -> None:
    """Bring the house into a state, as a worker of this role."""
    house = matrix.house
    house.switch(role)
    house.worker.client.get("/")  # what an unlock brings is fetched at the first request
    if state == "client mode":
        house.vault.enter_client_mode(matrix.talk, matrix.own)
    elif state == "curtained":
        house.vault.curtain()
    elif state == "locked":
        house.vault.lock()
    found = house.vault.state.name.lower()
    assert found == ("open" if state == "client mode" else state)


def expected(matrix: Matrix, rule: Rule, method: str, role: str, state: str, whose: str) -> str:
    """Work out the answer from the declaration, the state, the role and whose ids they are."""
    declaration = declared(matrix.house.app, rule.endpoint)
    assert declaration is not None
    if declaration.level is Access.ALWAYS:
        return REACHED
    if state in LEADS_TO:
        led = f"303 {LEADS_TO[state]}" if method == "GET" else "403"
        return REACHED if declaration.level is Access.LOCKED else led
    is_form = declaration.level is Access.CLIENT and matrix.ids(rule, whose).get("assessment_id") == matrix.talk
    shut = state == "client mode" and not is_form
    if shut or (declaration.roles and role not in declaration.roles):
        return "403"
    return REACHED if declaration.level is Access.LOCKED else _by_ids(rule, role, whose)


def _by_ids(rule: Rule, role: str, whose: str) -> str:
    about = [name for name in ids_of(rule) if table_of(name, ID_TABLES) is not None]
    if not about or whose == "own":
        return REACHED
    if whose == "another's":  # alone it is a client like any other; under the own client's address it is not there
        return "404" if len(about) > 1 else REACHED
    return REACHED if whose == "kept apart" and role == NAMED else "404"


def ask(matrix: Matrix, method: str, url: str) -> str:
    with matrix.house.app.test_client().open(url, method=method) as answer:
        if answer.status_code == 200:
            return answer.get_data(as_text=True)
        return f"303 {answer.location}" if answer.status_code == 303 else str(answer.status_code)


def cases(matrix: Matrix, state: str, *, full: bool) -> Iterator[tuple[Rule, str, str]]:
    """Yield what is asked in a state: behind a lock the ids are looked at only in the full form."""
    whose = WHOSE if full or state == "open" else WHOSE[:1] if state != "client mode" else WHOSE[:2]
    for rule in matrix.rules:
        for method in METHODS:
            if method in (rule.methods or ()):
                for each in whose if any(True for _ in ids_of(rule)) else WHOSE[:1]:
                    yield rule, method, each


def walk(matrix: Matrix, role: str, *, full: bool) -> Counter[tuple[str, str]]:
    """Ask everything as a worker of this role and compare; return which answers there were in which state."""
    seen: Counter[tuple[str, str]] = Counter()
    wrong = []
    for state in STATES:
        enter(matrix, role, state)
        for rule, method, whose in cases(matrix, state, full=full):
            wanted = expected(matrix, rule, method, role, state, whose)
            found = ask(matrix, method, address(rule, matrix.ids(rule, whose)))
            seen[state, found[:3]] += 1
            if found != wanted:
                wrong.append(f"{method} {rule.rule} {state}, {whose}: {found[:80]}, wanted {wanted}")
    assert wrong == []
    return seen


def controls(seen: Counter[tuple[str, str]]) -> None:
    """Each kind of answer was really given, and an open vault reaches most pages."""
    assert seen["open", "rea"] > 60
    assert seen["open", "404"] > 30
    assert seen["open", "403"] > 0
    assert 5 < seen["client mode", "rea"] < seen["client mode", "403"]
    for state in ("locked", "curtained"):
        assert seen[state, "303"] > 40
        assert seen[state, "403"] > 40
        assert seen[state, "404"] == 0


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES)
def test_every_rule_answers_as_its_declaration_says(matrix: Matrix, role: str) -> None:
    controls(walk(matrix, role, full=False))


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_every_rule_in_every_state_with_every_id(matrix: Matrix, role: str) -> None:
    """The full product; `docs/security.md` says how to run it."""
    controls(walk(matrix, role, full=True))


def test_the_matrix_knows_a_hole_when_there_is_one(matrix: Matrix) -> None:
    """The control of the control: a view that forgets its role, and a guard that does not look at ids, are found."""
    house = matrix.house
    enter(matrix, "link worker", "open")
    rule = next(rule for rule in matrix.rules if rule.endpoint == "people.team")
    assert ask(matrix, "GET", address(rule, {})) == "403"
    house.app.view_functions["people.team"] = _stub(Declaration(Access.OPEN))
    assert ask(matrix, "GET", address(rule, {})) == REACHED
    guards = house.app.before_request_funcs[None]
    reach = next(one for one in guards if "guard_reach" in one.__qualname__)
    client = next(rule for rule in matrix.rules if rule.endpoint == "desk.client")
    there = address(client, matrix.ids(client, "kept apart"))
    assert ask(matrix, "GET", there) == "404"
    guards.remove(reach)
    assert ask(matrix, "GET", there) == REACHED


def test_without_a_vault_everything_leads_to_the_first_start(tmp_path: Path) -> None:
    settings = cheap_settings(tmp_path / "empty")
    app = stubbed(create_app(settings, Vault(settings, SystemClock())))
    browser = app.test_client()
    asked = 0
    for rule in app.url_map.iter_rules():
        declaration = declared(app, rule.endpoint)
        assert declaration is not None
        for method in set(METHODS) & (rule.methods or set()):
            answer = browser.open(address(rule, dict.fromkeys(ids_of(rule), uuid.UUID(int=1))), method=method)
            if declaration.level in {Access.ALWAYS, Access.LOCKED}:
                assert answer.status_code == 200, rule.rule
            elif method == "GET":
                assert (answer.status_code, answer.location) == (303, "/start"), rule.rule
            else:
                assert answer.status_code == 403, rule.rule
            asked += 1
    assert asked > 90
