"""The door: tickets, the cookie of a start, its renewal, and each view's declared access."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from enum import Enum

import pytest
from flask import Flask
from werkzeug.test import Client
from werkzeug.test import TestResponse
from werkzeug.test import run_wsgi_app

from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import VaultLocked
from linkdesk.web.gate import PRINTED_TICKET_SECONDS
from linkdesk.web.gate import TICKET_SECONDS
from linkdesk.web.gate import Access
from linkdesk.web.gate import Gate
from linkdesk.web.gate import access
from linkdesk.web.gate import guard_state
from linkdesk.web.gate import same_turn
from linkdesk.web.gate import undeclared

PORT = 5123
HOST = f"127.0.0.1:{PORT}"
HOME = {"Host": HOST}
FORM = uuid.UUID(int=7)


@dataclass
class StillClock:
    """A clock that a test moves by hand."""

    seconds: float = 0.0

    def now(self) -> datetime:
        return datetime(2026, 11, 22, tzinfo=UTC)

    def monotonic(self) -> float:
        return self.seconds

    def new_id(self) -> uuid.UUID:
        return uuid.UUID(int=1)

    def random(self, size: int) -> bytes:
        return bytes(size)


class State(Enum):
    ABSENT = 1
    LOCKED = 2
    CURTAINED = 3
    OPEN = 4


@dataclass
class OpenForm:
    assessment_id: uuid.UUID


@dataclass
class Door:
    state: State = State.OPEN
    client_mode: OpenForm | None = None
    turn: int = 1


@dataclass
class House:
    """A small app behind a gate, with its knobs."""

    door: Door = field(default_factory=Door)
    clock: StillClock = field(default_factory=StillClock)
    role: str = "worker"
    served: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.app = Flask(__name__)
        self._views()
        guard_state(self.app, self.door, lambda: {self.role})
        self.app.register_error_handler(LinkDeskError, lambda error: (error.sentence, error.status))
        self.gate = Gate(self.app, PORT, self.clock)

    def _views(self) -> None:
        levels = {
            "/": Access.OPEN,
            "/start": Access.LOCKED,
            "/unlock": Access.LOCKED,
            "/curtain": Access.LOCKED,
            "/help-now": Access.ALWAYS,
            "/answer/<uuid:assessment_id>": Access.CLIENT,
            "/client-page": Access.CLIENT,
        }
        for path, level in levels.items():

            @access(level)
            def view(**_found: uuid.UUID) -> str:
                self.served.append("page")
                return "page"

            self.app.add_url_rule(path, path.replace(".", ""), view, methods=["GET", "POST"])

        @access(Access.OPEN, roles=("safeguarding lead",))
        def restricted() -> str:
            return "restricted"

        @access(Access.OPEN)
        def slow() -> str:
            self.door.turn += 1
            return "a page of the worker before"

        self.app.add_url_rule("/slow", "slow", slow)

        self.app.add_url_rule("/restricted", "restricted", restricted)

    def ticket(self, seconds: float = TICKET_SECONDS) -> str:
        """Return the path of a one-time address."""
        return self.gate.address(seconds).removeprefix(f"http://{HOST}")

    def visitor(self) -> Client:
        """A browser without the cookie."""
        return Client(self.gate)

    def bearer(self) -> Client:
        """A caller that sends exactly the Cookie header it is told."""
        return Client(self.gate, use_cookies=False)

    def window(self) -> Client:
        """A browser that used a ticket."""
        client = self.visitor()
        answer = client.get(self.ticket(), headers=HOME)
        assert answer.status_code == 303
        return client


@pytest.fixture
def house() -> House:
    return House()


def ask(client: Client, path: str = "/", method: str = "GET", **headers: str) -> TestResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.open(path, method=method, base_url=f"http://{HOST}", headers={**HOME, **named})


def test_a_ticket_is_swapped_for_the_cookie_and_leads_home(house: House) -> None:
    answer = house.visitor().get(house.ticket(), headers=HOME)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"ld_{PORT}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_a_ticket_works_once(house: House) -> None:
    address = house.ticket()
    assert house.visitor().get(address, headers=HOME).status_code == 303
    second = house.visitor().get(address, headers=HOME)
    assert second.status_code == 403
    assert "Set-Cookie" not in second.headers


def test_a_ticket_dies_after_its_time(house: House) -> None:
    address = house.ticket()
    house.clock.seconds = TICKET_SECONDS
    assert house.visitor().get(address, headers=HOME).status_code == 403
    printed = house.ticket(PRINTED_TICKET_SECONDS)
    house.clock.seconds += PRINTED_TICKET_SECONDS - 1
    assert house.visitor().get(printed, headers=HOME).status_code == 303


@pytest.mark.parametrize("shown", ["", "x", "ticket", "%00", "é"])
def test_a_wrong_ticket_spends_nothing(house: House, shown: str) -> None:
    address = house.ticket()
    assert ask(house.visitor(), f"/enter?ticket={shown}").status_code == 403
    assert house.visitor().get(address, headers=HOME).status_code == 303


def test_a_ticket_is_not_taken_by_post(house: House) -> None:
    address = house.ticket()
    assert house.visitor().post(address, headers=HOME).status_code == 403
    assert house.visitor().get(address, headers=HOME).status_code == 303


def test_the_file_that_opens_a_browser_gets_a_stepping_stone(house: House) -> None:
    client = house.visitor()
    answer = client.get(house.ticket(), headers={**HOME, "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    assert 'content="0;url=/"' in answer.text
    assert ask(client, Sec_Fetch_Site="same-origin").text == "page"


def test_a_planted_second_cookie_does_not_shut_the_window_out(house: House) -> None:
    client = house.window()
    value = client.get_cookie(f"ld_{PORT}", "127.0.0.1")
    assert value is not None
    both = f"ld_{PORT}=planted; other=1; ld_{PORT}={value.value}"
    assert ask(house.bearer(), Cookie=both).status_code == 200
    assert ask(house.bearer(), Cookie=f"ld_{PORT}=planted").status_code == 403
    assert ask(house.bearer(), Cookie=f"ld_{PORT + 1}={value.value}").status_code == 403


def test_no_page_is_served_to_a_stranger(house: House) -> None:
    answer = ask(house.visitor())
    assert answer.status_code == 403
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.text.count("\n") == 1
    assert house.served == []


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "get", "BREW", "PROPFIND"])
def test_unknown_methods_are_refused(house: House, method: str) -> None:
    environ = {"REQUEST_METHOD": method, "PATH_INFO": "/", "HTTP_HOST": HOST}
    assert run_wsgi_app(house.gate, environ)[1] == "405 Method Not Allowed"


@pytest.mark.parametrize(
    "odd",
    [
        {"REQUEST_URI": "http://evil.example/"},
        {"REQUEST_URI": "*"},
        {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": "3"},
    ],
)
def test_badly_formed_requests_are_refused(house: House, odd: dict[str, str]) -> None:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": HOST, **odd}
    assert run_wsgi_app(house.gate, environ)[1] == "400 Bad Request"


def test_renewal_kills_the_old_cookie_without_throwing_the_window_out(house: House) -> None:
    window = house.window()
    old = window.get_cookie(f"ld_{PORT}", "127.0.0.1")
    assert old is not None
    house.door.state = State.LOCKED
    house.gate.renew()
    led = ask(window)
    assert led.status_code == 303
    assert led.headers["Location"] == "/unlock"
    new = window.get_cookie(f"ld_{PORT}", "127.0.0.1")
    assert new is not None
    assert new.value != old.value
    assert ask(window, "/unlock").status_code == 200
    house.door.state = State.OPEN
    assert ask(window).text == "page"
    assert ask(house.bearer(), Cookie=f"ld_{PORT}={old.value}").status_code == 403
    assert ask(house.bearer(), Cookie=f"ld_{PORT}={new.value}").status_code == 200


def test_two_renewals_leave_only_the_last_but_one_a_way_in(house: House) -> None:
    window = house.window()
    house.gate.renew()
    house.gate.renew()
    assert ask(window).status_code == 403


def test_an_answer_during_which_the_cookie_changed_carries_the_new_one(house: House) -> None:
    @access(Access.OPEN)
    def lock() -> str:
        house.gate.renew()
        return "locked"

    house.app.add_url_rule("/lock", "lock", lock, methods=["POST"])
    window = house.window()
    answer = ask(window, "/lock", "POST")
    assert answer.headers["Set-Cookie"].startswith(f"ld_{PORT}=")
    assert "Set-Cookie" not in ask(window).headers


def test_undeclared_views_are_named_and_closed(house: House) -> None:
    assert undeclared(house.app) == []
    house.app.add_url_rule("/forgotten", "forgotten", lambda: "open")
    assert undeclared(house.app) == ["forgotten"]
    window = house.window()
    house.door.state = State.LOCKED
    assert ask(window, "/forgotten").status_code == 303


def test_an_access_declaration_that_is_no_declaration_is_none(house: House) -> None:
    def view() -> str:
        return "open"

    view.__dict__["access"] = "everyone"
    house.app.add_url_rule("/odd", "odd", view)
    assert undeclared(house.app) == ["odd"]


@pytest.mark.parametrize(
    ("state", "page"),
    [(State.ABSENT, "/start"), (State.LOCKED, "/unlock"), (State.CURTAINED, "/curtain")],
)
def test_while_not_open_every_page_leads_to_the_lock_page(house: House, state: State, page: str) -> None:
    window = house.window()
    house.door.state = state
    for path in ("/", "/restricted", f"/answer/{FORM}", "/nowhere"):
        answer = ask(window, path)
        assert (answer.status_code, answer.headers["Location"]) == (303, page), path
    assert ask(window, page).text == "page"
    assert ask(window, "/help-now").text == "page"
    assert ask(window, "/static/none.css").status_code == 404


def test_while_not_open_a_post_is_refused_with_the_sentence(house: House) -> None:
    window = house.window()
    house.door.state = State.LOCKED
    answer = ask(window, "/", "POST")
    assert answer.status_code == 403
    assert answer.text == VaultLocked().sentence
    assert house.served == []


def test_while_not_open_a_script_is_answered_in_json(house: House) -> None:
    window = house.window()
    house.door.state = State.CURTAINED
    for answer in (
        ask(window, "/", Accept="application/json"),
        window.put("/", base_url=f"http://{HOST}", headers=HOME, json={"text": "typed"}),
    ):
        assert answer.status_code == 403
        assert answer.get_json() == {"error": VaultLocked().sentence, "state": "curtained"}


def test_client_mode_opens_its_form_and_help_only(house: House) -> None:
    window = house.window()
    house.door.client_mode = OpenForm(FORM)
    for path in ("/", "/start", "/unlock", "/restricted", "/client-page", "/nowhere", f"/answer/{uuid.UUID(int=8)}"):
        for method in ("GET", "POST"):
            assert ask(window, path, method).status_code == 403, path
    assert house.served == []
    assert ask(window, f"/answer/{FORM}").text == "page"
    assert ask(window, "/help-now").text == "page"
    house.door.client_mode = None
    assert ask(window, f"/answer/{FORM}").text == "page"
    assert ask(window, "/").text == "page"


def test_client_mode_behind_the_curtain_leads_to_the_curtain(house: House) -> None:
    window = house.window()
    house.door.client_mode = OpenForm(FORM)
    house.door.state = State.CURTAINED
    assert ask(window, f"/answer/{FORM}").headers["Location"] == "/curtain"
    assert ask(window, "/curtain").text == "page"


def test_a_page_made_for_the_worker_before_is_held_back(house: House) -> None:
    window = house.window()
    answer = ask(window, "/slow")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert ask(window, "/").text == "page"


def test_outside_a_request_it_is_always_ones_own_turn() -> None:
    assert same_turn(Door())


def test_a_view_with_roles_is_closed_to_others(house: House) -> None:
    window = house.window()
    refused = ask(window, "/restricted")
    assert (refused.status_code, refused.text) == (403, NotAllowed().sentence)
    assert ask(window, "/restricted", Accept="application/json").get_json()["state"] == "role"
    house.role = "safeguarding lead"
    assert ask(window, "/restricted").text == "restricted"


def test_a_view_with_roles_is_closed_when_nobody_looks_roles_up() -> None:
    app = Flask(__name__)
    guard_state(app, Door())

    @app.get("/restricted")
    @access(Access.OPEN, roles=("lead",))
    def restricted() -> str:
        return "restricted"

    app.register_error_handler(LinkDeskError, lambda error: (error.sentence, error.status))
    assert app.test_client().get("/restricted").status_code == 403


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Host", f"localhost:{PORT}", 421),
        ("Host", "evil.example", 421),
        ("Origin", "http://evil.example", 403),
        ("Origin", "null", 403),
        ("Sec-Fetch-Site", "cross-site", 403),
        ("Sec-Fetch-Site", "same-site", 403),
    ],
)
def test_the_right_cookie_does_not_excuse_a_foreign_header(house: House, header: str, value: str, status: int) -> None:
    window = house.window()
    assert window.get("/", base_url=f"http://{HOST}", headers={**HOME, header: value}).status_code == status
    assert house.served == []
    assert ask(window, Origin=f"http://{HOST}", Sec_Fetch_Site="same-origin").status_code == 200
