"""What the page asks to be read aloud, piece by piece; only words of the talk that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint
from flask import jsonify
from flask import request
from flask import url_for
from werkzeug.wrappers import Response as Answer

from linkdesk.assessments.aloud.voice import VoiceFailed
from linkdesk.assessments.aloud.voice import speak
from linkdesk.assessments.aloud.voice import voice_for
from linkdesk.assessments.aloud.words import piece_of
from linkdesk.assessments.aloud.words import spoken
from linkdesk.assessments.frame import open_talk
from linkdesk.languages.speech import current
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Aloud
from linkdesk.web.gate import Access
from linkdesk.web.gate import access

if TYPE_CHECKING:
    from flask import Response

blueprint = Blueprint("aloud", __name__, url_prefix="/assessments/<uuid:assessment_id>/aloud")

LIMITS = Aloud()


@blueprint.post("")
@access(Access.CLIENT)
def ask(assessment_id: UUID) -> Response:
    """Return for each text of the page the addresses of its sound; none for a text that is not of this talk."""
    found = open_talk(assessment_id)
    asked = request.get_json()
    texts = asked.get("texts") if isinstance(asked, dict) else None
    if not isinstance(texts, list) or len(texts) > LIMITS.texts or not all(isinstance(text, str) for text in texts):
        raise RuleBroken("This page did not arrive whole, so it cannot be read aloud. Nothing was changed.")
    names = spoken(found, texts, LIMITS.piece)
    return jsonify(
        sounds=[[url_for("aloud.sound", assessment_id=found.id, item=name) for name in each] for each in names]
    )


@blueprint.get("/<item>")
@access(Access.CLIENT)
def sound(assessment_id: UUID, item: str) -> Answer:
    """Speak one piece; it is made anew each time and kept nowhere.

    Raises:
        NotFound: no such piece is in this talk.
        VoiceFailed: there is no voice for its language.
    """
    found = open_talk(assessment_id)
    piece = piece_of(found, item, LIMITS.piece)
    if piece is None:
        raise NotFound
    voice = voice_for(current().tongue.tag)
    if not voice:
        raise VoiceFailed
    return Answer(speak(piece, voice), mimetype="audio/wav")
