"""Giving a picture, sound or film of a form to the window."""

from __future__ import annotations

from flask import Response
from flask import request


def given(body: bytes, media_type: str) -> Response:
    """Return an answer with a file; a browser asks for a film in parts."""
    answer = Response(body, mimetype=media_type)
    answer.make_conditional(request, accept_ranges=True, complete_length=len(body))
    return answer
