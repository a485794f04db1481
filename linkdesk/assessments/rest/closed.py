"""What a window shows that stayed open after the screen went to somebody else; nothing of it was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint
from flask import jsonify
from flask import make_response
from flask import render_template
from flask import request

from linkdesk.assessments import answers
from linkdesk.assessments import queries
from linkdesk.assessments.forms import picture_url
from linkdesk.assessments.forms import value_of
from linkdesk.languages.speech import speak
from linkdesk.organisation.languages.queries import speech_of
from linkdesk.record.errors import ScreenReturned
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.errors import wants_json

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from linkdesk.assessments.flow import Talk

blueprint = Blueprint("closed", __name__)


@blueprint.app_errorhandler(ScreenReturned)
def closed(refusal: ScreenReturned) -> Response:
    """Say calmly that the page is closed, in the language of the talk, and show what was given on it."""
    if wants_json():
        answer = jsonify(error=refusal.sentence)
    else:
        talk = queries.talk(session(), (request.view_args or {})["assessment_id"])
        speak(speech_of(session(), current_actor().organisation_id, talk.language))
        answer = make_response(
            render_template("assessments/client_closed.html", said=_said(talk), picture_url=picture_url)
        )
    answer.status_code = refusal.status
    return answer


def _said(talk: Talk) -> str:
    """Return the words of the answer that was sent from a page with a question; what cannot be read, as it came."""
    asked = talk.form.at((request.view_args or {}).get("number", 0))
    sent = {name: request.form.getlist(name) for name in request.form}
    if asked is None or not asked.asks:
        return request.form.get("answer", "")
    try:
        return answers.words(asked, value_of(asked, sent))
    except ValueError:
        return request.form.get("answer", "")
