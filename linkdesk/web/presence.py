"""What the idle clock of a page asks: the state of the locks, and to note that a person is there."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Protocol
from typing import cast

from flask import Blueprint
from flask import current_app
from flask import jsonify
from flask import request

from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.gate import declared

if TYPE_CHECKING:
    from enum import Enum
    from uuid import UUID

    from flask import Response

    from linkdesk.web.gate import OpenForm

blueprint = Blueprint("presence", __name__)


class Watch(Protocol):
    """What these pages ask of the vault, which is a floor above."""

    @property
    def state(self) -> Enum:
        """ABSENT, LOCKED, CURTAINED or OPEN."""

    @property
    def worker_id(self) -> UUID:
        """Who unlocked."""

    @property
    def client_mode(self) -> OpenForm | None:
        """The form in the client's hands, if any."""

    @property
    def turn(self) -> int:
        """Goes up whenever another worker is at the keyboard."""

    def touch(self) -> None:
        """Note that a person did something; nothing happens unless open."""


TODAY = "/"
CLIENT_PAGE = "/assessments/{}/talk"
"""Where the form in the client's hands stands."""

TALK_PAGE = "/assessments/{}"
"""The worker's page of a talk, which offers to turn the screen to the client again at the same question."""

LAST_PAGES = "linkdesk_last_pages"
"""Under this name an application remembers each worker's last page of this run."""

NO_ACTIVITY = (None, "static", "presence.status")
"""What a page asks for by itself; everything else was a person."""


@blueprint.before_app_request
def note_person() -> None:
    """Count every page a person opens as activity; a lock that is overdue falls first and stays."""
    if request.endpoint not in NO_ACTIVITY:
        _watch().touch()


def front_page() -> str:
    """Return the address every page leads back to: Today, or the questions while a client has the screen."""
    door = current_app.extensions.get("vault")
    form: OpenForm | None = getattr(door, "client_mode", None)
    return TODAY if form is None else CLIENT_PAGE.format(form.assessment_id)


@blueprint.after_app_request
def note_page(answer: Response) -> Response:
    """Remember for this run where the worker is: the path alone, so that no search word and no name is kept."""
    found = declared(current_app, request.endpoint)
    private = found is not None and found.level in {Access.OPEN, Access.CLIENT}
    shown = request.method == "GET" and answer.status_code == HTTPStatus.OK and answer.mimetype == "text/html"
    whole = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    if private and shown and whole and _watch().state.name == "OPEN":
        form = _watch().client_mode
        path = request.path if form is None else TALK_PAGE.format(form.assessment_id)
        _last_pages()[_watch().worker_id] = path
    return answer


def way_back() -> str:
    """Return where to go when a lock is lifted: the client's questions, or this worker's last page, or Today."""
    front = front_page()
    return _last_pages().get(_watch().worker_id, front) if front == TODAY else front


def come_back_to(path: str) -> None:
    """Let this worker come to a page of ours when the lock that falls now is lifted again."""
    _last_pages()[_watch().worker_id] = path


def _last_pages() -> dict[UUID, str]:
    return cast("dict[UUID, str]", current_app.extensions.setdefault(LAST_PAGES, {}))


def _watch() -> Watch:
    return cast("Watch", current_app.extensions["vault"])


@blueprint.get("/status")
@access(Access.ALWAYS)
def status() -> Response:
    """Say whether LinkDesk is open, and whether for the worker whose page this is. Asking is not activity."""
    return jsonify(state=_watch().state.name, turn=_watch().turn)


@blueprint.post("/touch")
@access(Access.ALWAYS)
def touch() -> Response:
    """Note that a person is at the page; a lock that has fallen stays."""
    _watch().touch()
    answer = jsonify(state=_watch().state.name)
    answer.status_code = HTTPStatus.OK
    return answer
