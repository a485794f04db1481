"""A break, and stopping for today: pages with nothing to answer. What was said is kept before they open."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for

from linkdesk.assessments import screen
from linkdesk.assessments.forms import picture_url
from linkdesk.assessments.frame import frame
from linkdesk.assessments.frame import open_talk
from linkdesk.assessments.reading.service import stop_for_today
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.wrappers import Response

blueprint = Blueprint("rest", __name__, url_prefix="/assessments/<uuid:assessment_id>")


@blueprint.get("/break")
@access(Access.CLIENT)
def pause(assessment_id: UUID) -> ResponseReturnValue:
    """Show a calm page; the talk goes on at the same question whenever the client wants."""
    found = open_talk(assessment_id)
    if found.finished:
        return _to_talk(assessment_id)
    return render_template(
        "web/client_break.html",
        go_on=_way_back(assessment_id, found.here),
        stop_url=url_for("rest.stop", assessment_id=found.id),
        leave_url=url_for("assessments.leave", assessment_id=found.id),
        picture_url=picture_url,
        **frame(found),
    )


@blueprint.get("/stopped")
@access(Access.CLIENT)
def stopped(assessment_id: UUID) -> ResponseReturnValue:
    """Thank the client and ask them to give the computer back; the talk stays open at the same question."""
    found = open_talk(assessment_id)
    if found.finished:
        return _to_talk(assessment_id)
    return render_template(
        "web/client_stopped.html",
        go_on=url_for("assessments.talk", assessment_id=found.id),
        leave_url=url_for("assessments.leave", assessment_id=found.id),
        picture_url=picture_url,
        **frame(found),
    )


@blueprint.post("/stop")
@access(Access.CLIENT)
def stop(assessment_id: UUID) -> ResponseReturnValue:
    """Stop for today from a page that has nothing to keep."""
    found = open_talk(assessment_id)
    if screen.turned_to_client():
        stop_for_today(session(), current_actor(), found.id)
    return redirect(url_for("rest.stopped", assessment_id=found.id), HTTPStatus.SEE_OTHER)


def _way_back(assessment_id: UUID, page: int) -> str:
    """Return the page the break was taken on, also where one answer was being changed from the checking page."""
    then = request.args.get("then")
    if then is None:
        return url_for("assessments.talk", assessment_id=assessment_id)
    return url_for("assessments.question", assessment_id=assessment_id, number=page, then=then)


def _to_talk(assessment_id: UUID) -> Response:
    return redirect(url_for("assessments.talk", assessment_id=assessment_id), HTTPStatus.SEE_OTHER)
