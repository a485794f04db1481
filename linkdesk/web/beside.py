"""Someone is beside me: one switch a worker, for all windows, puts away words about risk and safety.

It is on by itself when a worker takes the screen back and the record says that others are here.
"""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from flask import Blueprint
from flask import current_app
from flask import redirect
from flask import render_template
from flask import request

from linkdesk.web.database import current_actor
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import BESIDE
from linkdesk.web.pages import is_beside
from linkdesk.web.pages import own_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from flask import Flask
    from werkzeug.wrappers import Response

blueprint = Blueprint("beside", __name__)

SWITCH = "/beside"

View = TypeVar("View", bound="Callable[..., Any]")


@blueprint.post(SWITCH)
@access(Access.OPEN)
def switch() -> Response:
    """Note that someone is beside this worker, or no more, and lead back to the page."""
    beside: set[UUID] = current_app.extensions.setdefault(BESIDE, set())
    change = beside.add if request.form.get("beside") == "on" else beside.discard
    change(current_actor().worker_id)
    return redirect(own_path(request.form.get("here", "/")), HTTPStatus.SEE_OTHER)


def someone_is_beside() -> None:
    """Note by ourselves that someone is beside this worker: the record says that others are here."""
    current_app.extensions.setdefault(BESIDE, set()).add(current_actor().worker_id)


def forget(app: Flask) -> None:
    """End it for everybody: a full lock begins afresh."""
    app.extensions[BESIDE] = set()


def put_away(view: View) -> View:
    """Show a neutral page instead of a view that is all about risk or safety, while someone is beside.

    A form that was sent is still taken in, so that nothing typed is lost. Stands below `access`.
    """

    @wraps(view)
    def guarded(*args: Any, **given: Any) -> Any:
        if request.method == "GET" and is_beside():
            return render_template("web/put_away.html", client_id=given.get("client_id"))
        return view(*args, **given)

    return guarded  # type: ignore[return-value]  # the same signature
