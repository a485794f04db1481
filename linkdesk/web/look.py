"""Size of words and colours, kept for this session; open everywhere, because a page must be readable first."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import redirect
from flask import request
from flask import session

from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import SIZES
from linkdesk.web.pages import THEMES
from linkdesk.web.pages import look_names
from linkdesk.web.pages import own_path

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("look", __name__)


@blueprint.post("/look")
@access(Access.ALWAYS)
def change() -> Response:
    """Keep the chosen size and colours and lead back; a script gets an empty answer and paints by itself."""
    theme, size = request.form.get("theme"), request.form.get("size")
    theme_name, size_name = look_names()
    if theme in THEMES:
        session[theme_name] = theme
    if size in SIZES:
        session[size_name] = size
    return redirect(own_path(request.form.get("here", "/")), HTTPStatus.SEE_OTHER)
