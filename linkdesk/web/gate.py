"""Who may come in: the door before Flask (`Gate`), then each view's declared access (`guard_state`)."""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from enum import Enum
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from typing import Protocol
from typing import TypeVar
from urllib.parse import parse_qs

from flask import g
from flask import has_request_context
from flask import jsonify
from flask import redirect
from flask import request

from linkdesk.record.errors import NotAllowed
from linkdesk.record.errors import VaultLocked
from linkdesk.web.headers import HEADERS

if TYPE_CHECKING:
    from types import TracebackType
    from uuid import UUID
    from wsgiref.types import StartResponse
    from wsgiref.types import WSGIApplication
    from wsgiref.types import WSGIEnvironment

    from flask import Flask
    from werkzeug.wrappers import Response

    from linkdesk.record.clock import Clock

TICKET_SECONDS = 30
"""A ticket made for our own window is used at once."""

PRINTED_TICKET_SECONDS = 15 * 60
"""A ticket that a person has to copy from a terminal into a browser."""

REFUSAL_HEADERS = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
    *HEADERS.items(),
)
"""What every answer of the gate itself carries: as our pages, but without even scripts and styles."""

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SAFE = frozenset({"GET", "HEAD"})
_STEPPING_STONE = (
    b'<!doctype html><html lang="en"><meta charset="utf-8"><title>LinkDesk</title>'
    b'<meta http-equiv="refresh" content="0;url=/"><p><a href="/">Open LinkDesk</a></p></html>'
)


@dataclass(frozen=True)
class _Refusal:
    """One way to be turned away: a status and one sentence that tells an attacker nothing."""

    status: HTTPStatus
    sentence: str


_ODD = _Refusal(HTTPStatus.BAD_REQUEST, "That request is not well formed. Nothing was changed.")
_METHOD = _Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "LinkDesk does not answer that kind of request.")
_HOST = _Refusal(HTTPStatus.MISDIRECTED_REQUEST, "LinkDesk does not answer at this address.")
_FOREIGN = _Refusal(HTTPStatus.FORBIDDEN, "LinkDesk answers only its own window.")
_STRANGER = _Refusal(HTTPStatus.FORBIDDEN, "This is not the window LinkDesk opened. Start LinkDesk again to get in.")
_TICKET = _Refusal(HTTPStatus.FORBIDDEN, "This address was used before or is too old. Start LinkDesk again to get in.")


class Gate:
    """WSGI door in front of every answer, static files and error pages included.

    It lets a request pass only with the exact `Host`, no foreign `Origin`, no foreign `Sec-Fetch-Site` and
    the cookie of this start, which is got once by a ticket. `address()` makes a ticket, `renew()` changes the
    cookie at a full lock. Thread-safe.
    """

    def __init__(self, app: WSGIApplication, port: int, clock: Clock) -> None:
        self._app = app
        self._clock = clock
        self._lock = threading.Lock()
        self._tickets: dict[str, float] = {}
        self._cookie = secrets.token_urlsafe(32)
        self._spent = ""
        self.host = f"127.0.0.1:{port}"
        self.origin = f"http://{self.host}"
        self.cookie_name = f"ld_{port}"

    def address(self, seconds: float = TICKET_SECONDS) -> str:
        """Return a fresh address that lets one browser in, once, within `seconds`."""
        ticket = secrets.token_urlsafe(32)
        with self._lock:
            self._tickets[ticket] = self._clock.monotonic() + seconds
        return f"{self.origin}/enter?ticket={ticket}"

    def renew(self) -> None:
        """Make a new cookie value and spend the old one.

        The spent value still brings its holder to the lock page, whose answer carries the new value; it dies
        with the first request that bears the new one. So a window is never thrown out by an idle lock.
        """
        with self._lock:
            self._spent, self._cookie = self._cookie, secrets.token_urlsafe(32)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Refuse, exchange a ticket, or pass the request on."""
        refusal = _misplaced(environ, self.host, self.origin)
        if refusal is not None:
            return _refuse(refusal, start_response)
        if environ.get("PATH_INFO") == "/enter":
            return self._enter(environ, start_response)
        if not _at_home(environ):
            return _refuse(_FOREIGN, start_response)
        shown = _cookies(environ, self.cookie_name)
        if not self._admits(shown):
            return _refuse(_STRANGER, start_response)
        return self._app(environ, self._with_cookie(shown, start_response))

    def _enter(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Swap a ticket for the cookie.

        The file that opens a browser counts as another site: SameSite=Strict would hold the cookie back along
        a redirect that began there, so such a caller gets a page of ours as a stepping stone.
        """
        ticket = parse_qs(environ.get("QUERY_STRING", "")).get("ticket", [""])[0]
        if environ["REQUEST_METHOD"] != "GET" or not self._take(ticket):
            return _refuse(_TICKET, start_response)
        headers = [("Set-Cookie", self._set_cookie())]
        if _at_home(environ):
            return _answer(HTTPStatus.SEE_OTHER, b"", start_response, [*headers, ("Location", "/")])
        kind = ("Content-Type", "text/html; charset=utf-8")
        return _answer(HTTPStatus.OK, _STEPPING_STONE, start_response, [*headers, kind])

    def _take(self, shown: str) -> bool:
        """Use up a ticket; a wrong one spends nothing."""
        with self._lock:
            now = self._clock.monotonic()
            self._tickets = {ticket: until for ticket, until in self._tickets.items() if until > now}
            found = [ticket for ticket in self._tickets if _same(ticket, shown)]
            for ticket in found:
                del self._tickets[ticket]
            return bool(found)

    def _admits(self, shown: list[str]) -> bool:
        with self._lock:
            if any(_same(value, self._cookie) for value in shown):
                self._spent = ""
                return True
            return bool(self._spent) and any(_same(value, self._spent) for value in shown)

    def _with_cookie(self, shown: list[str], start_response: StartResponse) -> StartResponse:
        """Hand the new value to a window whose value was spent before or during this request."""

        def start(
            status: str,
            headers: list[tuple[str, str]],
            exc_info: tuple[type[BaseException], BaseException, TracebackType] | Any | None = None,
        ) -> Callable[[bytes], object]:
            with self._lock:
                stale = not any(_same(value, self._cookie) for value in shown)
            added = [("Set-Cookie", self._set_cookie())] if stale else []
            return start_response(status, [*headers, *added], exc_info)

        return start

    def _set_cookie(self) -> str:
        return f"{self.cookie_name}={self._cookie}; HttpOnly; SameSite=Strict; Path=/"


