"""A file goes to the window whole or in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk.assessments.shelf.giving import given

if TYPE_CHECKING:
    from flask import Flask


def test_a_part_is_given_where_a_part_is_asked_for(app: Flask) -> None:
    with app.test_request_context(headers={"Range": "bytes=1-2"}):
        answer = given(b"abcdef", "video/mp4")
        assert (answer.status_code, answer.headers["Content-Range"]) == (206, "bytes 1-2/6")
    with app.test_request_context():
        assert (given(b"abcdef", "video/mp4").status_code, given(b"abc", "image/png").mimetype) == (200, "image/png")
