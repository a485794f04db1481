"""Every refusal as a page with one plain sentence. What was typed is shown again, so nothing is lost."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import current_app
from flask import jsonify
from flask import make_response
from flask import render_template
from flask import request
from werkzeug.exceptions import HTTPException

from linkdesk.record.errors import Busy
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import LinkDeskError
from linkdesk.web.database import session
from linkdesk.web.presence import front_page

if TYPE_CHECKING:
    from flask import Flask
    from flask import Response

LOG = logging.getLogger(__name__)

PICTURES = "linkdesk_picture_url"
"""The extension that answers with the address of a picture, by its key; the dictionary is a floor above."""

CLIENT_TOOLS = "linkdesk_client_tools"
"""The extension that answers with the languages and the talk of the client who has the screen; two floors above."""

SENTENCES = {
    HTTPStatus.BAD_REQUEST: "This page was not complete when it came back. Nothing was changed. Try again.",
    HTTPStatus.FORBIDDEN: "This page is not open to you now. Nothing was changed.",
    HTTPStatus.NOT_FOUND: "There is no such page. Nothing was changed. Go back to Today and start from there.",
    HTTPStatus.METHOD_NOT_ALLOWED: "That cannot be done here. Nothing was changed. Go back to Today.",
    HTTPStatus.CONFLICT: "Someone saved this page after you opened it. Your words are kept below.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "That was too large to take in. Nothing was changed. Choose a smaller file.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "That cannot be saved as it is. Nothing was changed. Check the page.",
    HTTPStatus.TOO_MANY_REQUESTS: "There were too many tries. Nothing was changed. Wait, then try again.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong in LinkDesk. The last change was not saved. Try again.",
    HTTPStatus.INSUFFICIENT_STORAGE: "The disk is full, so this was not saved. Free some space, then save again.",
}
"""What is wrong, what happened to the data, what to do; for errors that are not our own."""

TITLES = {
    HTTPStatus.BAD_REQUEST: "That did not arrive whole",
    HTTPStatus.FORBIDDEN: "Not open now",
    HTTPStatus.NOT_FOUND: "Not here",
    HTTPStatus.METHOD_NOT_ALLOWED: "Not possible here",
    HTTPStatus.CONFLICT: "This has changed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Too large",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Not saved yet",
    HTTPStatus.TOO_MANY_REQUESTS: "Please wait",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something went wrong",
    HTTPStatus.SERVICE_UNAVAILABLE: "Busy just now",
    HTTPStatus.INSUFFICIENT_STORAGE: "The disk is full",
}

_CODES = tuple(SENTENCES)
_SECRET = frozenset(
    {"passphrase", "again", "old_passphrase", "code", "code_again", "recovery_key", "secret", "password"}
)
"""The names of our own secret fields, whole: a postcode is no secret."""
_RETRY = (Busy, DiskFull)
"""Not Stale: the same words with the same version would be refused again, so the page is opened afresh."""


@dataclass(frozen=True)
class TypedText:
    """One field of a form that could not be saved: its name, a readable label, its text."""

    name: str
    label: str
    text: str

    @property
    def long(self) -> bool:
        """Tell whether the text needs a box of several lines."""
        return "\n" in self.text or len(self.text) > 60  # noqa: PLR2004 - about one line of a box


def typed_texts() -> tuple[TypedText, ...]:
    """Return what was posted, in order, without tokens and without secrets, which are never sent back."""
    found = []
    for name, text in request.form.items(multi=True):
        if name == "csrf_token" or name in _SECRET:
            continue
        found.append(TypedText(name, name.replace("_", " ").replace("-", " ").capitalize(), text))
    return tuple(found)


def wants_json() -> bool:
    """Tell whether a script asked: autosave, search, the idle clock."""
    return bool(request.is_json or request.accept_mimetypes.best == "application/json")


def error_answer(status: HTTPStatus, sentence: str, *, retry: bool = False) -> Response:
    """Return the error page, or the sentence as JSON to a script.

    What was posted is shown in boxes; `retry` adds a button that sends it once more.
    """
    _let_go()
    if wants_json():
        answer = jsonify(error=sentence)
        answer.status_code = status
        return answer
    readable = request.method == "POST" and status is not HTTPStatus.REQUEST_ENTITY_TOO_LARGE and not is_shut()
    kept = typed_texts() if readable else ()
    page = render_template(
        "web/client_refused.html" if _client_reads() else "web/error.html",
        heading=TITLES.get(status, "Something went wrong"),
        sentence=sentence,
        typed=kept,
        posted=request.method == "POST",
        retry=bool(retry and kept),
        again=request.path,
        front=front_page(),
        fresh=status is HTTPStatus.CONFLICT and bool(kept),
        picture_url=current_app.extensions.get(PICTURES),
        **{"here": front_page() if request.method == "POST" else request.path, **client_tools()},
    )
    return make_response(page, status)


def _client_reads() -> bool:
    """Tell whether a client has the screen, with nothing over it: then the words are easy and say no reason."""
    vault = current_app.extensions.get("vault")
    return getattr(vault, "client_mode", None) is not None and not is_shut()


def client_tools() -> dict[str, object]:
    """Return what the head of a client's page needs where the page belongs to no talk; empty for the worker."""
    make = current_app.extensions.get(CLIENT_TOOLS)
    return dict(make()) if make is not None and _client_reads() else {}


def _let_go() -> None:
    """Give back a transaction that failed, so that the error page does not trip over it."""
    if "sqlalchemy" in current_app.extensions:
        session().rollback()


def is_shut() -> bool:
    """Tell whether a lock is down: then nothing typed is shown, though it was kept while it was typed.

    A browser can be made to send an old form again; behind the curtain that would bring a client's words back.
    """
    vault = current_app.extensions.get("vault")
    return vault is not None and vault.state.name in {"LOCKED", "CURTAINED"}


def _our_error(error: LinkDeskError) -> Response:
    return error_answer(error.status, error.sentence, retry=isinstance(error, _RETRY))


def _http_error(error: HTTPException) -> Response:
    """Answer the errors of the web server itself; a token error is a 400 whose form may be sent again."""
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    status = HTTPStatus(code) if code in SENTENCES else HTTPStatus.BAD_REQUEST
    if code not in SENTENCES and code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        status = HTTPStatus.INTERNAL_SERVER_ERROR
    return error_answer(status, SENTENCES[status], retry=status is HTTPStatus.BAD_REQUEST)


def _fault(error: Exception) -> Response:
    """Answer a fault of ours. The log gets its kind and place, never its words, which may hold a name."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "unknown place"
    LOG.error("%s at %s during %s %s", type(error).__name__, where, request.method, request.endpoint)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return error_answer(status, SENTENCES[status], retry=True)


def _unreadable(_error: Exception) -> Response:
    """Answer what can be no form and no JSON of ours: endless nesting, half of a sign."""
    return error_answer(HTTPStatus.BAD_REQUEST, SENTENCES[HTTPStatus.BAD_REQUEST])


def setup_errors(app: Flask) -> None:
    """Answer every error with a page: ours, the web server's, and any fault; never a traceback."""
    app.register_error_handler(LinkDeskError, _our_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(RecursionError, _unreadable)
    app.register_error_handler(UnicodeEncodeError, _unreadable)
    app.register_error_handler(Exception, _fault)