def _same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode("utf-8", "replace"), right.encode("utf-8", "replace"))


def _misplaced(environ: WSGIEnvironment, host: str, origin: str) -> _Refusal | None:
    """Say why a request cannot be meant for us: its form, method, Host or Origin."""
    if environ.get("REQUEST_METHOD") not in _METHODS:
        return _METHOD
    if not str(environ.get("REQUEST_URI", "/")).startswith("/"):
        return _ODD
    if "HTTP_TRANSFER_ENCODING" in environ and "CONTENT_LENGTH" in environ:
        return _ODD
    if environ.get("HTTP_HOST") != host:
        return _HOST
    return _FOREIGN if environ.get("HTTP_ORIGIN", origin) != origin else None


def _at_home(environ: WSGIEnvironment) -> bool:
    return environ.get("HTTP_SEC_FETCH_SITE", "none") in {"none", "same-origin"}


def _cookies(environ: WSGIEnvironment, name: str) -> list[str]:
    """Return every value sent under `name`: another program on this machine may have planted a second one."""
    pairs = (part.strip().partition("=") for part in str(environ.get("HTTP_COOKIE", "")).split(";"))
    return [value for key, _, value in pairs if key == name]


def _refuse(refusal: _Refusal, start_response: StartResponse) -> Iterable[bytes]:
    return _answer(refusal.status, f"{refusal.sentence}\n".encode(), start_response, [])


def _answer(
    status: HTTPStatus, body: bytes, start_response: StartResponse, headers: list[tuple[str, str]]
) -> Iterable[bytes]:
    own = {name for name, _ in headers}
    rest = [(name, value) for name, value in REFUSAL_HEADERS if name not in own]
    start_response(f"{status.value} {status.phrase}", [*headers, *rest, ("Content-Length", str(len(body)))])
    return [body]


class Access(Enum):
    """In which state of LinkDesk a view may answer."""

    OPEN = "unlocked, in the worker's own hands"
    LOCKED = "first start, lock and unlock pages: in every state but client mode"
    ALWAYS = "without any unlocking: help now, static files"
    CLIENT = "as OPEN, and in client mode for the form that is open"


@dataclass(frozen=True)
class Declaration:
    """What a view declared; `roles` empty means every worker."""

    level: Access
    roles: tuple[str, ...] = field(default=())


View = TypeVar("View", bound=Callable[..., Any])


