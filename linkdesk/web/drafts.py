"""Autosave of the worker's forms: what is typed goes into the encrypted store within a second."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import jsonify
from flask import redirect
from flask import request

from linkdesk.record import drafts
from linkdesk.record.checks import seen_text
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.web.database import current_actor
from linkdesk.web.database import session
from linkdesk.web.gate import Access
from linkdesk.web.gate import access
from linkdesk.web.pages import own_path

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as WerkzeugResponse

    from linkdesk.settings import Limits

FORMS = "linkdesk_draft_forms"
NEVER_KEPT = ("csrf_token",)
"""The row version is kept: words typed on an old page must not undo what was saved since."""
NEW = "new"

blueprint = Blueprint("drafts", __name__, url_prefix="/drafts")


@blueprint.put("/<form>/<subject>")
@access(Access.OPEN)
def keep(form: str, subject: str) -> Response:
    """Keep the words of a form; answers with the time that is shown beside the button.

    `form` is a name of our own and `subject` is "new" or the id of what is being changed.
    """
    limits: Limits = current_app.config["LINKDESK_LIMITS"]
    words = request.get_json()
    if not (form.isidentifier() and _is_subject(subject) and _is_words(words)):
        raise RuleBroken("This draft cannot be kept. Your words are still on the page. Save the page now.")
    if (request.content_length or 0) > limits.draft_bytes:
        raise RuleBroken(
            "This draft is too long to keep by itself. Your words are still on the page. Save the page now."
        )
    kept = {name: seen_text(text) for name, text in words.items() if name not in NEVER_KEPT}
    at = drafts.save_draft(session(), current_actor(), form, subject, kept)
    answer = jsonify(saved_at=at.isoformat())
    answer.status_code = HTTPStatus.OK
    return answer


@blueprint.post("/<form>/<subject>/forget")
@access(Access.OPEN)
def forget(form: str, subject: str) -> WerkzeugResponse:
    """Throw away what was typed and not saved, and lead back to the page that `here` names."""
    if not (form.isidentifier() and _is_subject(subject)):
        raise NotFound
    drafts.forget_draft(session(), current_actor(), form, subject)
    flash("What was typed is gone. The record is as it was.")
    return redirect(own_path(request.args.get("here", "/")), HTTPStatus.SEE_OTHER)


def _is_subject(subject: str) -> bool:
    if subject == NEW:
        return True
    try:
        uuid.UUID(subject)
    except ValueError:
        return False
    return True


def _is_words(words: object) -> bool:
    return isinstance(words, dict) and all(isinstance(text, str) and _can_be_kept(text) for text in words.values())


def _can_be_kept(text: str) -> bool:
    """JSON can hold half of a sign (a lone surrogate); the store cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
