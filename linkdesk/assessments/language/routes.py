"""The client’s choice of a language, on every page of a talk."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import redirect
from flask import request
from flask import session as look

from linkdesk.assessments import queries
from linkdesk.assessments import screen
from linkdesk.assessments import service
from linkdesk.assessments.frame import language_for
from linkdesk.assessments.frame import open_talk
from linkdesk.record.errors import NotAllowed
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import own_path
from linkdesk.web.speech import CLIENT_LANGUAGE

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("language", __name__, url_prefix="/assessments/<uuid:assessment_id>/language")


@blueprint.post("")
@access(Access.CLIENT)
def choose(assessment_id: UUID) -> Response:
    """Go on in another language; one that is not on means English.

    Raises:
        NotAllowed: no client has the screen.
    """
    found = open_talk(assessment_id)
    if not screen.turned_to_client():
        raise NotAllowed
    tag = language_for(request.form.get("tag", ""))
    if not found.finished:
        service.use_language(session(), current_actor(), found.id, tag, queries.CHOSE_LANGUAGE)
    look[CLIENT_LANGUAGE] = tag
    return redirect(own_path(request.form.get("here", "/")), HTTPStatus.SEE_OTHER)
