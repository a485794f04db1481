"""An address of a record that was merged away leads to the one that stayed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import redirect
from flask import request
from flask import url_for

from linkdesk.clients.merging.queries import leads_to
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import declared

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

CLIENT_ID = "client_id"


def follow_merges(app: Flask) -> None:
    """Send who opens a record that was merged away to the same page of the one that stayed.

    Stands after the guard of the gate, which asked for state and role, and before the guard of ids, which would
    answer that the record is not here. A record kept apart leads nowhere: its merges are left out like itself.
    """

    def follow() -> Response | None:
        given = request.view_args or {}
        declaration = declared(app, request.endpoint)
        if request.method != "GET" or CLIENT_ID not in given or declaration is None:
            return None
        stayed = leads_to(session(), given[CLIENT_ID]) if declaration.level is Access.OPEN else None
        if stayed is None or request.endpoint is None:
            return None
        return redirect(url_for(request.endpoint, **{**given, CLIENT_ID: stayed}), HTTPStatus.SEE_OTHER)

    app.before_request(follow)