def access(level: Access, roles: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Declare who may reach a view. Stands directly above the function, below the route."""

    def declare(view: View) -> View:
        view.__dict__["access"] = Declaration(level, roles)
        return view

    return declare


def declared(app: Flask, endpoint: str | None) -> Declaration | None:
    """Return what the view behind `endpoint` declared, or None."""
    if endpoint is None:
        return None
    if endpoint == "static":
        return Declaration(Access.ALWAYS)
    found = getattr(app.view_functions.get(endpoint), "access", None)
    return found if isinstance(found, Declaration) else None


def undeclared(app: Flask) -> list[str]:
    """Return the endpoints that declare no access; an application with any must not start."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    return sorted(endpoint for endpoint in endpoints if declared(app, endpoint) is None)


class OpenForm(Protocol):
    """The one form that client mode shows."""

    @property
    def assessment_id(self) -> UUID:
        """The assessment being answered."""


class Door(Protocol):
    """What the guard asks of the vault, which is a floor above this room."""

    @property
    def state(self) -> Enum:
        """ABSENT, LOCKED, CURTAINED or OPEN."""

    @property
    def client_mode(self) -> OpenForm | None:
        """The form in the client's hands, if any."""

    @property
    def turn(self) -> int:
        """Goes up whenever another worker is at the keyboard."""


_TURN = "linkdesk_turn"
_LOCK_PAGES = {"ABSENT": "/start", "LOCKED": "/unlock", "CURTAINED": "/curtain"}


def guard_state(app: Flask, door: Door, roles: Callable[[], Collection[str]] | None = None) -> None:
    """Ask every request for its declared access; what is not declared is closed.

    `roles` looks up the roles of the worker who unlocked; a view with roles asks for one of them.
    """

    def guard() -> Response | None:
        declaration = declared(app, request.endpoint)
        if door.state.name == "OPEN":
            setattr(g, _TURN, door.turn)
        if declaration is not None and declaration.level is Access.ALWAYS:
            return None
        if door.state.name != "OPEN":
            may_pass = declaration is not None and declaration.level is Access.LOCKED
            return None if may_pass else _to_lock_page(door.state.name)
        if door.client_mode is not None and not _is_open_form(declaration, door.client_mode):
            return _closed("client", NotAllowed("This page is closed while the client has the screen."))
        if declaration is not None and declaration.roles and not _has_role(declaration.roles, roles):
            return _closed("role", NotAllowed())
        return None

    def still_open(answer: Response) -> Response:
        """Hold back what was made before a lock fell, or for the worker before: it must not be shown now."""
        declaration = declared(app, request.endpoint)
        private = declaration is not None and declaration.level in {Access.OPEN, Access.CLIENT}
        fresh = door.state.name == "OPEN" and same_turn(door)
        if not private or fresh or answer.status_code >= HTTPStatus.MULTIPLE_CHOICES:
            return answer
        return redirect(_LOCK_PAGES.get(door.state.name, "/"), HTTPStatus.SEE_OTHER)

    app.before_request(guard)
    app.after_request(still_open)


def same_turn(door: Door) -> bool:
    """Tell whether the worker who sent this request is still the one at the keyboard; outside a request, yes."""
    return bool(g.get(_TURN, door.turn) == door.turn) if has_request_context() else True


def _has_role(asked: tuple[str, ...], roles: Callable[[], Collection[str]] | None) -> bool:
    """Tell whether the worker has one of the roles asked for; nobody has any where none can be looked up."""
    return roles is not None and not set(asked).isdisjoint(roles())


def is_worker_page(app: Flask, door: Door) -> bool:
    """Tell whether this request opens one of the worker's own pages with the vault open in the worker's hands."""
    declaration = declared(app, request.endpoint)
    if request.method not in _SAFE or declaration is None or declaration.level is not Access.OPEN:
        return False
    return door.state.name == "OPEN" and door.client_mode is None


def _is_open_form(declaration: Declaration | None, form: OpenForm) -> bool:
    """Tell whether the request is for the form in the client's hands."""
    if declaration is None or declaration.level is not Access.CLIENT:
        return False
    asked = (request.view_args or {}).get("assessment_id")
    return bool(asked == form.assessment_id)


def _wants_json() -> bool:
    return request.is_json or request.accept_mimetypes.best == "application/json"


def _to_lock_page(state: str) -> Response:
    """Lead a page request to the lock page; refuse anything else, so that no typed words are swallowed."""
    if request.method in _SAFE and not _wants_json():
        return redirect(_LOCK_PAGES[state], HTTPStatus.SEE_OTHER)
    return _closed(state.lower(), VaultLocked())


def _closed(state: str, error: NotAllowed | VaultLocked) -> Response:
    """Answer scripts in JSON; let the error page speak to people."""
    if not _wants_json():
        raise error
    answer = jsonify(error=error.sentence, state=state)
    answer.status_code = error.status
    return answer
